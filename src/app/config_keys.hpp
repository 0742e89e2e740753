// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bayme::app {

enum class KeyKind {
    text,
    number, ///< whole and not negative
    list,   ///< an array of texts; in the environment separated by commas
    secret, ///< never in the file itself: `NAME_file` there, `…_FILE` or the value in the
            ///< environment
};

/// One key of bayme.toml. Everything the program can be told is in this table; a key without a
/// reader is not.
struct ConfigKey {
    std::string_view section;
    std::string_view name;
    KeyKind kind = KeyKind::text;
    std::string_view fallback;
    std::string_view meaning;

    /// "server.listen".
    [[nodiscard]] std::string dotted() const;
    /// "BAYME_SERVER_LISTEN".
    [[nodiscard]] std::string variable() const;
    /// The name of the systemd credential: "bayme-tiktok-app_secret"; the master key's is
    /// "bayme-kek".
    [[nodiscard]] std::string credential() const;
};

std::span<const ConfigKey> config_keys();
const ConfigKey* find_config_key(std::string_view dotted);
/// The key that a misspelt one most likely meant.
std::optional<std::string> nearest_config_key(std::string_view dotted);

} // namespace bayme::app

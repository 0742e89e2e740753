// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/files.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace bayme::vault {

/// The master key (key-encryption key). It lives outside the database and its backups and does
/// nothing but wrap data keys. Safe from any thread.
class KekProvider {
public:
    virtual ~KekProvider() = default;
    /// Names the key without telling anything about it.
    [[nodiscard]] virtual std::string id() const = 0;
    /// `bound_to` is authenticated, not stored: unwrapping asks for the same text.
    virtual Result<std::string> wrap(const SecretText& key, std::string_view bound_to) = 0;
    /// @return forbidden when this is another master key, another place, or damaged.
    virtual Result<SecretText> unwrap(std::string_view wrapped, std::string_view bound_to) = 0;
};

enum class PublicOrigin { loopback, reachable };

/// Where the master key is looked for, in this order. Always 64 hex digits.
struct KekPlace {
    std::filesystem::path credential; ///< $CREDENTIALS_DIRECTORY/bayme-kek; empty: not given
    SecretText environment;           ///< for development: refused unless the origin is loopback
    std::filesystem::path file;       ///< mode 0400, owned by the user of this process
    PublicOrigin origin = PublicOrigin::reachable;
};

/// @return not_found (reason "key_missing") when no place holds one; forbidden (reason "key_mode")
///         when others may read it or it comes from the environment of a reachable origin;
///         invalid_input (reason "key_text") when it is no 64 hex digits.
Result<std::unique_ptr<KekProvider>> load_kek(FileSystem& files, const KekPlace& place,
                                              Random& random);

/// Writes a new master key to a file that must not exist yet.
Result<void> make_kek_file(FileSystem& files, const std::filesystem::path& file, Random& random);

} // namespace bayme::vault

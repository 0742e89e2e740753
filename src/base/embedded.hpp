// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace bayme {

/// A file that was compiled in by bayme_embed (cmake/Embed.cmake). Lives as long as the program.
struct EmbeddedFile {
    std::string_view name;
    std::string_view text;
};

/// The text of the file with this name, or nothing.
inline std::optional<std::string_view> find_embedded(std::span<const EmbeddedFile> files,
                                                     std::string_view name) {
    for (const auto& file : files) {
        if (file.name == name) {
            return file.text;
        }
    }
    return std::nullopt;
}

} // namespace bayme

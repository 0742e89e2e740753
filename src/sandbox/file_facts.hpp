// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// What the bytes of a file say about it. `format` is empty for what is neither picture nor video;
/// measures are 0 where the bytes do not tell.
struct FileFacts {
    bool video = false;
    std::string format; ///< png, jpeg, gif, mp4, mov, avi, mpeg
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t duration_ms = 0;
};
/// Never reads past the end, whatever the bytes are.
FileFacts look_at(std::string_view bytes);

/// 32 lower-case hexadecimal digits.
std::string md5_text(std::string_view bytes);

} // namespace bayme::sandbox

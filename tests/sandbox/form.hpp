// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

/// A multipart/form-data body as browsers and SDKs send it.
class Form {
public:
    static constexpr std::string_view content_type = "multipart/form-data; boundary=----bayme7";

    Form& field(std::string_view name, std::string_view value) { return part(name, "", value); }
    Form& file(std::string_view name, std::string_view file_name, std::string_view bytes) {
        return part(name, "; filename=\"" + std::string{file_name} + "\"", bytes);
    }
    [[nodiscard]] std::string body() const { return body_ + "------bayme7--\r\n"; }

private:
    Form& part(std::string_view name, const std::string& more, std::string_view bytes) {
        body_.append("------bayme7\r\nContent-Disposition: form-data; name=\"")
            .append(name)
            .append("\"")
            .append(more)
            .append("\r\n\r\n")
            .append(bytes)
            .append("\r\n");
        return *this;
    }
    std::string body_;
};

/// The smallest bytes that look like a picture of this size.
inline std::string png(unsigned width, unsigned height) {
    std::string bytes = "\x89PNG\r\n\x1A\n";
    bytes.append("\0\0\0\x0DIHDR", 8);
    for (const auto number : {width, height}) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.push_back(static_cast<char>(number >> shift & 0xFFU));
        }
    }
    return bytes + std::string(13, '\0');
}

/// A box of an MP4 file.
inline std::string box(std::string_view kind, std::string_view content) {
    std::string bytes;
    const auto length = content.size() + 8;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<char>(length >> shift & 0xFFU));
    }
    return bytes.append(kind).append(content);
}

/// An MP4 of five seconds, 720 x 1280, with nothing in it.
inline std::string mp4() {
    std::string movie(100, '\0');
    movie.replace(12, 4, std::string_view{"\0\0\x03\xE8", 4}); // 1000 a second
    movie.replace(16, 4, std::string_view{"\0\0\x13\x88", 4}); // 5000 of them
    std::string track(84, '\0');
    track.replace(76, 2, std::string_view{"\x02\xD0", 2});
    track.replace(80, 2, std::string_view{"\x05\x00", 2});
    return box("ftyp", "isom\0\0\2\0") +
           box("moov", box("mvhd", movie) + box("trak", box("tkhd", track))) + box("mdat", "x");
}

} // namespace bayme::sandbox

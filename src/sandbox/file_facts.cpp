// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/file_facts.hpp"

#include <boost/uuid/detail/md5.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace bayme::sandbox {

namespace {

/// A big-endian number of so many bytes, 0 past the end.
std::uint64_t number_at(std::string_view bytes, std::size_t place, std::size_t length) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const auto at = place + i;
        value = value << 8U | (at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U);
    }
    return value;
}

std::int64_t measure_at(std::string_view bytes, std::size_t place, std::size_t length) {
    return static_cast<std::int64_t>(number_at(bytes, place, length));
}

/// The segments of a JPEG up to the one that tells its size.
void read_jpeg(std::string_view bytes, FileFacts& facts) {
    for (std::size_t place = 2; place + 9 < bytes.size();) {
        const auto marker = number_at(bytes, place, 2);
        const bool frame = marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 &&
                           marker != 0xFFC8 && marker != 0xFFCC;
        if (frame) {
            facts.height = measure_at(bytes, place + 5, 2);
            facts.width = measure_at(bytes, place + 7, 2);
            return;
        }
        if (marker >> 8U != 0xFF) {
            return;
        }
        place += 2 + number_at(bytes, place + 2, 2);
    }
}

/// The content of the first box of a kind; boxes are a length, a name and their content.
std::optional<std::string_view> find_box(std::string_view bytes, std::string_view kind) {
    while (bytes.size() >= 8) {
        const auto length = number_at(bytes, 0, 4);
        if (length < 8 || length > bytes.size()) {
            return std::nullopt;
        }
        if (bytes.substr(4, 4) == kind) {
            return bytes.substr(8, length - 8);
        }
        bytes.remove_prefix(length);
    }
    return std::nullopt;
}

void read_movie(std::string_view bytes, FileFacts& facts) {
    const auto movie = find_box(bytes, "moov");
    if (!movie) {
        return;
    }
    if (const auto header = find_box(*movie, "mvhd"); header && header->size() >= 20) {
        const auto scale = number_at(*header, 12, 4);
        facts.duration_ms =
            scale == 0 ? 0 : static_cast<std::int64_t>(number_at(*header, 16, 4) * 1000 / scale);
    }
    if (const auto track = find_box(*movie, "trak")) {
        if (const auto header = find_box(*track, "tkhd"); header && header->size() >= 84) {
            facts.width = measure_at(*header, 76, 2);
            facts.height = measure_at(*header, 80, 2);
        }
    }
}

FileFacts picture(std::string format, std::int64_t width, std::int64_t height) {
    return {false, std::move(format), width, height, 0};
}

} // namespace

FileFacts look_at(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
        return picture("png", measure_at(bytes, 16, 4), measure_at(bytes, 20, 4));
    }
    if (bytes.starts_with("GIF8") && bytes.size() >= 10) {
        const auto little = [&](std::size_t place) {
            return measure_at(bytes, place, 1) + measure_at(bytes, place + 1, 1) * 256;
        };
        return picture("gif", little(6), little(8));
    }
    FileFacts facts;
    if (bytes.starts_with("\xFF\xD8\xFF")) {
        facts.format = "jpeg";
        read_jpeg(bytes, facts);
    } else if (bytes.substr(std::min<std::size_t>(4, bytes.size()), 4) == "ftyp") {
        facts.video = true;
        facts.format = bytes.substr(8, 4) == "qt  " ? "mov" : "mp4";
        read_movie(bytes, facts);
    } else if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("AVI ")) {
        facts.video = true;
        facts.format = "avi";
    } else if (bytes.starts_with(std::string_view{"\0\0\1\xBA", 4})) {
        facts.video = true;
        facts.format = "mpeg";
    }
    return facts;
}

std::string md5_text(std::string_view bytes) {
    boost::uuids::detail::md5 hash;
    hash.process_bytes(bytes.data(), bytes.size());
    boost::uuids::detail::md5::digest_type digest;
    hash.get_digest(digest);
    std::string text;
    for (const auto word : digest) {
        text += fmt::format("{:08x}", word);
    }
    return text;
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/text.hpp"

#include <algorithm>
#include <cstdint>

namespace bayme::http {
namespace {

struct Lead {
    std::size_t length;
    std::uint32_t bits;
    std::uint32_t smallest;
};

// A length of zero marks a byte that cannot begin a character.
Lead lead_of(unsigned char byte) {
    if (byte < 0x80) {
        return {1, byte, 0};
    }
    if ((byte & 0xe0U) == 0xc0) {
        return {2, byte & 0x1fU, 0x80};
    }
    if ((byte & 0xf0U) == 0xe0) {
        return {3, byte & 0x0fU, 0x800};
    }
    if ((byte & 0xf8U) == 0xf0) {
        return {4, byte & 0x07U, 0x10000};
    }
    return {0, 0, 0};
}

} // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = lead_of(static_cast<unsigned char>(text[at]));
        if (lead.length == 0 || text.size() - at < lead.length) {
            return false;
        }
        std::uint32_t point = lead.bits;
        for (std::size_t next = 1; next < lead.length; ++next) {
            const auto byte = static_cast<unsigned char>(text[at + next]);
            if ((byte & 0xc0U) != 0x80) {
                return false;
            }
            point = (point << 6U) | (byte & 0x3fU);
        }
        const bool surrogate = point >= 0xd800 && point <= 0xdfff;
        if (point < lead.smallest || surrogate || point > 0x10ffff) {
            return false;
        }
        at += lead.length;
    }
    return true;
}

bool is_token(std::string_view text) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        const char lower = lower_case(c);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_header_value(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return is_control(c) && c != '\t'; });
}

} // namespace bayme::http

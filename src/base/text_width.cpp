// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace bayme {
namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

// Unicode 15, rounded to whole blocks: enough to keep a table straight.
constexpr std::array<Range, 12> wide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0xA4CF},
                                      {0xA960, 0xA97C},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0xFFE0, 0xFFE6},
                                      {0x1F300, 0x1F64F},
                                      {0x1F900, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 8> empty{{{0x0300, 0x036F},
                                      {0x0483, 0x0489},
                                      {0x061C, 0x061C},
                                      {0x064B, 0x065F},
                                      {0x200B, 0x200F},
                                      {0x202A, 0x202E},
                                      {0x2060, 0x2069},
                                      {0xFE00, 0xFE0F}}};

template <std::size_t size>
bool within(const std::array<Range, size>& ranges, std::uint32_t point) {
    return std::ranges::any_of(
        ranges, [&](const Range& range) { return range.first <= point && point <= range.last; });
}

struct Letter {
    std::string_view bytes;
    std::uint32_t point;

    [[nodiscard]] std::size_t width() const {
        return within(empty, point) ? 0 : within(wide, point) ? 2 : 1;
    }
};

/// The first letter of a text that is not empty; a byte that begins none stands for itself.
Letter first_letter(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1 || lead > 0xF4 || text.size() < length) {
        return {text.substr(0, 1), lead};
    }
    std::uint32_t point = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80) {
            return {text.substr(0, 1), lead};
        }
        point = point << 6U | (next & 0x3FU);
    }
    return {text.substr(0, length), point};
}

bool is_control(std::uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
}

/// Marks that turn the direction of what follows: a name must not rearrange its neighbours.
bool turns_direction(std::uint32_t point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0x200E || point == 0x200F || point == 0x061C;
}

/// What is printed in a letter's place.
std::string_view harmless(const Letter& letter, std::string_view control) {
    if (is_control(letter.point)) {
        return control;
    }
    if (letter.bytes.size() == 1 && letter.point >= 0x80) {
        return "\xEF\xBF\xBD";
    }
    return turns_direction(letter.point) ? std::string_view{} : letter.bytes;
}

} // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const auto letter = first_letter(text);
        width += letter.width();
        text.remove_prefix(letter.bytes.size());
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto letter = first_letter(text);
        out += harmless(letter, "?");
        text.remove_prefix(letter.bytes.size());
    }
    return out;
}

std::string fit(std::string_view text, std::size_t width) {
    const bool cut = display_width(text) > width;
    const auto room = cut ? width - std::min<std::size_t>(width, 1) : width;
    std::string out;
    std::size_t used = 0;
    while (!text.empty()) {
        const auto letter = first_letter(text);
        if (used + letter.width() > room) {
            break;
        }
        used += letter.width();
        out += harmless(letter, " ");
        text.remove_prefix(letter.bytes.size());
    }
    return cut && width > 0 ? out + "…" : out;
}

} // namespace bayme

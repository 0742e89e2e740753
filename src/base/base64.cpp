// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/base64.hpp"

#include <array>
#include <cstdint>

namespace bayme {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto places = [] {
    std::array<int, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        table.at(static_cast<unsigned char>(letters[i])) = static_cast<int>(i);
    }
    return table;
}();

} // namespace

std::string to_base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto three = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            bits = bits << 8U | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            text += i <= three.size() ? letters[bits >> (18 - 6 * i) & 0x3FU] : '=';
        }
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool padded = at >= text.size() - padding;
        const int place = padded ? 0 : places[static_cast<unsigned char>(text[at])];
        if (place < 0) {
            return std::nullopt;
        }
        bits = bits << 6U | static_cast<std::uint32_t>(place);
        if (at % 4 == 3) {
            bytes += static_cast<char>(bits >> 16U & 0xFFU);
            bytes += static_cast<char>(bits >> 8U & 0xFFU);
            bytes += static_cast<char>(bits & 0xFFU);
            bits = 0;
        }
    }
    bytes.resize(bytes.size() - padding);
    // One way to write each text: no bits are left over.
    return to_base64(bytes) == text ? std::optional{std::move(bytes)} : std::nullopt;
}

} // namespace bayme

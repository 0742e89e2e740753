// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string_view>

namespace bayme::http {

// ASCII only, whatever the locale: what HTTP means by letters.

constexpr char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool equals_without_case(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) {
        return false;
    }
    for (std::size_t at = 0; at < left.size(); ++at) {
        if (lower_case(left[at]) != lower_case(right[at])) {
            return false;
        }
    }
    return true;
}

constexpr bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// Without the spaces and tabs around it.
constexpr std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Refuses overlong forms, surrogates and what lies beyond U+10FFFF.
bool is_utf8(std::string_view text);

/// The characters of a header name (RFC 9110 5.6.2); never empty.
bool is_token(std::string_view text);

/// No control character but the tab: cannot end the header line.
bool is_header_value(std::string_view text);

} // namespace bayme::http

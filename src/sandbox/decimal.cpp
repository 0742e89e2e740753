// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/decimal.hpp"

#include <fmt/format.h>

namespace bayme::sandbox {

namespace {

__extension__ using Wide = __int128;

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

} // namespace

std::string minor_text(Minor amount, int digits) {
    if (digits == 0) {
        return fmt::format_int(amount).str();
    }
    const auto unit = power_of_ten(digits);
    const auto size = amount < 0 ? -amount : amount;
    return fmt::format("{}{}.{:0{}}", amount < 0 ? "-" : "", size / unit, size % unit, digits);
}

std::string minor_number(Minor amount, int digits) {
    if (digits == 0) {
        return fmt::format("{}.0", amount);
    }
    auto text = minor_text(amount, digits);
    while (text.back() == '0' && text[text.size() - 2] != '.') {
        text.pop_back();
    }
    return text;
}

std::optional<Minor> read_minor(std::string_view text, int digits) {
    std::int64_t whole = 0;
    int decimals = -1;
    for (const char letter : text) {
        if (letter == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (letter < '0' || letter > '9') {
            return std::nullopt;
        }
        if (decimals >= digits) {
            if (letter != '0') {
                return std::nullopt;
            }
            continue;
        }
        if (whole > 900'000'000'000'000) {
            return std::nullopt;
        }
        whole = whole * 10 + (letter - '0');
        decimals += decimals >= 0 ? 1 : 0;
    }
    return text.empty()
               ? std::nullopt
               : std::optional{whole * power_of_ten(digits - (decimals < 0 ? 0 : decimals))};
}

std::string ratio_text(std::int64_t numerator, std::int64_t denominator, std::int64_t scale,
                       int decimals) {
    if (denominator == 0) {
        return minor_text(0, decimals);
    }
    const Wide product = static_cast<Wide>(numerator) * scale * power_of_ten(decimals) * 2;
    const Wide doubled = static_cast<Wide>(denominator) * 2;
    return minor_text(static_cast<std::int64_t>((product + denominator) / doubled), decimals);
}

} // namespace bayme::sandbox

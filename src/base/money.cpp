// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/money.hpp"

#include <algorithm>
#include <limits>

namespace bayme {
namespace {

__extension__ using Wide = __int128;

constexpr int micros_digits = 6;

constexpr std::array<std::string_view, 16> without_decimals{
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
    "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> with_three{"BHD", "IQD", "JOD", "KWD",
                                                     "LYD", "OMR", "TND"};

bool fits(Wide value) {
    return value <= std::numeric_limits<std::int64_t>::max() &&
           value >= std::numeric_limits<std::int64_t>::min();
}

/// value / divisor, half to even.
Wide divide_half_even(Wide value, Wide divisor) {
    if (divisor < 0) {
        value = -value;
        divisor = -divisor;
    }
    const bool negative = value < 0;
    const Wide magnitude = negative ? -value : value;
    Wide quotient = magnitude / divisor;
    const Wide twice = (magnitude % divisor) * 2;
    if (twice > divisor || (twice == divisor && quotient % 2 == 1)) {
        ++quotient;
    }
    return negative ? -quotient : quotient;
}

std::string digits_of(Wide magnitude, int decimals) {
    auto text = fmt::format("{}", static_cast<std::uint64_t>(magnitude));
    if (decimals == 0) {
        return text;
    }
    const auto wanted = static_cast<std::size_t>(decimals);
    if (text.size() <= wanted) {
        text.insert(0, wanted + 1 - text.size(), '0');
    }
    text.insert(text.size() - wanted, ".");
    return text;
}

} // namespace

Result<Currency> Currency::parse(std::string_view text) {
    Currency currency;
    if (text.size() != currency.code_.size() ||
        !std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no currency code such as EUR", text);
    }
    std::ranges::copy(text, currency.code_.begin());
    return currency;
}

int Currency::digits() const {
    if (std::ranges::find(without_decimals, text()) != without_decimals.end()) {
        return 0;
    }
    return std::ranges::find(with_three, text()) != with_three.end() ? 3 : 2;
}

Result<Money> add(const Money& left, const Money& right) {
    if (left.currency != right.currency) {
        return fail(ErrorCode::conflict, "{} and {} do not add without a rate",
                    left.currency.text(), right.currency.text());
    }
    const Wide sum = static_cast<Wide>(left.micros) + right.micros;
    if (!fits(sum)) {
        return fail(ErrorCode::conflict, "the sum of {} and {} is too large", format_money(left),
                    format_money(right));
    }
    return Money{static_cast<Micros>(sum), left.currency};
}

Result<Micros> parse_micros(std::string_view text) {
    const auto refuse = [&](std::string_view why) {
        return fail(ErrorCode::invalid_input, "\"{}\" {}", text.substr(0, 64), why);
    };
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative) {
        rest.remove_prefix(1);
    }
    const auto point = rest.find('.');
    const auto whole = rest.substr(0, point);
    auto fraction = point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
    const auto is_digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (whole.empty() || !is_digits(whole) || !is_digits(fraction) ||
        (point != std::string_view::npos && fraction.empty())) {
        return refuse("is no plain decimal number");
    }
    while (fraction.size() > micros_digits && fraction.ends_with('0')) {
        fraction.remove_suffix(1);
    }
    if (fraction.size() > micros_digits) {
        return refuse("has more than six decimals");
    }
    Wide value = 0;
    for (const char c : whole) {
        value = value * 10 + (c - '0');
        if (!fits(value)) {
            return refuse("is too large");
        }
    }
    for (std::size_t i = 0; i < micros_digits; ++i) {
        value = value * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    }
    value = negative ? -value : value;
    if (!fits(value)) {
        return refuse("is too large");
    }
    return static_cast<Micros>(value);
}

std::string format_micros(Micros micros) {
    auto text = format_micros(micros, micros_digits);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

std::string format_micros(Micros micros, int decimals) {
    Wide divisor = 1;
    for (int i = decimals; i < micros_digits; ++i) {
        divisor *= 10;
    }
    const Wide rounded = divide_half_even(micros, divisor);
    const auto text = digits_of(rounded < 0 ? -rounded : rounded, decimals);
    return rounded < 0 ? "-" + text : text;
}

std::string format_money(const Money& money) {
    return fmt::format("{} {}", format_micros(money.micros, money.currency.digits()),
                       money.currency.text());
}

std::ostream& operator<<(std::ostream& out, const Money& money) {
    return out << format_money(money);
}

Result<Micros> ratio_micros(std::int64_t numerator, std::int64_t denominator, std::int64_t scale) {
    if (denominator == 0) {
        return fail(ErrorCode::invalid_input, "a ratio with nothing below the line");
    }
    // 64 x 20 x 10 bits fit 128: scale is at most 1000 by the callers' tables.
    const Wide scaled = static_cast<Wide>(numerator) * scale * micros_per_unit;
    const Wide quotient = divide_half_even(scaled, denominator);
    if (!fits(quotient)) {
        return fail(ErrorCode::invalid_input, "the ratio {} / {} is too large", numerator,
                    denominator);
    }
    return static_cast<Micros>(quotient);
}

} // namespace bayme

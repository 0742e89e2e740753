// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace bayme {

/// Millionths of a unit: of a currency for money, of one for counts and percents.
using Micros = std::int64_t;
inline constexpr Micros micros_per_unit = 1'000'000;

/// An ISO 4217 code, three capital letters.
class Currency {
public:
    /// @return invalid_input unless the text is three letters A-Z.
    static Result<Currency> parse(std::string_view text);
    /// "XXX", ISO's code for no currency: only where nothing was read yet.
    Currency() = default;

    [[nodiscard]] std::string_view text() const { return {code_.data(), code_.size()}; }
    /// Digits shown after the point: 0 for JPY, 2 for EUR, 3 for KWD. 2 for a code we do not know.
    [[nodiscard]] int digits() const;

    auto operator<=>(const Currency&) const = default;

private:
    std::array<char, 3> code_{'X', 'X', 'X'};
};

/// An amount in millionths of a currency unit. Never a double; two currencies do not add.
struct Money {
    Micros micros = 0;
    Currency currency;

    auto operator<=>(const Money&) const = default;
};

/// @return conflict when the currencies differ or the sum passes 64 bits.
Result<Money> add(const Money& left, const Money& right);

/// Reads a plain decimal such as "12.50", "-3", "1e2" is refused.
/// @return millionths; invalid_input when there are more than six decimals (trailing zeros apart),
///         when it is no plain decimal, or when it does not fit 64 bits.
Result<Micros> parse_micros(std::string_view text);

/// Plain decimal without grouping and without trailing zeros: 12500000 -> "12.5".
std::string format_micros(Micros micros);
/// With exactly this many decimals, half to even: (12345678, 2) -> "12.35".
std::string format_micros(Micros micros, int decimals);
/// With the currency's digits and its code: "12.50 EUR".
std::string format_money(const Money& money);

std::ostream& operator<<(std::ostream& out, const Money& money);

/// numerator / denominator in millionths, half to even; nothing when the denominator is 0 or the
/// quotient passes 64 bits. `scale` multiplies first: 100 for percent, 1000 for a cost per mille.
Result<Micros> ratio_micros(std::int64_t numerator, std::int64_t denominator,
                            std::int64_t scale = 1);

} // namespace bayme

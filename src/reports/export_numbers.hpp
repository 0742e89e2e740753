// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::reports {

/// What parts the whole from its fraction in a file.
enum class DecimalSign : char { point = '.', comma = ',' };

/// A number as a spreadsheet shows it: what it says, and how finely.
struct ShownNumber {
    Micros micros = 0;
    int decimals = 0;     ///< digits shown behind the sign
    bool percent = false; ///< "1.18 %"
    std::string currency; ///< "USD" of "USD 12.50" or "12.50 USD"; empty without letters
};

/// Decides by all numbers of a file together: "1,234.50" and "0.5" speak for a point, "1.234,50"
/// and "0,5" for a comma; without any such, a file parted by semicolons has commas.
/// @return invalid_input, reason "two_decimal_signs", when they contradict each other.
Result<DecimalSign> decimal_sign_of(const std::vector<std::string_view>& numbers, char delimiter);

/// Reads "1,234.56", "$ 1 234.56", "12.5%", "-3", "(3)"; "-", "--", "n/a" and nothing are no value.
/// @return invalid_input for what is none of these, and for grouping that is not by thousands.
Result<std::optional<ShownNumber>> read_shown(std::string_view text, DecimalSign sign);

/// True when the exact value, shown with as many decimals, may read like this: half a unit of the
/// last digit away at most.
bool reads_like(Micros exact, const ShownNumber& shown);

/// Reads "2026-03-01", with a time behind it or not, "2026/3/1" and "20260301". Days and months in
/// an order that countries do not agree on are refused: nothing is guessed.
Result<Day> read_shown_day(std::string_view text);

} // namespace bayme::reports

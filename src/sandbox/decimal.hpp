// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// An amount in the smallest unit of its currency (cents, yen): the world's only money.
using Minor = std::int64_t;

/// 1234, 2 -> "12.34"; 1234, 0 -> "1234".
std::string minor_text(Minor amount, int digits);
/// As a JSON number of the management endpoints: 5000, 2 -> "50.0"; 5025, 2 -> "50.25".
std::string minor_number(Minor amount, int digits);
/// Reads the text of a JSON number; nothing when it is finer than the currency's smallest unit
/// (trailing zeros apart), negative or too large.
std::optional<Minor> read_minor(std::string_view text, int digits);

/// numerator * scale / denominator with so many decimals, halves away from zero; "0.00" over zero.
std::string ratio_text(std::int64_t numerator, std::int64_t denominator, std::int64_t scale,
                       int decimals);

} // namespace bayme::sandbox

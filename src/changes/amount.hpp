// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"

#include <string_view>

namespace bayme::changes {

/// Reads an amount as people type it: "1000", "1 000", "1'000.50", "1.234,50", "12,5". A point or
/// comma before exactly three last digits could part thousands as well as decimals: such a text is
/// refused, unless it is a point and the currency has three decimals.
/// @return millionths; invalid_input with reason "value" that says how to write it.
Result<Micros> read_amount(std::string_view typed, const Currency& currency);

} // namespace bayme::changes

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"

#include <string>

namespace bayme::api {

/// A decimal number that travels as text ("12.5") so that no reader makes a double of it: money,
/// ratios. Micros alone would be an integer.
struct Decimal {
    Micros micros = 0;

    auto operator<=>(const Decimal&) const = default;
};

/// Any JSON value, kept as its text. For what has no shape of ours: a platform's raw answer, a
/// step's before and after.
struct Json {
    std::string text = "null";

    bool operator==(const Json&) const = default;
};

} // namespace bayme::api

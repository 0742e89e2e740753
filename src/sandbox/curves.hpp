// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>

namespace bayme::sandbox {

// What a budget buys, in whole numbers only: the same bits on every machine and at every level of
// optimisation. Shares and ratios are parts per million.

inline constexpr std::int64_t unity = 1'000'000;

/// value * parts / whole, rounded down, also where the product would not fit. None is negative.
constexpr std::int64_t part_of(std::int64_t value, std::int64_t parts, std::int64_t whole) {
    return value / whole * parts + value % whole * parts / whole;
}

/// value * parts / 1,000,000, rounded down, for everything whose result fits.
constexpr std::int64_t scaled(std::int64_t value, std::int64_t parts) {
    return part_of(value, parts, unity);
}

/// x to the power of thousandths / 1000. x at least 1; exact to about one part in a million.
std::int64_t power_of(std::int64_t x, std::int64_t thousandths);
/// The natural logarithm of x, which is at least 1 (and below `unity` makes it negative).
std::int64_t logarithm_of(std::int64_t x);

enum class CurveFamily { linear_cap, power, hill, log };

/// Results as a function of spend: with x the spend over the demand and R(x) the results over those
/// at x = 1,
///   linear_cap  R = x, and never more than the demand is spent
///   power       R = x^exponent
///   hill        R = (1 + half^steepness) x^steepness / (half^steepness + x^steepness)
///   log         R = ln(1 + x / scale) / ln(1 + 1 / scale)
struct Curve {
    CurveFamily family = CurveFamily::linear_cap;
    std::int64_t exponent = 1000; ///< thousandths, as the next three
    std::int64_t half = 1000;
    std::int64_t steepness = 1000;
    std::int64_t scale = 1000;
    std::int64_t most = unity; ///< the largest x
    /// half^steepness in parts per million, for who asks often; 0: worked out each time.
    std::int64_t risen_half = 0;
};

/// R(x).
std::int64_t response(const Curve& curve, std::int64_t x);
/// What a result costs at x, over what it costs at 1: x / R(x), from a thousandth to a
/// thousandfold.
std::int64_t price_of(const Curve& curve, std::int64_t x);

/// How many of independent events happen: drawn from a Poisson distribution with this mean (parts
/// per million of one event) by the value of `luck`; never more than `most`.
std::uint64_t poisson(std::int64_t mean, std::uint64_t luck, std::uint64_t most);

} // namespace bayme::sandbox

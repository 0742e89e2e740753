// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/curves.hpp"

#include "sandbox/dice.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace bayme::sandbox {

namespace {

// Mantissas have 30 binary digits behind the point, logarithms 24: every product fits 64 bits.
constexpr unsigned mantissa_digits = 30;
constexpr unsigned log_digits = 24;
constexpr std::int64_t ln_of_two = 693'147; ///< parts per million

constexpr std::uint64_t root_of(std::uint64_t square) {
    std::uint64_t root = 0;
    for (std::uint64_t bit = 1ULL << 31U; bit > 0; bit >>= 1U) {
        const auto next = root + bit;
        root = next * next <= square ? next : root;
    }
    return root;
}

/// 2^(1/2), 2^(1/4), 2^(1/8) and so on.
constexpr auto roots_of_two = [] {
    std::array<std::uint64_t, log_digits> roots{};
    std::uint64_t before = 2ULL << mantissa_digits;
    for (auto& root : roots) {
        root = root_of(before << mantissa_digits);
        before = root;
    }
    return roots;
}();

/// 2 to the first digits of a logarithm behind the point, as the digits one by one give it.
constexpr unsigned table_digits = 12;
constexpr auto powers_of_two = [] {
    std::array<std::uint64_t, 1U << table_digits> powers{};
    powers[0] = 1ULL << mantissa_digits;
    for (std::size_t i = 1; i < powers.size(); ++i) {
        // The last digit that is set is multiplied last.
        const auto last = static_cast<unsigned>(std::countr_zero(i));
        powers[i] = powers[i & (i - 1)] * roots_of_two[table_digits - 1 - last] >> mantissa_digits;
    }
    return powers;
}();

/// The binary logarithm of a whole number, digit by digit.
constexpr std::int64_t log2_of(std::uint64_t number) {
    const auto whole = static_cast<unsigned>(std::bit_width(number)) - 1;
    auto mantissa = whole > mantissa_digits ? number >> (whole - mantissa_digits)
                                            : number << (mantissa_digits - whole);
    std::int64_t found = whole;
    for (unsigned i = 0; i < log_digits; ++i) {
        mantissa = mantissa * mantissa >> mantissa_digits;
        found <<= 1U;
        if (mantissa >> (mantissa_digits + 1) != 0) {
            mantissa >>= 1U;
            found |= 1;
        }
    }
    return found;
}
constexpr std::int64_t log2_of_one = log2_of(static_cast<std::uint64_t>(unity));

/// 2 to a logarithm, in parts per million; from nothing to some thousands.
std::int64_t exp2_of(std::int64_t logarithm) {
    const auto whole = logarithm >> log_digits;
    if (whole < -40) {
        return 0;
    }
    if (whole > 12) {
        return unity << 12U;
    }
    const auto fraction = static_cast<std::uint64_t>(logarithm) & ((1ULL << log_digits) - 1);
    auto mantissa = powers_of_two[fraction >> (log_digits - table_digits)];
    for (unsigned i = table_digits; i < log_digits; ++i) {
        if ((fraction >> (log_digits - 1 - i) & 1U) != 0) {
            mantissa = mantissa * roots_of_two[i] >> mantissa_digits;
        }
    }
    const auto parts = mantissa * static_cast<std::uint64_t>(unity);
    return static_cast<std::int64_t>(
        whole >= 0 ? (parts << static_cast<unsigned>(whole)) >> mantissa_digits
                   : parts >> (mantissa_digits + static_cast<unsigned>(-whole)));
}

} // namespace

std::int64_t power_of(std::int64_t x, std::int64_t thousandths) {
    const auto logarithm = log2_of(static_cast<std::uint64_t>(std::max<std::int64_t>(x, 1)));
    return exp2_of((logarithm - log2_of_one) * thousandths / 1000);
}

std::int64_t logarithm_of(std::int64_t x) {
    const auto logarithm = log2_of(static_cast<std::uint64_t>(std::max<std::int64_t>(x, 1)));
    return (logarithm - log2_of_one) * ln_of_two / (std::int64_t{1} << log_digits);
}

std::int64_t response(const Curve& curve, std::int64_t x) {
    switch (curve.family) {
    case CurveFamily::linear_cap:
        return std::min(x, unity);
    case CurveFamily::power:
        return power_of(x, curve.exponent);
    case CurveFamily::hill: {
        const auto half =
            curve.risen_half != 0 ? curve.risen_half : power_of(curve.half * 1000, curve.steepness);
        const auto risen = power_of(x, curve.steepness);
        return (unity + half) * risen / std::max<std::int64_t>(half + risen, 1);
    }
    case CurveFamily::log:
        return logarithm_of(unity + x * 1000 / curve.scale) * unity /
               logarithm_of(unity + unity * 1000 / curve.scale);
    }
    return x;
}

std::int64_t price_of(const Curve& curve, std::int64_t x) {
    const auto bought = std::max<std::int64_t>(response(curve, x), 1);
    return std::clamp(x * unity / bought, unity / 1000, unity * 1000);
}

std::uint64_t poisson(std::int64_t mean, std::uint64_t luck, std::uint64_t most) {
    constexpr std::int64_t large = 32 * unity;
    constexpr std::int64_t piece = 4 * unity;
    Dice dice{luck};
    std::int64_t drawn = 0;
    if (mean >= large) {
        // Twelve dice of 16 bits make a bell: six is their middle, one their deviation.
        std::int64_t bell = -6 * std::int64_t{65536};
        for (int i = 0; i < 3; ++i) {
            for (auto bits = dice.next(); bits != 0; bits >>= 16U) {
                bell += static_cast<std::int64_t>(bits & 0xFFFFU);
            }
        }
        const auto deviation = static_cast<std::int64_t>(root_of(static_cast<std::uint64_t>(mean)));
        // The root of parts per million is in thousandths.
        drawn = (mean + deviation * 1000 * bell / 65536 + unity / 2) / unity;
    }
    for (auto left = mean < large ? mean : 0; left > 0; left -= piece) {
        // Uniform values are multiplied until the product falls below e^-mean.
        const auto part = std::min(left, piece);
        auto product = (unity << 20U) * static_cast<std::int64_t>(dice.next() >> 44U) >> 20U;
        // 1 - m lies below e^-m, and the error of exp2_of is a few millionths: mostly it need not
        // be known.
        if (product < (unity - part - 16) * (std::int64_t{1} << 20U)) {
            continue;
        }
        const auto until = exp2_of(-(part << log_digits) / ln_of_two) << 20U;
        for (; product >= until; ++drawn) {
            product = product * static_cast<std::int64_t>(dice.next() >> 44U) >> 20U;
        }
    }
    return std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(drawn, 0)), most);
}

} // namespace bayme::sandbox

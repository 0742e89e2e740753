// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace bayme::sandbox {

/// One well-mixed 64-bit value per input; the world is nothing but this over counters.
constexpr std::uint64_t mix(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

/// A value for a place in the world: the same parts give the same value for ever.
constexpr std::uint64_t roll(std::initializer_list<std::uint64_t> parts) {
    std::uint64_t state = 0x42;
    for (const auto part : parts) {
        state = mix(state ^ part);
    }
    return state;
}

/// The same for a text.
constexpr std::uint64_t roll_text(std::string_view text) {
    std::uint64_t state = 0;
    for (const char letter : text) {
        state = mix(state ^ static_cast<unsigned char>(letter));
    }
    return state;
}

/// Evenly from 1000 - most to 1000 + most.
constexpr std::int64_t around(std::uint64_t luck, std::int64_t most) {
    return 1000 - most + static_cast<std::int64_t>(luck % static_cast<std::uint64_t>(2 * most + 1));
}

/// A stream of values from one starting value, for making objects in order.
class Dice {
public:
    explicit constexpr Dice(std::uint64_t start) : state_(start) {}

    constexpr std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15ULL); }
    /// 0 … bound - 1.
    constexpr std::uint64_t below(std::uint64_t bound) {
        return bound == 0 ? 0 : (next() >> 11U) % bound;
    }
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
    }
    constexpr bool chance(std::uint64_t percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "sandbox/civil.hpp"
#include "sandbox/curves.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

/// Both ends included.
struct Range {
    std::int64_t low = 0;
    std::int64_t high = 0;
};
/// low, low + step, … up to high.
struct Steps {
    Range range;
    std::int64_t step = 1;
};

/// How the world's curves are drawn: each ad group has its own within the ranges (thousandths).
struct ResponseShape {
    CurveFamily family = CurveFamily::linear_cap;
    Range exponent{1000, 1000};
    Range half{1000, 1000};
    Range steepness{1000, 1000};
    Range scale{1000, 1000};
    std::int64_t most = unity; ///< parts per million of the demand
};

struct Shock {
    std::optional<int> year; ///< counted from the world's birth; none: every year
    unsigned month = 1;
    unsigned day = 1;
    Seconds hour = 0;
    Seconds hours = 0;
    std::vector<std::uint32_t> accounts; ///< none: all
    std::int64_t demand = 1000;          ///< thousandths, as the others
    std::int64_t price = 1000;
    std::int64_t clicks = 1000;
    std::int64_t conversions = 1000;
};

/// One day of an ad in so many is moved by at most so many thousandths.
struct Moves {
    std::uint64_t one_in = 0;
    std::uint64_t most = 0;
};

/// How advertising works in one world: what a file of data/sandbox/worlds says. The units are
/// those of world.schema.json, where nothing else is said.
struct WorldDescription {
    std::string name;
    std::string teaches;
    std::uint64_t seed = 1;
    std::vector<std::string> currencies; ///< none: all accounts of world.json
    std::vector<std::pair<std::string, std::uint64_t>> objectives; ///< with their weights
    struct {
        Steps campaign;
        Steps adgroup;
        std::uint64_t shared = 0;
    } budgets;
    struct {
        Range demand, spread, new_demand, price, clicks, conversions, hook, order;
    } ads;
    ResponseShape response;
    struct {
        std::int64_t hour = 0, day = 0, price = 0, rates = 0;
        bool poisson = false;
    } noise;
    Seconds window = 0;                                    ///< of attribution
    std::vector<std::pair<Seconds, std::int64_t>> arrival; ///< age of a click -> thousandths known
    struct {
        std::array<std::int64_t, 24> hours{};
        std::array<std::int64_t, 7> weekdays{};
        std::array<std::int64_t, 12> months{}, prices{};
    } season;
    std::vector<Shock> shocks;
    std::int64_t overlap = 0; ///< of siblings, thousandths
    struct {
        bool at_start = false;
        std::int64_t conversions = 0;
        Seconds longest = 0;
        std::int64_t price = 1000, rate = 1000;
    } learning;
    struct {
        std::int64_t days = 1, age_loss = 0;
        Range half;
        std::int64_t loss = 0;
    } fatigue;
    struct {
        Range minutes;
        std::uint64_t refused = 0;
    } review;
    struct {
        Moves fix, invalid_clicks, vouchers;
    } restatement;
};

/// Reads a world. What the text leaves out is as in the usual world; empty text is the usual world.
/// @return invalid_input with the path of the first member that is unknown, of the wrong type or
/// out of range.
Result<WorldDescription> read_world(std::string_view json);

/// The text of a world that comes with the program, by its name ("saturation").
/// @return not_found with the names there are.
Result<std::string> built_in_world(std::string_view name);
std::vector<std::string> built_in_worlds();

} // namespace bayme::sandbox

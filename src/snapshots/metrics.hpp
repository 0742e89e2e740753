// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"
#include "snapshots/cube.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bayme::snapshots {

/// How a metric's value is held: counts as whole numbers, every other unit in millionths. Percents
/// stay percents as on the wire: "1.18" is 1180000.
enum class Unit : std::uint8_t { money, count, percent, ratio, seconds };

enum class Additivity : std::uint8_t {
    sum,          ///< adds over objects and time
    never,        ///< computed by its formula from sums
    exact_window, ///< shown only where one fetched fact is one row of the answer
};

std::string_view to_string(Unit unit);
std::string_view to_string(Additivity additivity);

/// Place in metrics(). Stable within a build only: stores keep names.
using MetricIndex = std::uint16_t;

/// scale x numerator / denominator.
struct Formula {
    MetricIndex numerator;
    MetricIndex denominator;
    int scale;
};

/// One line of data/metrics.json.
struct Metric {
    std::string_view name; ///< TikTok's name and spelling
    std::string_view title;
    Unit unit;
    Additivity additivity;
    bool fetched;        ///< asked from TikTok and stored; the others have a formula
    std::uint8_t levels; ///< bit per Level where it means something
    std::uint8_t grains; ///< bit per Grain
    bool has_formula;
    Formula formula;

    [[nodiscard]] bool at(Level level) const {
        return (levels >> static_cast<int>(level) & 1) != 0;
    }
    [[nodiscard]] bool at(Grain grain) const {
        return (grains >> static_cast<int>(grain) & 1) != 0;
    }
};

/// The version of names, units and formulas; answers name it.
int metrics_version();
std::span<const Metric> metrics();
const Metric& metric(MetricIndex index);
/// @return nothing when the name is unknown.
std::optional<MetricIndex> find_metric(std::string_view name);
/// What to ask TikTok for, in the table's order.
std::vector<MetricIndex> fetched_metrics(const Cube& cube);

/// A count is held in units, everything else in millionths.
inline bool in_micros(Unit unit) {
    return unit != Unit::count;
}

/// What the wire's decimal, read in millionths, is held as; the lowest number stands for no value
/// on both sides. @return nothing when a count is not whole.
std::optional<std::int64_t> held_value(MetricIndex index, Micros wire);

/// The formula's value in millionths from sums held as Unit says, half to even, no step rounded
/// twice.
/// @return nothing when the denominator is 0 or the quotient passes 64 bits.
std::optional<Micros> evaluate(const Metric& metric, std::int64_t numerator,
                               std::int64_t denominator);

} // namespace bayme::snapshots

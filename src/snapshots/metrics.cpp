// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/metrics.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace bayme::snapshots {
namespace {

#include "metrics_table.inc"

bool passes_64_bits_in_micros(std::int64_t value) {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max() / micros_per_unit;
    return value > largest || value < -largest;
}

} // namespace

std::string_view to_string(Unit unit) {
    constexpr std::array<std::string_view, 5> names{"money", "count", "percent", "ratio",
                                                    "seconds"};
    return names.at(static_cast<std::size_t>(unit));
}

std::string_view to_string(Additivity additivity) {
    constexpr std::array<std::string_view, 3> names{"sum", "never", "exact_window"};
    return names.at(static_cast<std::size_t>(additivity));
}

int metrics_version() {
    return table_version;
}

std::span<const Metric> metrics() {
    return table;
}

const Metric& metric(MetricIndex index) {
    return table.at(index);
}

std::optional<MetricIndex> find_metric(std::string_view name) {
    const auto* const found = std::ranges::find(table, name, &Metric::name);
    if (found == table.end()) {
        return std::nullopt;
    }
    return static_cast<MetricIndex>(found - table.begin());
}

std::vector<MetricIndex> fetched_metrics(const Cube& cube) {
    std::vector<MetricIndex> found;
    for (std::size_t index = 0; index < table.size(); ++index) {
        const auto& metric = table[index];
        if (metric.fetched && metric.at(cube.level) && metric.at(cube.grain)) {
            found.push_back(static_cast<MetricIndex>(index));
        }
    }
    return found;
}

std::optional<std::int64_t> held_value(MetricIndex index, Micros wire) {
    if (in_micros(table.at(index).unit) || wire == std::numeric_limits<Micros>::min()) {
        return wire;
    }
    return wire % micros_per_unit == 0 ? std::optional{wire / micros_per_unit} : std::nullopt;
}

std::optional<Micros> evaluate(const Metric& metric, std::int64_t numerator,
                               std::int64_t denominator) {
    const bool micros_above = in_micros(table.at(metric.formula.numerator).unit);
    const bool micros_below = in_micros(table.at(metric.formula.denominator).unit);
    // ratio_micros multiplies by a million for plain numbers; millionths above the line have it
    // already, so the line below is brought to the same unit first.
    if (micros_above && !micros_below) {
        if (passes_64_bits_in_micros(denominator)) {
            return std::nullopt;
        }
        denominator *= micros_per_unit;
    } else if (!micros_above && micros_below) {
        if (passes_64_bits_in_micros(numerator)) {
            return std::nullopt;
        }
        numerator *= micros_per_unit;
    }
    const auto value = ratio_micros(numerator, denominator, metric.formula.scale);
    if (!value) {
        return std::nullopt;
    }
    return *value;
}

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/sums.hpp"

namespace bayme::sync {
namespace {

std::int64_t counted(std::int64_t value) {
    return value == snapshots::no_value ? 0 : value;
}

} // namespace

std::int64_t sum_of(const snapshots::FactBatch& facts, std::size_t column) {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < facts.rows(); ++row) {
        sum += counted(facts.row(row)[column]);
    }
    return sum;
}

std::int64_t rounding(const snapshots::Metric& metric, const Currency& currency,
                      std::int64_t numbers) {
    if (metric.unit == snapshots::Unit::count) {
        return 0;
    }
    Micros half_unit = micros_per_unit / 2;
    for (int digit = 0; digit < currency.digits(); ++digit) {
        half_unit /= 10;
    }
    return half_unit * numbers;
}

Result<DaySum> compare_with_day(snapshots::Snapshots& snapshots, const snapshots::Window& hours,
                                const snapshots::FactBatch& facts, const Currency& currency) {
    const auto& cube = *snapshots::find_cube(hours.cube.level, snapshots::Grain::day);
    const DayRange day{hours.day, hours.day};
    BAYME_TRY(
        const auto cells,
        snapshots.cells(
            {.cube = cube, .advertisers = {hours.advertiser}, .days = day, .as_of = std::nullopt}));
    if (cells.empty() || cells.front().state != snapshots::CellState::complete) {
        return DaySum::unproven;
    }
    snapshots::Query query{.cube = cube,
                           .advertisers = {hours.advertiser},
                           .days = day,
                           .as_of = std::nullopt,
                           .group_by = {},
                           .metrics = {},
                           .filters = {}};
    std::vector<std::int64_t> sums;
    for (std::size_t column = 0; column < facts.metrics.size(); ++column) {
        const auto index = facts.metrics[column];
        if (snapshots::metric(index).additivity == snapshots::Additivity::sum) {
            query.metrics.push_back(index);
            sums.push_back(sum_of(facts, column));
        }
    }
    BAYME_TRY(const auto table, snapshots.read(query));
    const auto numbers = static_cast<std::int64_t>(facts.rows()) + cells.front().rows;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (table.rows != 0 && table.values[i] == snapshots::no_value) {
            continue; // left out of the day's window
        }
        const auto whole_day = table.rows == 0 ? 0 : table.values[i];
        const auto allowed = rounding(snapshots::metric(query.metrics[i]), currency, numbers);
        if (std::abs(sums[i] - whole_day) > allowed) {
            return DaySum::differs;
        }
    }
    return DaySum::agrees;
}

} // namespace bayme::sync

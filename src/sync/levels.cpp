// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/levels.hpp"

#include "sync/sums.hpp"

#include <algorithm>
#include <map>

namespace bayme::sync {
namespace {

using snapshots::Cell;
using snapshots::Cube;
using snapshots::MetricIndex;

constexpr std::chrono::minutes read_together{15};

/// One cube of the account: cells, and sums of each day.
struct Side {
    std::map<Day, Cell> cells;
    std::map<Day, std::vector<std::int64_t>> sums;
};

Result<Side> read_side(snapshots::Snapshots& snapshots, const AdvertiserId& advertiser,
                       const Cube& cube, DayRange days, const std::vector<MetricIndex>& metrics) {
    Side side;
    BAYME_TRY(
        const auto cells,
        snapshots.cells(
            {.cube = cube, .advertisers = {advertiser}, .days = days, .as_of = std::nullopt}));
    for (const auto& cell : cells) {
        if (cell.state == snapshots::CellState::complete) {
            side.cells.emplace(cell.day, cell);
            side.sums[cell.day].assign(metrics.size(), 0);
        }
    }
    BAYME_TRY(const auto table, snapshots.read({.cube = cube,
                                                .advertisers = {advertiser},
                                                .days = days,
                                                .as_of = std::nullopt,
                                                .group_by = {snapshots::Column::day},
                                                .metrics = metrics,
                                                .filters = {}}));
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto day = Day::from_number(static_cast<int>(table.keys[row]));
        if (side.cells.contains(day)) {
            const auto first =
                table.values.begin() + static_cast<std::ptrdiff_t>(row * metrics.size());
            side.sums[day].assign(first, first + static_cast<std::ptrdiff_t>(metrics.size()));
        }
    }
    return side;
}

std::string cause_of(const Cell& account, const Cell& level, std::int64_t missing,
                     bool has_deleted_objects) {
    const auto apart = account.fetched_at > level.fetched_at
                           ? account.fetched_at - level.fetched_at
                           : level.fetched_at - account.fetched_at;
    if (apart > read_together && !(account.settled() && level.settled())) {
        return "latency";
    }
    return missing > 0 && has_deleted_objects ? "deleted_objects" : "unexplained";
}

std::vector<MetricIndex> shared_sums(const Cube& account, const Cube& cube) {
    auto metrics = snapshots::fetched_metrics(cube);
    std::erase_if(metrics, [&](MetricIndex index) {
        const auto& metric = snapshots::metric(index);
        return metric.additivity != snapshots::Additivity::sum || !metric.at(account.level);
    });
    return metrics;
}

} // namespace

Result<std::vector<storage::LevelDifference>> compare_levels(snapshots::Snapshots& snapshots,
                                                             const AdvertiserId& advertiser,
                                                             const Cube& cube, DayRange days,
                                                             bool has_deleted_objects) {
    const auto& account_cube =
        *snapshots::find_cube(snapshots::Level::advertiser, snapshots::Grain::day);
    const auto metrics = shared_sums(account_cube, cube);
    BAYME_TRY(const auto account, read_side(snapshots, advertiser, account_cube, days, metrics));
    BAYME_TRY(const auto level, read_side(snapshots, advertiser, cube, days, metrics));
    std::vector<storage::LevelDifference> found;
    for (const auto& [day, cell] : level.cells) {
        const auto other = account.cells.find(day);
        if (other == account.cells.end()) {
            continue;
        }
        const auto& wanted = account.sums.at(day);
        const auto& added = level.sums.at(day);
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            if (wanted[i] == snapshots::no_value || added[i] == snapshots::no_value) {
                continue; // left out of one of them
            }
            const auto numbers = cell.rows + other->second.rows;
            const auto& metric = snapshots::metric(metrics[i]);
            if (std::abs(wanted[i] - added[i]) > rounding(metric, cell.currency, numbers)) {
                found.push_back({.advertiser_id = advertiser,
                                 .cube = std::string{cube.name},
                                 .day = day,
                                 .metric = std::string{metric.name},
                                 .account_value = wanted[i],
                                 .level_value = added[i],
                                 .cause = cause_of(other->second, cell, wanted[i] - added[i],
                                                   has_deleted_objects),
                                 .since = {}});
                break;
            }
        }
    }
    return found;
}

} // namespace bayme::sync

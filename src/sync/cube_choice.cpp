// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/cube_choice.hpp"

#include "sync/report_fetch.hpp"

#include <algorithm>

namespace bayme::sync {
namespace {

using snapshots::Cube;

constexpr std::int64_t page_rows = 1000;
constexpr std::int64_t hours_of_day = 24;
constexpr int looked_back = 14;

std::int64_t pages(std::int64_t rows) {
    return std::max<std::int64_t>(1, (rows + page_rows - 1) / page_rows);
}

/// Pages of one fetch of neighbouring days.
std::int64_t pages_of_days(const Cube& cube, int days, std::int64_t rows) {
    std::int64_t sum = 0;
    const int longest = longest_call(cube.grain);
    for (; days > 0; days -= longest) {
        sum += pages(rows * std::min(days, longest));
    }
    return sum;
}

} // namespace

bool is_kept_anyway(const Cube& cube) {
    return cube.level != snapshots::Level::ad || cube.grain == snapshots::Grain::day;
}

Result<std::vector<const Cube*>> enabled_cubes(storage::Transaction& tx,
                                               storage::ReportMemory& memory) {
    BAYME_TRY(const auto chosen, memory.chosen_cubes(tx));
    std::vector<const Cube*> enabled;
    for (const auto& cube : snapshots::cubes()) {
        const auto found = std::ranges::find(chosen, cube.name, &storage::ChosenCube::cube);
        if (found == chosen.end() ? is_kept_anyway(cube) : found->enabled) {
            enabled.push_back(&cube);
        }
    }
    return enabled;
}

std::int64_t calls_a_day(const Cube& cube, std::int64_t rows) {
    constexpr std::int64_t minutes_a_week = 7 * 24 * 60;
    const auto& timetable = timetable_of(cube);
    std::int64_t a_week = 0;
    for (const auto& rung : timetable.rungs) {
        a_week += minutes_a_week / rung.every.count() *
                  pages_of_days(cube, rung.until - rung.from + 1, rows);
    }
    // Each day's window also when it ends, when it is settled, and at the ages looked at once.
    const auto looks =
        static_cast<std::int64_t>(timetable.once.size()) + (timetable.rungs.empty() ? 0 : 2);
    a_week += 7 * looks * pages(rows);
    return (a_week + 6) / 7;
}

std::optional<std::int64_t> typical_rows(const std::vector<snapshots::Cell>& cells) {
    std::int64_t rows = 0;
    std::int64_t windows = 0;
    for (const auto& cell : cells) {
        if (cell.facts_at) {
            rows += cell.rows;
            ++windows;
        }
    }
    return windows == 0 ? std::nullopt : std::optional{(rows + windows - 1) / windows};
}

Result<std::vector<CubeCost>> price_cubes(snapshots::Snapshots& snapshots,
                                          const std::vector<AdvertiserId>& advertisers,
                                          const std::vector<const Cube*>& cubes, Instant now) {
    const auto today = Day{std::chrono::floor<std::chrono::days>(now)};
    const auto rows_of = [&](const AdvertiserId& advertiser,
                             const Cube& cube) -> Result<std::optional<std::int64_t>> {
        BAYME_TRY(const auto cells, snapshots.cells({.cube = cube,
                                                     .advertisers = {advertiser},
                                                     .days = {today.plus(-looked_back), today},
                                                     .as_of = std::nullopt}));
        return typical_rows(cells);
    };
    std::vector<CubeCost> costs;
    for (const auto& advertiser : advertisers) {
        BAYME_TRY(const auto ads,
                  rows_of(advertiser,
                          *snapshots::find_cube(snapshots::Level::ad, snapshots::Grain::day)));
        for (const auto* cube : cubes) {
            BAYME_TRY(auto rows, rows_of(advertiser, *cube));
            if (!rows && cube->grain == snapshots::Grain::hour) {
                BAYME_TRY(
                    const auto by_day,
                    rows_of(advertiser, *snapshots::find_cube(cube->level, snapshots::Grain::day)));
                rows = by_day ? std::optional{*by_day * hours_of_day} : std::nullopt;
            }
            CubeCost cost{.cube = cube,
                          .advertiser = advertiser,
                          .rows_a_window = rows.value_or(0),
                          .rows_known = rows.has_value(),
                          .kept = is_kept_anyway(*cube) || ads.value_or(0) <= most_ads_by_hour};
            cost.calls_a_day = cost.kept ? calls_a_day(*cube, cost.rows_a_window) : 0;
            costs.push_back(cost);
        }
    }
    return costs;
}

} // namespace bayme::sync

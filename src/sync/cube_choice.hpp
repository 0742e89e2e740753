// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"
#include "storage/report_memory.hpp"
#include "sync/timetable.hpp"

#include <vector>

namespace bayme::sync {

/// Ads by hour are kept for accounts with at most so many delivering ads [DESIGN 6.3].
inline constexpr std::int64_t most_ads_by_hour = 2000;
/// Of the app's calls a day, what the enabled cubes may take at most.
inline constexpr int most_percent_of_tier = 60;

/// The cubes that are fetched unless staff say otherwise.
bool is_kept_anyway(const snapshots::Cube& cube);
/// Those kept anyway and those chosen, without those given up.
Result<std::vector<const snapshots::Cube*>> enabled_cubes(storage::Transaction& tx,
                                                          storage::ReportMemory& memory);

/// Calls a day that a cube with so many rows a window takes by its timetable, rounded up.
std::int64_t calls_a_day(const snapshots::Cube& cube, std::int64_t rows);

/// What a cube costs for an account. `kept` false: the account has too many ads for it.
struct CubeCost {
    const snapshots::Cube* cube = nullptr;
    AdvertiserId advertiser;
    std::int64_t rows_a_window = 0;
    bool rows_known = true; ///< false: nothing like it was fetched yet; a page a window
    bool kept = true;
    std::int64_t calls_a_day = 0;
};

/// Prices cubes for accounts from the rows of their last two weeks; where the cube has none, from
/// the cube by day of its level.
Result<std::vector<CubeCost>> price_cubes(snapshots::Snapshots& snapshots,
                                          const std::vector<AdvertiserId>& advertisers,
                                          const std::vector<const snapshots::Cube*>& cubes,
                                          Instant now);

/// The mean of the rows of windows that have facts; nothing when there is none.
std::optional<std::int64_t> typical_rows(const std::vector<snapshots::Cell>& cells);

} // namespace bayme::sync

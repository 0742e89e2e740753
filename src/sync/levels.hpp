// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"
#include "storage/report_memory.hpp"

#include <vector>

namespace bayme::sync {

/// Holds what the objects of a cube by day add up to against the account's own windows: the second
/// check of a complete window [DESIGN 6.2]. Only days complete in both count, and only metrics that
/// add up; money may differ by rounding. `cause` says as much as can be known without asking again:
/// "latency" (the two were read more than 15 minutes apart before the day was settled),
/// "deleted_objects" (the objects miss what the account had, and some of them are gone),
/// "unexplained".
Result<std::vector<storage::LevelDifference>>
compare_levels(snapshots::Snapshots& snapshots, const AdvertiserId& advertiser,
               const snapshots::Cube& cube, DayRange days, bool has_deleted_objects);

} // namespace bayme::sync

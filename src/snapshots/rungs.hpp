// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "snapshots/cube.hpp"

#include <optional>

namespace bayme::snapshots {

/// How long figures of a day may stand before they are fetched again, by the day's age in account
/// days (0: today) [DESIGN 6.3]. @return nothing when the day is not fetched again.
std::optional<std::chrono::minutes> refreshed_every(Grain grain, int age);

/// True when a fetch of `day` at `fetched_at` is older than its rung allows, and as much again has
/// gone by for the work itself.
bool is_overdue(Grain grain, Day day, UtcOffset offset, Instant fetched_at, Instant now);

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/ledger_map.hpp"
#include "sync/timetable.hpp"

#include <vector>

namespace bayme::sync {

/// True when fresher figures were due more than an hour ago: time for the work itself.
bool is_overdue(const snapshots::Cube& cube, Day day, Instant facts_at, const AccountClock& clock);

/// Tells a map of the ledger which windows are overdue; makes its question.
snapshots::MapQuestion map_question(std::vector<snapshots::MapAccount> accounts,
                                    std::vector<snapshots::Cube> cubes, DayRange days, Instant now);

} // namespace bayme::sync

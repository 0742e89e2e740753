// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sync/timetable.hpp"
#include "tiktok/call.hpp"

#include <map>
#include <vector>

namespace bayme::sync {

/// One call of the platform, with as many pages as it takes: a cube over neighbouring days.
struct PlannedCall {
    const snapshots::Cube* cube = nullptr;
    DayRange days;
    tiktok::Priority priority = tiktok::Priority::restatement;
};

/// What calls take before anything goes wrong.
struct ReportsPrice {
    std::int64_t windows = 0;
    std::int64_t calls = 0;
    std::int64_t rows = 0;
    bool rows_known = true;    ///< false: a page a call where nobody knows
    std::optional<Day> oldest; ///< day that would be fetched

    ReportsPrice& operator+=(const ReportsPrice& other);
};

/// What one call may hold.
struct CallLimits {
    int longest = 30;                 ///< days
    std::int64_t most_rows = 100'000; ///< held in memory until they are published
    std::int64_t page_rows = 1000;    ///< of one page
};

/// The days to ask for, and how many rows each window holds as far as the ledger knows.
struct WantedDays {
    std::vector<Day> days; ///< ascending
    std::map<Day, std::int64_t> rows;
    std::optional<std::int64_t> typical = {}; ///< of a window that is not in `rows`
    Day today = {};
};

/// The ranges that hold all wanted days in the fewest pages, newest first. Days between that nobody
/// wanted come along where that costs no page. Today moves while its pages are read: it shares a
/// call with closed days only when all of it fits one page.
std::vector<DayRange> merge_days(const WantedDays& wanted, const CallLimits& limits);

/// What asking for them so takes.
ReportsPrice price_days(const WantedDays& wanted, const CallLimits& limits);

/// The windows of one cube that are due. `cells`: what the ledger has of the days the timetable
/// reaches.
WantedDays due_days(const snapshots::Cube& cube, const std::vector<snapshots::Cell>& cells,
                    const AccountClock& clock);

/// Who waits for these days: today's for the people who watch, days of the last four weeks for the
/// figures to stay true; older ones are caught up on when nothing else is to be done.
tiktok::Priority priority_of(DayRange days, const AccountClock& clock);

} // namespace bayme::sync

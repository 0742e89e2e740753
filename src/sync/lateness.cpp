// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/lateness.hpp"

namespace bayme::sync {
namespace {

constexpr std::chrono::hours time_to_fetch{1};

} // namespace

bool is_overdue(const snapshots::Cube& cube, Day day, Instant facts_at, const AccountClock& clock) {
    const auto& timetable = timetable_of(cube);
    const AccountClock earlier{clock.now - time_to_fetch, clock.offset, clock.jitter};
    // Most windows of a long map are older than any timetable.
    if (clock.age(day) > timetable.oldest()) {
        return false;
    }
    const auto mark = last_mark(timetable, day, earlier);
    return mark && facts_at < *mark;
}

snapshots::MapQuestion map_question(std::vector<snapshots::MapAccount> accounts,
                                    std::vector<snapshots::Cube> cubes, DayRange days,
                                    Instant now) {
    std::vector<AccountClock> clocks;
    for (const auto& account : accounts) {
        clocks.push_back({now, account.offset, jitter_of(account.id)});
    }
    return {.accounts = std::move(accounts),
            .cubes = std::move(cubes),
            .days = days,
            .now = now,
            .overdue = [clocks = std::move(clocks)](std::size_t account,
                                                    const snapshots::CellGlance& cell) {
                return is_overdue(*cell.cube, cell.day, *cell.facts_at, clocks[account]);
            }};
}

} // namespace bayme::sync

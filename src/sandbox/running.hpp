// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/world.hpp"

#include <cstdint>
#include <vector>

namespace bayme::sandbox {

// Who may deliver when, from statuses, schedules and reviews alone: nothing here spends.

/// Whether the ad, its ad group, its campaign and the account are all on at this moment.
bool runs(const World& world, const Ad& ad, Seconds moment);

/// Every moment between `start` and `end` at which a delivery of the unit may change, in order:
/// its own switches, budgets and plans, and its siblings' where ad groups share an audience.
std::vector<Seconds> edges(const World& world, const Unit& unit, Seconds start, Seconds end);

/// A stretch of time, `to` not included.
struct Span {
    Seconds from = 0;
    Seconds to = 0;
};
/// The longest span around this moment in which nothing is switched, budgeted or planned anew for
/// any unit of the campaign: who runs and what a unit may spend a day stays the same.
Span steady_around(const World& world, const Campaign& campaign, Seconds moment);

/// What the unit may spend on the day of this moment. A lifetime budget is spread evenly over the
/// schedule's days.
Minor daily_limit(const World& world, const Unit& unit, Seconds moment);

/// The campaign that all ads of a unit belong to.
const Campaign& campaign_of(const World& world, const Unit& unit);

} // namespace bayme::sandbox

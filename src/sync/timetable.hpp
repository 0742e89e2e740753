// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/cell.hpp"

#include <chrono>
#include <optional>
#include <span>

namespace bayme::sync {

/// While a day is `from` to `until` days old, its window is fetched every `every`. 0 is the
/// account's today.
struct Rung {
    int from;
    int until;
    std::chrono::minutes every;
};

/// When the windows of a cube are fetched [DESIGN 6.3]: by rungs, and once each when the day is so
/// old. A cube with rungs is also fetched when the day has ended and when TikTok has settled it.
struct Timetable {
    std::span<const Rung> rungs;
    std::span<const int> once;

    /// The age of the oldest day that is looked at.
    [[nodiscard]] int oldest() const;
};

const Timetable& timetable_of(const snapshots::Cube& cube);

/// How an account tells the time. `jitter` shifts everything that comes hourly or less often, so
/// that accounts do not all ask at once; the same for all cubes of an account, so that their
/// neighbours still fall due together.
struct AccountClock {
    Instant now;
    UtcOffset offset;
    std::chrono::seconds jitter{0};

    [[nodiscard]] Day today() const { return offset.day_of(now); }
    [[nodiscard]] int age(Day day) const { return days_between(day, today()); }
};

/// @return up to 40 minutes, always the same for an account.
std::chrono::seconds jitter_of(const AdvertiserId& advertiser);

/// The last moment up to now at which the day's window was to be fetched; nothing when there was
/// none, or the day is older than the timetable reaches.
std::optional<Instant> last_mark(const Timetable& timetable, Day day, const AccountClock& clock);

/// Whether the window is to be fetched now. `cell` null: it never was. What could not be proven is
/// tried again every three hours, however seldom the window is due otherwise.
bool is_due(const Timetable& timetable, Day day, const snapshots::Cell* cell,
            const AccountClock& clock);

} // namespace bayme::sync

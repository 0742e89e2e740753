// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/rungs.hpp"

namespace bayme::snapshots {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

std::optional<minutes> refreshed_every(Grain grain, int age) {
    if (age <= 0) {
        return minutes{15};
    }
    if (age <= 3) {
        return hours{3};
    }
    if (grain == Grain::hour || age > 90) {
        return std::nullopt;
    }
    return age <= 28 ? days{1} : days{7};
}

bool is_overdue(Grain grain, Day day, UtcOffset offset, Instant fetched_at, Instant now) {
    const auto every = refreshed_every(grain, days_between(day, offset.day_of(now)));
    return every && now - fetched_at > 2 * *every;
}

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/ladder.hpp"

#include <algorithm>

namespace bayme::snapshots {

std::optional<Instant> Ladder::kept_at(Instant asked, Day day, UtcOffset offset) const {
    if (asked >= all_from) {
        return asked;
    }
    std::optional<Instant> last;
    const auto offer = [&](Instant moment) {
        if (moment <= asked && (!last || moment > *last)) {
            last = moment;
        }
    };
    if (const Instant hour = std::chrono::floor<std::chrono::hours>(asked); hour >= hours_from) {
        offer(hour);
    }
    for (const int days : day_ends) {
        offer(offset.end_of(day.plus(days)));
    }
    std::ranges::for_each(pins, offer);
    return last;
}

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"

#include <array>
#include <optional>
#include <vector>

namespace bayme::snapshots {

/// Which moments can still be asked for after thinning (DESIGN 6.3).
///
/// A version lasts from its observed_at up to its superseded_at. From `all_from` on every version
/// is kept; from `hours_from` on those that stood at a full UTC hour; before that those that stood
/// when the window's day and its 1st, 3rd, 7th, 28th and 90th day after ended. A pin keeps what
/// stood at it. So at each moment that kept_at returns, every fact of the window is still there.
struct Ladder {
    static constexpr std::array<int, 6> day_ends{0, 1, 3, 7, 28, 90};
    static constexpr std::chrono::hours keep_all{48};
    static constexpr std::chrono::hours keep_hourly{14 * 24};

    /// Nothing was thinned before these; both the beginning of time in a new store.
    Instant all_from;
    Instant hours_from;
    std::vector<Instant> pins;

    /// The last moment up to `asked` at which the window's facts are still whole; nothing when
    /// none is left.
    [[nodiscard]] std::optional<Instant> kept_at(Instant asked, Day day, UtcOffset offset) const;
};

} // namespace bayme::snapshots

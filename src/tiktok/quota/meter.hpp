// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/allowance.hpp"
#include "tiktok/quota/pace.hpp"

#include <chrono>
#include <deque>

namespace bayme::tiktok::quota {

/// Both readings of one moment: paces by the one that never steps, counts days by the other.
struct Moment {
    Instant wall;
    std::chrono::nanoseconds steady{0};
};

/// The UTC day that calls made now are counted to. It begins a second late, because the platform's
/// clock is not ours.
Day quota_day(Instant now);
/// When the next one begins.
Instant end_of_quota_day(Instant now);

/// Spends one allowance: evenly within the second, a little below it, never more than the minute's
/// in any 60 seconds, and a thousandth less than the day's until the next UTC day. Right for limits
/// by calendar second, by sliding second and by bucket alike. Not for several threads.
class Meter {
public:
    /// @param most the share of the second's allowance that is spent at most, in thousandths.
    Meter(Allowance allowance, int most) : allowance_(allowance), pace_(most) {}

    /// How long until a call may go; 0 when it may go now.
    [[nodiscard]] std::chrono::nanoseconds wait(const Moment& now);
    /// Counts a call that goes now.
    void take(const Moment& now);
    /// The platform said it was too much.
    void slow_down(const Moment& now) { pace_.slow_down(now.steady); }
    /// From now on another limit holds; what was counted stays.
    void limit(Allowance allowance) { allowance_ = allowance; }

    /// Goes on where a process stopped `ago`: nobody knows what it sent in its last moments, so the
    /// second is taken as spent, and the minute too where it is the tighter limit.
    void resume(Day day, std::int64_t used, std::chrono::nanoseconds ago, const Moment& now);
    void resume_pace(int lost, std::chrono::nanoseconds at) { pace_.resume(lost, at); }

    /// The distance between two calls at full use; 0 without a limit.
    [[nodiscard]] std::chrono::nanoseconds spacing(const Moment& now) const;
    [[nodiscard]] int pace_permille(const Moment& now) const { return pace_.permille(now.steady); }
    [[nodiscard]] int lost_permille(const Moment& now) const { return pace_.lost(now.steady); }
    [[nodiscard]] std::int64_t used_second(const Moment& now) const;
    [[nodiscard]] std::int64_t used_minute(const Moment& now) const;
    [[nodiscard]] std::int64_t used_day(const Moment& now);
    /// Whether nothing is left of the day, apart from what is left on purpose.
    [[nodiscard]] bool is_day_spent(const Moment& now);
    /// Whether the minute is the limit that was about to be reached.
    [[nodiscard]] bool is_minute_nearly_spent(const Moment& now) const;
    [[nodiscard]] const Allowance& allowance() const { return allowance_; }

private:
    void forget_old(const Moment& now);
    [[nodiscard]] bool is_minute_tighter() const;

    Allowance allowance_;
    Pace pace_;
    std::chrono::nanoseconds next_{0};
    std::deque<std::chrono::nanoseconds> recent_; ///< calls of the last minute and its margin
    Day day_;
    Instant day_ends_ = {};
    std::int64_t day_used_ = 0;
};

} // namespace bayme::tiktok::quota

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/governor.hpp"

#include <chrono>
#include <deque>

namespace bayme::tiktok::quota {

/// Both readings of one moment: paces by the one that never steps, counts days by the other.
struct Moment {
    Instant wall;
    std::chrono::nanoseconds steady{0};
};

/// Spends one allowance: evenly within the second, a little below it, never more than the minute's
/// in any 60 seconds, and no more than the day's until 00:00 UTC. Not for several threads.
class Meter {
public:
    explicit Meter(Allowance allowance) : allowance_(allowance) {}

    /// How long until a call may go; 0 when it may go now.
    [[nodiscard]] std::chrono::nanoseconds wait(const Moment& now);
    /// Counts a call that goes now.
    void take(const Moment& now);

    /// The distance between two calls at full use; 0 without a limit.
    [[nodiscard]] std::chrono::nanoseconds spacing() const;
    [[nodiscard]] std::int64_t used_second(const Moment& now);
    [[nodiscard]] std::int64_t used_minute(const Moment& now);
    [[nodiscard]] std::int64_t used_day(const Moment& now);
    void start_day(Day utc_day, std::int64_t used);
    [[nodiscard]] const Allowance& allowance() const { return allowance_; }

private:
    void forget_old(const Moment& now);

    Allowance allowance_;
    std::chrono::nanoseconds next_{0};
    std::deque<std::chrono::nanoseconds> minute_; ///< calls of the last 60 seconds
    Day day_;
    std::int64_t day_used_ = 0;
};

} // namespace bayme::tiktok::quota

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quota/meter.hpp"

#include <algorithm>

namespace bayme::tiktok::quota {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds second = std::chrono::seconds{1};
constexpr nanoseconds minute = std::chrono::minutes{1};
/// Calls travel with different delays: what we send 60 seconds apart may arrive closer.
constexpr nanoseconds minute_margin = milliseconds{500};
constexpr microseconds day_margin = seconds{1};
/// A thread that wakes late may catch up this much, or half of what the pace leaves free.
constexpr nanoseconds longest_catch_up = milliseconds{5};
/// Beyond this a process that stopped cannot matter to the minute.
constexpr nanoseconds still_recent = std::chrono::minutes{2};

std::int64_t usable_of_day(const Allowance& allowance) {
    return allowance.day - std::max(allowance.second, allowance.day / 1000);
}

} // namespace

Day quota_day(Instant now) {
    return UtcOffset{}.day_of(now - day_margin);
}

Instant end_of_quota_day(Instant now) {
    return UtcOffset{}.end_of(quota_day(now)) + day_margin;
}

nanoseconds Meter::spacing(const Moment& now) const {
    return allowance_.second == 0 ? nanoseconds{0}
                                  : nanoseconds{second.count() * 1000 / pace_.permille(now.steady) /
                                                allowance_.second} +
                                        nanoseconds{1};
}

void Meter::forget_old(const Moment& now) {
    while (!recent_.empty() && recent_.front() <= now.steady - minute - minute_margin) {
        recent_.pop_front();
    }
    // A clock that steps back over midnight does not give a spent day back.
    constexpr std::chrono::hours one_step_back{48};
    if (now.wall >= day_ends_ || now.wall + one_step_back < day_ends_) {
        day_ = quota_day(now.wall);
        day_ends_ = end_of_quota_day(now.wall);
        day_used_ = 0;
    }
}

nanoseconds Meter::wait(const Moment& now) {
    if (allowance_ == Allowance{}) {
        return nanoseconds{0};
    }
    forget_old(now);
    auto until = std::max(next_, now.steady);
    if (allowance_.minute != 0 && std::ssize(recent_) >= allowance_.minute) {
        const auto oldest = recent_[recent_.size() - static_cast<std::size_t>(allowance_.minute)];
        until = std::max(until, oldest + minute + minute_margin);
    }
    auto wait = until - now.steady;
    if (is_day_spent(now)) {
        wait = std::max<nanoseconds>(wait, end_of_quota_day(now.wall) - now.wall);
    }
    return wait;
}

void Meter::take(const Moment& now) {
    forget_old(now);
    const auto step = spacing(now);
    const auto slack = step * allowance_.second - second;
    const auto catch_up = std::clamp(slack / 2, nanoseconds{0}, longest_catch_up);
    next_ = std::max(next_, now.steady - catch_up) + step;
    recent_.push_back(now.steady);
    ++day_used_;
}

void Meter::resume(Day day, std::int64_t used, nanoseconds ago, const Moment& now) {
    forget_old(now);
    day_used_ = day == day_ ? used : 0;
    if (ago >= still_recent) {
        return;
    }
    if (allowance_.second != 0) {
        next_ = now.steady + second;
    }
    if (is_minute_tighter()) {
        recent_.assign(static_cast<std::size_t>(allowance_.minute), now.steady);
    }
}

std::int64_t Meter::used_second(const Moment& now) const {
    return recent_.end() - std::ranges::upper_bound(recent_, now.steady - second);
}

std::int64_t Meter::used_minute(const Moment& now) const {
    return recent_.end() - std::ranges::upper_bound(recent_, now.steady - minute);
}

std::int64_t Meter::used_day(const Moment& now) {
    forget_old(now);
    return day_used_;
}

bool Meter::is_day_spent(const Moment& now) {
    return allowance_.day != 0 && used_day(now) >= usable_of_day(allowance_);
}

bool Meter::is_minute_tighter() const {
    return allowance_.minute != 0 && allowance_.minute < allowance_.second * 60;
}

bool Meter::is_minute_nearly_spent(const Moment& now) const {
    return is_minute_tighter() && used_minute(now) * 10 >= allowance_.minute * 9;
}

} // namespace bayme::tiktok::quota

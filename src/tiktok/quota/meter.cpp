// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quota/meter.hpp"

#include <algorithm>

namespace bayme::tiktok::quota {
namespace {

using std::chrono::nanoseconds;

/// Calls are paced to this share of the second's allowance: in steps of 1/98 of the allowance more
/// than the tier's calls never fall into one second, sliding or by the clock.
constexpr std::int64_t used_percent = 98;
constexpr nanoseconds second = std::chrono::seconds{1};
constexpr nanoseconds minute = std::chrono::minutes{1};
/// A thread that wakes late may catch up this much.
constexpr nanoseconds catch_up = milliseconds{10};

Day utc_day(const Moment& now) {
    return UtcOffset{}.day_of(now.wall);
}

} // namespace

nanoseconds Meter::spacing() const {
    return allowance_.second == 0
               ? nanoseconds{0}
               : nanoseconds{second.count() * 100 / used_percent / allowance_.second} +
                     nanoseconds{1};
}

void Meter::forget_old(const Moment& now) {
    while (!minute_.empty() && minute_.front() <= now.steady - minute) {
        minute_.pop_front();
    }
    if (const auto today = utc_day(now); today != day_) {
        day_ = today;
        day_used_ = 0;
    }
}

nanoseconds Meter::wait(const Moment& now) {
    forget_old(now);
    auto until = std::max(next_, now.steady);
    if (allowance_.minute != 0 && std::ssize(minute_) >= allowance_.minute) {
        const auto oldest = minute_[minute_.size() - static_cast<std::size_t>(allowance_.minute)];
        until = std::max(until, oldest + minute);
    }
    auto wait = until - now.steady;
    if (allowance_.day != 0 && day_used_ >= allowance_.day) {
        wait = std::max<nanoseconds>(wait, UtcOffset{}.end_of(utc_day(now)) - now.wall);
    }
    return wait;
}

void Meter::take(const Moment& now) {
    forget_old(now);
    next_ = std::max(next_, now.steady - catch_up) + spacing();
    minute_.push_back(now.steady);
    ++day_used_;
}

std::int64_t Meter::used_second(const Moment& now) {
    return std::ranges::count_if(minute_, [&](nanoseconds at) { return at > now.steady - second; });
}

std::int64_t Meter::used_minute(const Moment& now) {
    forget_old(now);
    return std::ssize(minute_);
}

std::int64_t Meter::used_day(const Moment& now) {
    forget_old(now);
    return day_used_;
}

void Meter::start_day(Day utc, std::int64_t used) {
    day_ = utc;
    day_used_ = used;
}

} // namespace bayme::tiktok::quota

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <compare>
#include <ostream>
#include <string>
#include <string_view>

namespace bayme {

/// A moment, UTC, in microseconds.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Wall and monotonic time. Everything asks an injected clock; tests and the sandbox own theirs.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    /// For time-outs only: never steps, has no date.
    [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
};

/// "2026-03-01T14:20:05Z", with microseconds when they are not zero: "…05.000120Z".
std::string format_instant(Instant instant);
/// Reads what format_instant writes, and "+02:00" offsets.
Result<Instant> parse_instant(std::string_view text);
/// TikTok's UTC text of management objects: "2026-03-01 14:20:05" [CONTRACT 1.7].
Result<Instant> parse_tiktok_utc(std::string_view text);
std::string format_tiktok_utc(Instant instant);

/// A calendar date without a zone. What it means is decided by the account's offset.
class Day {
public:
    Day() = default;
    explicit Day(std::chrono::sys_days days) : days_(days) {}
    /// "2026-03-01"; also takes "2026-03-01 00:00:00", the form of stat_time_day.
    static Result<Day> parse(std::string_view text);

    [[nodiscard]] std::string text() const;
    /// Days since 1970-01-01: how stores keep it.
    [[nodiscard]] int number() const { return static_cast<int>(days_.time_since_epoch().count()); }
    static Day from_number(int number) {
        return Day{std::chrono::sys_days{std::chrono::days{number}}};
    }
    [[nodiscard]] Day plus(int days) const { return Day{days_ + std::chrono::days{days}}; }
    [[nodiscard]] std::chrono::sys_days sys() const { return days_; }

    auto operator<=>(const Day&) const = default;

private:
    std::chrono::sys_days days_;
};

/// later - earlier.
inline int days_between(Day earlier, Day later) {
    return later.number() - earlier.number();
}

/// A closed range of days, first <= last.
struct DayRange {
    Day first;
    Day last;

    [[nodiscard]] int size() const { return days_between(first, last) + 1; }
    [[nodiscard]] bool contains(Day day) const { return first <= day && day <= last; }
    auto operator<=>(const DayRange&) const = default;
};

/// @return invalid_input when last is before first.
Result<DayRange> make_day_range(Day first, Day last);

/// An account's fixed distance from UTC. Its days always have 24 hours: TikTok's reporting days
/// know no daylight saving [CONTRACT 6.1].
class UtcOffset {
public:
    UtcOffset() = default;
    /// @return invalid_input beyond 14 hours either way.
    static Result<UtcOffset> from_seconds(int count);
    /// Reads what TikTok states as a fixed zone: "Etc/GMT+8" (POSIX sign: UTC-8), "UTC", "GMT",
    /// "UTC+02:00", "GMT-3". An IANA name with daylight saving is refused with reason
    /// "zone_not_fixed": nothing is guessed, an administrator states the offset.
    static Result<UtcOffset> parse_zone(std::string_view timezone);

    [[nodiscard]] int seconds() const { return seconds_; }
    /// "UTC", "UTC+2", "UTC-3:30".
    [[nodiscard]] std::string text() const;

    [[nodiscard]] Day day_of(Instant instant) const;
    /// 0 to 23.
    [[nodiscard]] int hour_of(Instant instant) const;
    [[nodiscard]] Instant start_of(Day day) const;
    [[nodiscard]] Instant end_of(Day day) const { return start_of(day.plus(1)); }

    auto operator<=>(const UtcOffset&) const = default;

private:
    int seconds_ = 0;
};

inline std::ostream& operator<<(std::ostream& out, const Day& day) {
    return out << day.text();
}

} // namespace bayme

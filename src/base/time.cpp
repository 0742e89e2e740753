// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/time.hpp"

#include <cstdlib>
#include <limits>
#include <optional>

namespace bayme {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int seconds_per_hour = 3600;
constexpr int hours_per_day = 24;
constexpr int largest_offset = 14 * seconds_per_hour;

/// Reads exactly `width` digits at `position`; nothing when there are not that many.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t width) {
    if (position + width > text.size()) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : text.substr(position, width)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<sys_days> read_date(std::string_view text) {
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const year_month_day date{std::chrono::year{*year},
                              std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return sys_days{date};
}

/// "14:20:05" at `position`.
std::optional<seconds> read_time_of_day(std::string_view text, std::size_t position) {
    const auto hour = digits(text, position, 2);
    const auto minute = digits(text, position + 3, 2);
    const auto second = digits(text, position + 6, 2);
    if (!hour || !minute || !second || text[position + 2] != ':' || text[position + 5] != ':' ||
        *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + seconds{*second};
}

/// ".123456" to microseconds; moves `position` behind it.
std::optional<microseconds> read_fraction(std::string_view text, std::size_t& position) {
    if (position >= text.size() || text[position] != '.') {
        return microseconds{0};
    }
    ++position;
    std::int64_t value = 0;
    std::size_t count = 0;
    for (; position < text.size() && text[position] >= '0' && text[position] <= '9'; ++position) {
        if (count < 6) {
            value = value * 10 + (text[position] - '0');
        }
        ++count;
    }
    if (count == 0 || count > 9) {
        return std::nullopt;
    }
    for (auto i = count; i < 6; ++i) {
        value *= 10;
    }
    return microseconds{value};
}

/// "Z", "+02:00", "-03:30"; nothing for anything else.
std::optional<seconds> read_zone_suffix(std::string_view text) {
    if (text == "Z" || text == "z") {
        return seconds{0};
    }
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const auto hours = digits(text, 1, 2);
    const auto minutes = digits(text, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    const seconds offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return text[0] == '-' ? -offset : offset;
}

std::unexpected<Error> no_instant(std::string_view text) {
    return fail(ErrorCode::invalid_input, "\"{}\" is no time such as 2026-03-01T14:20:05Z",
                text.substr(0, 64));
}

/// The part after the sign of "GMT+8" or "UTC+02:30", in seconds.
std::optional<int> read_hours(std::string_view text) {
    const auto colon = text.find(':');
    const auto hour_text = text.substr(0, colon);
    const auto hours = digits(hour_text, 0, hour_text.size());
    if (hour_text.empty() || hour_text.size() > 2 || !hours) {
        return std::nullopt;
    }
    int minutes = 0;
    if (colon != std::string_view::npos) {
        const auto read = digits(text, colon + 1, 2);
        if (!read || text.size() != colon + 3 || *read > 59) {
            return std::nullopt;
        }
        minutes = *read;
    }
    return *hours * seconds_per_hour + minutes * 60;
}

} // namespace

Instant SystemClock::now() const {
    return std::chrono::floor<microseconds>(std::chrono::system_clock::now());
}

std::chrono::nanoseconds SystemClock::monotonic() const {
    return std::chrono::steady_clock::now().time_since_epoch();
}

std::string format_instant(Instant instant) {
    const auto days = std::chrono::floor<std::chrono::days>(instant);
    const year_month_day date{days};
    const std::chrono::hh_mm_ss time{instant - days};
    auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                            static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                            time.hours().count(), time.minutes().count(), time.seconds().count());
    if (time.subseconds().count() != 0) {
        text += fmt::format(".{:06}", time.subseconds().count());
    }
    return text + "Z";
}

Result<Instant> parse_instant(std::string_view text) {
    constexpr std::size_t after_seconds = 19;
    if (text.size() <= after_seconds || (text[10] != 'T' && text[10] != ' ')) {
        return no_instant(text);
    }
    const auto date = read_date(text);
    const auto time = read_time_of_day(text, 11);
    std::size_t position = after_seconds;
    const auto fraction = read_fraction(text, position);
    const auto zone = read_zone_suffix(text.substr(position));
    if (!date || !time || !fraction || !zone) {
        return no_instant(text);
    }
    return Instant{*date} + *time + *fraction - *zone;
}

Result<Instant> parse_tiktok_utc(std::string_view text) {
    constexpr std::size_t whole = 19;
    const auto date = text.size() == whole ? read_date(text) : std::nullopt;
    const auto time = text.size() == whole ? read_time_of_day(text, 11) : std::nullopt;
    if (!date || !time || (text[10] != ' ' && text[10] != 'T')) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no time such as 2026-03-01 14:20:05",
                    text.substr(0, 64));
    }
    return Instant{*date} + *time;
}

std::string format_tiktok_utc(Instant instant) {
    auto text = format_instant(std::chrono::floor<seconds>(instant));
    text[10] = ' ';
    text.pop_back();
    return text;
}

Result<Day> Day::parse(std::string_view text) {
    const bool shape = text.size() == 10 || (text.size() == 19 && text.substr(10) == " 00:00:00");
    const auto date = shape ? read_date(text) : std::nullopt;
    if (!date) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no day such as 2026-03-01",
                    text.substr(0, 64));
    }
    return Day{*date};
}

std::string Day::text() const {
    const year_month_day date{days_};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Result<DayRange> make_day_range(Day first, Day last) {
    if (last < first) {
        return fail(ErrorCode::invalid_input, "the range ends on {} before it begins on {}",
                    last.text(), first.text());
    }
    return DayRange{first, last};
}

Result<UtcOffset> UtcOffset::from_seconds(int count) {
    if (std::abs(count) > largest_offset) {
        return fail(ErrorCode::invalid_input, "{} seconds is no distance from UTC", count);
    }
    UtcOffset offset;
    offset.seconds_ = count;
    return offset;
}

Result<UtcOffset> UtcOffset::parse_zone(std::string_view timezone) {
    std::string_view rest = timezone;
    const bool posix = rest.starts_with("Etc/");
    if (posix) {
        rest.remove_prefix(4);
    }
    const bool named = rest.starts_with("GMT") || rest.starts_with("UTC");
    if (named) {
        rest.remove_prefix(3);
        if (rest.empty()) {
            return UtcOffset{};
        }
        const auto size = read_hours(rest.substr(1));
        if ((rest[0] == '+' || rest[0] == '-') && size) {
            // POSIX counts westward: Etc/GMT+8 is eight hours behind UTC.
            const bool east = (rest[0] == '+') != posix;
            return from_seconds(east ? *size : -*size);
        }
    }
    return fail(
        Error{ErrorCode::invalid_input,
              fmt::format("\"{}\" states no fixed distance from UTC", timezone.substr(0, 64))}
            .because("zone_not_fixed"));
}

std::string UtcOffset::text() const {
    if (seconds_ == 0) {
        return "UTC";
    }
    const int size = std::abs(seconds_);
    auto text = fmt::format("UTC{}{}", seconds_ < 0 ? '-' : '+', size / seconds_per_hour);
    if (size % seconds_per_hour != 0) {
        text += fmt::format(":{:02}", size % seconds_per_hour / 60);
    }
    return text;
}

Day UtcOffset::day_of(Instant instant) const {
    return Day{std::chrono::floor<std::chrono::days>(instant + std::chrono::seconds{seconds_})};
}

int UtcOffset::hour_of(Instant instant) const {
    const auto local = instant + std::chrono::seconds{seconds_};
    const auto hours = std::chrono::floor<std::chrono::hours>(local.time_since_epoch()).count();
    return static_cast<int>(((hours % hours_per_day) + hours_per_day) % hours_per_day);
}

Instant UtcOffset::start_of(Day day) const {
    return Instant{day.sys()} - std::chrono::seconds{seconds_};
}

} // namespace bayme

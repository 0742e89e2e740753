// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/civil.hpp"

#include <fmt/format.h>

#include <chrono>

namespace bayme::sandbox {

namespace {

std::chrono::year_month_day date_of(std::int64_t day) {
    return std::chrono::year_month_day{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
}

/// A fixed number of digits at a place; nothing when one of them is no digit.
std::optional<unsigned> digits_at(std::string_view text, std::size_t from, std::size_t count) {
    unsigned value = 0;
    for (const char letter : text.substr(from, count)) {
        if (letter < '0' || letter > '9') {
            return std::nullopt;
        }
        value = value * 10 + static_cast<unsigned>(letter - '0');
    }
    return value;
}

} // namespace

std::int64_t day_of(Seconds moment) {
    return moment >= 0 ? moment / day_length : -((-moment + day_length - 1) / day_length);
}

std::int64_t day_from_date(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
        .time_since_epoch()
        .count();
}

unsigned weekday_of(std::int64_t day) {
    // 1970-01-01 was a Thursday.
    return static_cast<unsigned>(((day % 7) + 7 + 3) % 7);
}

unsigned month_of(std::int64_t day) {
    return static_cast<unsigned>(date_of(day).month()) - 1;
}

int year_of(std::int64_t day) {
    return static_cast<int>(date_of(day).year());
}

std::string day_text(std::int64_t day) {
    const auto date = date_of(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string time_text(Seconds moment) {
    const auto day = day_of(moment);
    const auto rest = moment - day * day_length;
    return fmt::format("{} {:02}:{:02}:{:02}", day_text(day), rest / 3600, rest / 60 % 60,
                       rest % 60);
}

std::optional<std::int64_t> read_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits_at(text, 0, 4);
    const auto month = digits_at(text, 5, 2);
    const auto day = digits_at(text, 8, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::optional<Seconds> read_time(std::string_view text) {
    if (text.size() != 19 || text[10] != ' ' || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const auto day = read_day(text.substr(0, 10));
    const auto hour = digits_at(text, 11, 2);
    const auto minute = digits_at(text, 14, 2);
    const auto second = digits_at(text, 17, 2);
    if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return *day * day_length + static_cast<Seconds>(*hour * 3600 + *minute * 60 + *second);
}

} // namespace bayme::sandbox

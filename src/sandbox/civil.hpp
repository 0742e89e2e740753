// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

// The sandbox's own calendar: it must not share the client's reading of days and zones.

/// Seconds since 1970-01-01 00:00:00, UTC unless a name says local.
using Seconds = std::int64_t;
inline constexpr Seconds hour_length = 3600;
inline constexpr Seconds day_length = 86400;

/// Days since 1970-01-01 that the moment lies in; rounds down before it too.
std::int64_t day_of(Seconds moment);
std::int64_t day_from_date(int year, unsigned month, unsigned day);
/// Monday is 0.
unsigned weekday_of(std::int64_t day);
/// January is 0.
unsigned month_of(std::int64_t day);
int year_of(std::int64_t day);

/// "2026-03-01"
std::string day_text(std::int64_t day);
/// "2026-03-01 14:20:05"
std::string time_text(Seconds moment);
/// Exactly ten digits-and-dashes that name a real date.
std::optional<std::int64_t> read_day(std::string_view text);
std::optional<Seconds> read_time(std::string_view text);

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/time.hpp"

#include <gtest/gtest.h>

namespace bayme {
namespace {

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

TEST(TimeTest, InstantsRoundTrip) {
    EXPECT_EQ(format_instant(at("2026-03-01T14:20:05Z")), "2026-03-01T14:20:05Z");
    EXPECT_EQ(format_instant(at("2026-03-01T14:20:05.00012Z")), "2026-03-01T14:20:05.000120Z");
    EXPECT_EQ(at("2026-03-01T14:20:05+02:00"), at("2026-03-01T12:20:05Z"));
    EXPECT_EQ(format_instant(at("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59Z");
}

TEST(TimeTest, RefusesWhatIsNoInstant) {
    for (const auto* text :
         {"", "2026-03-01", "2026-02-30T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T14:20:05",
          "2026-03-01T14:20:05+2", "2026-03-01T14:20:05.Z"}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
}

TEST(TimeTest, TikTokTimesAreUtc) {
    EXPECT_EQ(parse_tiktok_utc("2026-03-01 14:20:05").value(), at("2026-03-01T14:20:05Z"));
    EXPECT_EQ(format_tiktok_utc(at("2026-03-01T14:20:05.9Z")), "2026-03-01 14:20:05");
    EXPECT_FALSE(parse_tiktok_utc("2026-03-01"));
}

TEST(TimeTest, DaysAreReadAsTikTokWritesThem) {
    EXPECT_EQ(Day::parse("2026-03-01 00:00:00").value(), Day::parse("2026-03-01").value());
    EXPECT_EQ(Day::parse("2024-02-29").value().plus(1).text(), "2024-03-01");
    EXPECT_FALSE(Day::parse("2026-02-29"));
    EXPECT_FALSE(Day::parse("2026-03-01 01:00:00"));
    EXPECT_EQ(Day::from_number(Day::parse("2026-03-01").value().number()).text(), "2026-03-01");
}

TEST(TimeTest, PosixZonesCountWestward) {
    EXPECT_EQ(UtcOffset::parse_zone("Etc/GMT+8").value().seconds(), -8 * 3600);
    EXPECT_EQ(UtcOffset::parse_zone("Etc/GMT-3").value().seconds(), 3 * 3600);
    EXPECT_EQ(UtcOffset::parse_zone("GMT+8").value().seconds(), 8 * 3600);
    EXPECT_EQ(UtcOffset::parse_zone("UTC+05:30").value().seconds(), 19'800);
    EXPECT_EQ(UtcOffset::parse_zone("Etc/UTC").value().seconds(), 0);
}

TEST(TimeTest, AZoneThatIsNotFixedIsNeverGuessed) {
    for (const auto* zone : {"America/Los_Angeles", "", "Etc/GMT+25", "GMT+", "UTC8"}) {
        const auto offset = UtcOffset::parse_zone(zone);
        ASSERT_FALSE(offset) << zone;
        EXPECT_EQ(offset.error().code, ErrorCode::invalid_input);
    }
    EXPECT_EQ(UtcOffset::parse_zone("Europe/Berlin").error().reason, "zone_not_fixed");
}

TEST(TimeTest, AnAccountDayHasTwentyFourHoursAtItsOffset) {
    const auto west = UtcOffset::parse_zone("Etc/GMT+8").value();
    const auto day = Day::parse("2026-03-08").value(); // daylight saving begins in Los Angeles

    EXPECT_EQ(format_instant(west.start_of(day)), "2026-03-08T08:00:00Z");
    EXPECT_EQ(west.end_of(day) - west.start_of(day), std::chrono::hours{24});
    EXPECT_EQ(west.day_of(at("2026-03-08T07:59:59Z")).text(), "2026-03-07");
    EXPECT_EQ(west.hour_of(at("2026-03-08T07:59:59Z")), 23);
    EXPECT_EQ(west.hour_of(at("1969-12-31T07:59:59Z")), 23);
    EXPECT_EQ(west.text(), "UTC-8");
}

TEST(TimeTest, ARangeEndsAfterItBegins) {
    const auto first = Day::parse("2026-03-01").value();

    EXPECT_EQ(make_day_range(first, first.plus(29)).value().size(), 30);
    EXPECT_FALSE(make_day_range(first, first.plus(-1)));
}

} // namespace
} // namespace bayme

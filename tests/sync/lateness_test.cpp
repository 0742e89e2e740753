// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/lateness.hpp"

#include <gtest/gtest.h>

namespace bayme::sync {
namespace {

/// 14:00 UTC of 5 March, an account at UTC without jitter.
class LatenessTest : public testing::Test {
protected:
    static bool overdue(std::string_view cube, std::string_view day, std::string_view facts_at) {
        return is_overdue(*snapshots::find_cube(cube), Day::parse(day).value(),
                          parse_instant(facts_at).value(),
                          {parse_instant("2026-03-05T14:00:00Z").value(), {}});
    }
};

TEST_F(LatenessTest, TodayIsReadEveryQuarterOfAnHour) {
    EXPECT_TRUE(overdue("ad_day", "2026-03-05", "2026-03-05T12:59:00Z"));
    EXPECT_FALSE(overdue("ad_day", "2026-03-05", "2026-03-05T13:00:00Z"));
}

TEST_F(LatenessTest, YesterdayIsReadEveryThreeHours) {
    // Due at 12:00 the last time.
    EXPECT_TRUE(overdue("ad_day", "2026-03-04", "2026-03-05T11:59:00Z"));
    EXPECT_FALSE(overdue("ad_day", "2026-03-04", "2026-03-05T12:00:00Z"));
}

TEST_F(LatenessTest, DaysBeyondTheTimetableAreNeverOverdue) {
    EXPECT_FALSE(overdue("ad_day", "2025-11-01", "2025-11-02T00:00:00Z"));
}

TEST_F(LatenessTest, AMapAsksWithTheAccountsOwnClock) {
    const AdvertiserId account{"7001"};
    const auto question = map_question(
        {{account, UtcOffset::from_seconds(-8 * 3600).value()}}, {*snapshots::find_cube("ad_day")},
        {Day::parse("2026-03-01").value(), Day::parse("2026-03-05").value()},
        parse_instant("2026-03-05T14:00:00Z").value());
    const snapshots::CellGlance cell{.cube = snapshots::find_cube("ad_day"),
                                     .advertiser = 7001,
                                     .day = Day::parse("2026-03-05").value(),
                                     .state = snapshots::CellState::provisional,
                                     .rows = 1,
                                     .fetched_at = parse_instant("2026-03-05T08:30:00Z").value(),
                                     .facts_at = parse_instant("2026-03-05T08:30:00Z").value()};

    EXPECT_TRUE(question.overdue(0, cell));
}

} // namespace
} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/planner.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bayme::sync {
namespace {

using snapshots::Cell;
using snapshots::CellState;

Instant at(std::string_view text) {
    return parse_instant(text).value();
}
Day day(std::string_view text) {
    return Day::parse(text).value();
}

/// An account an hour east of UTC, without jitter.
AccountClock clock_at(std::string_view now, int offset_seconds = 3600) {
    return {at(now), UtcOffset::from_seconds(offset_seconds).value()};
}

Cell cell(std::string_view fetched, CellState state = CellState::complete) {
    Cell made;
    made.day = day("2026-03-10");
    made.state = state;
    made.fetched_at = at(fetched);
    made.facts_at = made.fetched_at;
    return made;
}

const snapshots::Cube& ad_day = *snapshots::find_cube("ad_day");
const snapshots::Cube& campaign_hour = *snapshots::find_cube("campaign_hour");

bool due(const Cell& known, std::string_view now, const snapshots::Cube& cube = ad_day) {
    return is_due(timetable_of(cube), known.day, &known, clock_at(now));
}

TEST(TimetableTest, TodayIsFetchedEveryQuarterOfAnHour) {
    const auto known = cell("2026-03-10T10:00:07Z", CellState::provisional);

    EXPECT_FALSE(due(known, "2026-03-10T10:14:59Z"));
    EXPECT_TRUE(due(known, "2026-03-10T10:15:00Z")); // although it is not 15 minutes since
}

TEST(TimetableTest, ADayIsFetchedOnceMoreWhenItHasEnded) {
    // The account's 10 March ends at 23:00 UTC.
    const auto known = cell("2026-03-10T22:45:05Z", CellState::provisional);

    EXPECT_FALSE(due(known, "2026-03-10T22:59:59Z"));
    EXPECT_TRUE(due(known, "2026-03-10T23:00:00Z"));
}

TEST(TimetableTest, ADayIsFetchedAgainWhenTikTokHasSettledIt) {
    const auto before = cell("2026-03-11T11:59:00Z");
    const auto after = cell("2026-03-11T12:00:00Z");

    EXPECT_TRUE(due(before, "2026-03-11T12:00:00Z"));
    EXPECT_FALSE(due(after, "2026-03-11T12:00:01Z"));
    EXPECT_FALSE(before.settled());
    EXPECT_TRUE(after.settled());
}

// Complaint 2: conversions keep changing for days, and whoever looks back too briefly is wrong.
TEST(TimetableTest, OldDaysAreFetchedAgainForNinetyDaysSoThatLateConversionsAreSeen) {
    struct Case {
        const char* about;
        const char* fetched;
        const char* not_yet;
        const char* now;
    };
    for (const auto& one : {
             Case{"day 2, every three hours", "2026-03-12T09:00:00Z", "2026-03-12T11:59:59Z",
                  "2026-03-12T12:00:00Z"},
             Case{"day 10, daily", "2026-03-20T12:00:00Z", "2026-03-21T11:59:59Z",
                  "2026-03-21T12:00:00Z"},
             // Weeks are counted from Thursday noon, 1 January 1970.
             Case{"day 40, weekly", "2026-04-16T12:00:00Z", "2026-04-23T11:59:59Z",
                  "2026-04-23T12:00:00Z"},
         }) {
        EXPECT_FALSE(due(cell(one.fetched), one.not_yet)) << one.about;
        EXPECT_TRUE(due(cell(one.fetched), one.now)) << one.about;
    }
    EXPECT_FALSE(due(cell("2026-05-01T00:00:00Z"), "2026-06-30T12:00:00Z")) << "past day 90";
}

TEST(TimetableTest, HoursAreFetchedForThreeDaysThenOnceAtDaySevenAndTwentyEight) {
    EXPECT_TRUE(due(cell("2026-03-13T09:00:00Z"), "2026-03-13T12:00:00Z", campaign_hour));
    // After three o'clock of day 3 nothing follows until noon of day 7.
    EXPECT_FALSE(due(cell("2026-03-13T21:00:00Z"), "2026-03-17T11:59:59Z", campaign_hour));
    EXPECT_TRUE(due(cell("2026-03-13T21:00:00Z"), "2026-03-17T12:00:00Z", campaign_hour));
    EXPECT_FALSE(due(cell("2026-03-17T12:00:00Z"), "2026-04-07T11:59:59Z", campaign_hour));
    EXPECT_TRUE(due(cell("2026-03-17T12:00:00Z"), "2026-04-07T12:00:00Z", campaign_hour));
}

TEST(TimetableTest, WhatCouldNotBeProvenIsTriedAgainWithinThreeHours) {
    auto known = cell("2026-03-20T12:00:30Z", CellState::partial);

    EXPECT_FALSE(due(known, "2026-03-20T14:59:59Z"));
    EXPECT_TRUE(due(known, "2026-03-20T15:00:00Z"));
    known.state = CellState::provisional; // of a day that has ended
    EXPECT_TRUE(due(known, "2026-03-20T15:00:00Z"));
}

TEST(TimetableTest, AClockThatRanAheadAndWasSetBackKeepsNothingFromBeingFetched) {
    EXPECT_TRUE(due(cell("2027-03-10T10:00:00Z", CellState::provisional), "2026-03-10T10:01:00Z"));
}

// Complaint 7: "now in UTC" cuts the current day off for accounts ahead of UTC.
TEST(TimetableTest, TodayIsTheAccountsTodayAtEveryOffset) {
    for (int offset = -11 * 3600; offset <= 14 * 3600; offset += 900) {
        const auto clock = clock_at("2026-03-10T11:30:00Z", offset);
        const auto wanted = due_days(ad_day, {}, clock);

        ASSERT_FALSE(wanted.days.empty());
        // 11:30 UTC lies on the 11th from 12:30 hours east on, on the 10th elsewhere.
        const auto* const expected = offset >= 45'000 ? "2026-03-11" : "2026-03-10";
        EXPECT_EQ(wanted.days.back(), day(expected)) << offset;
        EXPECT_EQ(wanted.days.size(), 91U) << offset;
        EXPECT_EQ(days_between(wanted.days.front(), wanted.days.back()), 90) << offset;
    }
}

TEST(TimetableTest, AccountsDoNotAllAskAtTheSameMoment) {
    const auto one = jitter_of(AdvertiserId{"7002238017842757633"});
    const auto other = jitter_of(AdvertiserId{"7002238017842757634"});

    EXPECT_NE(one, other);
    EXPECT_EQ(one, jitter_of(AdvertiserId{"7002238017842757633"}));
    auto known = cell("2026-03-20T11:00:00Z");
    auto clock = clock_at("2026-03-20T12:00:00Z");
    clock.jitter = std::chrono::minutes{10};
    EXPECT_FALSE(is_due(timetable_of(ad_day), known.day, &known, clock));
    clock.now += std::chrono::minutes{10};
    EXPECT_TRUE(is_due(timetable_of(ad_day), known.day, &known, clock));
}

/// Cells as a sync that never missed a mark leaves them.
std::vector<Cell> kept_up(const AccountClock& clock, std::int64_t rows, Instant fetched) {
    std::vector<Cell> cells;
    for (int age = 90; age >= 0; --age) {
        auto one = cell("2026-01-01T00:00:00Z");
        one.day = clock.today().plus(-age);
        one.state = age == 0 ? CellState::provisional : CellState::complete;
        one.fetched_at = fetched;
        one.facts_at = fetched;
        one.rows = rows;
        cells.push_back(one);
    }
    return cells;
}

TEST(PlannerTest, WhatFallsDueTogetherIsAskedForInOneCall) {
    const auto clock = clock_at("2026-03-20T12:00:00Z");
    const auto cells = kept_up(clock, 20, at("2026-03-20T11:59:00Z"));

    const auto wanted = due_days(ad_day, cells, clock);
    const auto calls = merge_days(wanted, {});

    // Noon: today, the three days after it and all that is daily, 29 days of 20 rows: one page.
    EXPECT_EQ(wanted.days.size(), 29U);
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0], (DayRange{day("2026-02-20"), day("2026-03-20")}));
}

TEST(PlannerTest, TodayGoesAloneWhereItTakesSeveralPages) {
    const auto clock = clock_at("2026-03-20T12:00:00Z");
    const auto cells = kept_up(clock, 2000, at("2026-03-20T11:59:00Z"));

    const auto calls = merge_days(due_days(ad_day, cells, clock), {});

    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0], (DayRange{day("2026-03-20"), day("2026-03-20")}));
    EXPECT_EQ(calls[1], (DayRange{day("2026-02-20"), day("2026-03-19")}));
}

WantedDays wanted(std::initializer_list<std::pair<int, std::int64_t>> rows,
                  std::initializer_list<int> days) {
    WantedDays made{.days = {}, .rows = {}, .today = day("2026-12-31")};
    for (const auto& [number, count] : rows) {
        made.rows.emplace(day("2026-03-01").plus(number), count);
    }
    for (const int number : days) {
        made.days.push_back(day("2026-03-01").plus(number));
    }
    return made;
}

TEST(PlannerTest, DaysBetweenComeAlongOnlyWhereTheyCostNoPage) {
    const auto range = [](int first, int last) {
        return DayRange{day("2026-03-01").plus(first), day("2026-03-01").plus(last)};
    };
    // 300 + 300 + 300 rows: one page instead of two.
    EXPECT_EQ(merge_days(wanted({{0, 300}, {1, 300}, {2, 300}}, {0, 2}), {}),
              std::vector{range(0, 2)});
    // 800 + 800 + 800: three pages instead of two.
    EXPECT_EQ(merge_days(wanted({{0, 800}, {1, 800}, {2, 800}}, {0, 2}), {}),
              (std::vector{range(2, 2), range(0, 0)}));
    // 500 + 500 + 500: two pages either way; what nobody wanted stays away.
    EXPECT_EQ(merge_days(wanted({{0, 500}, {1, 500}, {2, 500}}, {0, 2}), {}),
              (std::vector{range(2, 2), range(0, 0)}));
}

TEST(PlannerTest, ARangeIsNoLongerThanACallMayBeNorLargerThanMemoryAllows) {
    const auto found = merge_days(wanted({{0, 60}, {1, 60}, {2, 60}, {3, 60}}, {0, 1, 2, 3}),
                                  {.longest = 30, .most_rows = 120, .page_rows = 10});

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].size(), 2);
    for (const auto& one : merge_days(wanted({}, {0, 1, 2, 3, 4}), {.longest = 2})) {
        EXPECT_LE(one.size(), 2);
    }
}

// Complaints 6 and 3: a row whose day equals a cursor is skipped, restated days are filtered away.
TEST(PlannerTest, EveryWantedDayIsInExactlyOneCallWhateverIsMerged) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        unsigned state = seed * 2'654'435'761U;
        const auto draw = [&](unsigned below) {
            state = state * 1'664'525U + 1'013'904'223U;
            return static_cast<int>((state >> 16U) % below);
        };
        WantedDays some{.days = {}, .rows = {}, .today = day("2026-03-31")};
        for (int age = 90; age >= 0; --age) {
            const auto one = some.today.plus(-age);
            some.rows.emplace(one, draw(3) == 0 ? 0 : draw(2500));
            if (draw(3) != 0) {
                some.days.push_back(one);
            }
        }

        const auto calls = merge_days(some, {});

        std::int64_t pages = 0;
        std::int64_t alone = 0;
        for (const auto& call : calls) {
            EXPECT_LE(call.size(), 30);
            std::int64_t rows = 0;
            for (auto one = call.first; one <= call.last; one = one.plus(1)) {
                rows += some.rows.at(one);
            }
            pages += std::max<std::int64_t>(1, (rows + 999) / 1000);
        }
        for (const auto one : some.days) {
            EXPECT_EQ(std::ranges::count_if(
                          calls, [&](const DayRange& call) { return call.contains(one); }),
                      1)
                << "seed " << seed << ", " << one;
            alone += (some.rows.at(one) + 999) / 1000;
        }
        EXPECT_LE(static_cast<double>(pages), 1.05 * static_cast<double>(alone)) << seed;
    }
}

} // namespace
} // namespace bayme::sync

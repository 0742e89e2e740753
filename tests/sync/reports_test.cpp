// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports_fixture.hpp"
#include "support/planted.hpp"

namespace bayme::sync {
namespace {

using snapshots::CellState;
using snapshots::Proof;

TEST_F(ReportsTest, AWholeAnswerMakesClosedDaysCompleteAndTodayProvisional) {
    const auto outcome = sync("2026-02-27", "2026-03-01");

    EXPECT_EQ(outcome.calls, 1);
    EXPECT_EQ(outcome.inserted, 3);
    const auto ledger = cells("2026-02-27", "2026-03-01");
    ASSERT_EQ(ledger.size(), 3U);
    EXPECT_EQ(ledger[0].state, CellState::complete);
    EXPECT_EQ(ledger[0].proof, Proof::total_metrics);
    EXPECT_EQ(ledger[0].total_number, 3);
    EXPECT_EQ(ledger[0].request_ids, std::vector<std::string>{"request-1"});
    EXPECT_EQ(ledger[2].day, day("2026-03-01"));
    EXPECT_EQ(ledger[2].state, CellState::provisional);
}

TEST_F(ReportsTest, ASecondLookAtTheSameFiguresWritesNothing) {
    sync("2026-02-27", "2026-02-28");

    const auto again = sync("2026-02-27", "2026-02-28");

    EXPECT_EQ(again.calls, 1);
    EXPECT_EQ(again.inserted + again.superseded + again.ended, 0);
}

TEST_F(ReportsTest, AWorkerThatLostItsJobPublishesNothing) {
    sync("2026-02-27", "2026-02-27");
    rows[0].clicks = 2; // what it fetched before the winner did
    run.lost = true;

    const auto late = reports.sync(run, context, shop,
                                   {.days = {day("2026-02-27"), day("2026-02-28")},
                                    .cubes = {snapshots::find_cube("campaign_day")}});

    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().reason, "lease_lost");
    EXPECT_EQ(cells("2026-02-27", "2026-02-28").size(), 1U);
    run.lost = false;
    rows[0].clicks = 3;
    EXPECT_EQ(sync("2026-02-27", "2026-02-27").superseded, 0);
}

TEST_F(ReportsTest, OnlyWhatMovedIsSuperseded) {
    sync("2026-02-27", "2026-02-28");
    rows[2].clicks = 8;

    EXPECT_EQ(sync("2026-02-27", "2026-02-28").superseded, 1);
}

TEST_F(ReportsTest, RowsThatDoNotAddUpToTheTotalAreNeverComplete) {
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        auto answer = page(request);
        answer.totals[column(request, "clicks")] += micros_per_unit;
        return answer;
    };

    const auto outcome = sync("2026-02-27", "2026-02-28");

    // Four tries at two days, then four at each day alone.
    EXPECT_EQ(outcome.calls, 12);
    EXPECT_EQ(outcome.windows_partial, 2);
    for (const auto& cell : cells("2026-02-27", "2026-02-28")) {
        EXPECT_EQ(cell.state, CellState::partial);
        EXPECT_EQ(cell.reason, "totals_differ");
    }
}

// The defect that the test above must notice: with it, the same answer is called complete.
TEST_F(ReportsTest, ProgramThatBelievesTotalsWouldCallThemComplete) {
    const test::Planted defect{"sync.believe_totals"};
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        auto answer = page(request);
        answer.totals[column(request, "clicks")] += micros_per_unit;
        return answer;
    };

    EXPECT_EQ(sync("2026-02-27", "2026-02-28").windows_complete, 2);
}

TEST_F(ReportsTest, MoneyMayDifferByTheRoundingOfItsRowsOnly) {
    Micros off = 20'000; // three rows and a total, each rounded to cents: half a cent each
    client.on_report = [&, this](const tiktok::ReportRequest& request, int) {
        auto answer = page(request);
        answer.totals[column(request, "spend")] += off;
        return answer;
    };
    EXPECT_EQ(sync("2026-02-27", "2026-02-28").windows_complete, 2);

    off = 20'001;
    EXPECT_EQ(sync("2026-02-27", "2026-02-28").windows_complete, 0);
}

TEST_F(ReportsTest, AMissingRowOrATwiceSentKeyIsSeen) {
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        auto answer = page(request);
        answer.info.total_number += 1;
        return answer;
    };
    EXPECT_EQ(sync("2026-02-28", "2026-02-28").windows_partial, 1);
    EXPECT_EQ(cells("2026-02-28", "2026-02-28")[0].reason, "rows_missing");

    rows.push_back(rows[2]);
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        return page(request);
    };
    EXPECT_EQ(sync("2026-02-28", "2026-02-28").windows_partial, 1);
    EXPECT_EQ(cells("2026-02-28", "2026-02-28")[0].reason, "key_twice");
}

TEST_F(ReportsTest, WhatStoodBeforeStandsWhenALaterAnswerCannotBeProven) {
    sync("2026-02-28", "2026-02-28");
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        auto answer = page(request);
        answer.info.total_number = 99;
        return answer;
    };

    sync("2026-02-28", "2026-02-28");

    const auto table = snapshots
                           .read({.cube = *snapshots::find_cube("campaign_day"),
                                  .advertisers = {shop},
                                  .days = {day("2026-02-28"), day("2026-02-28")},
                                  .as_of = std::nullopt,
                                  .group_by = {},
                                  .metrics = {*snapshots::find_metric("clicks")},
                                  .filters = {}},
                                 {})
                           .value();
    EXPECT_EQ(table.values.at(0), 8);
    EXPECT_EQ(table.ledger.worst, CellState::partial);
}

TEST_F(ReportsTest, CallsSpanAtMostThirtyDaysNewestFirst) {
    sync("2026-01-01", "2026-02-28");

    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[0].days, (DayRange{day("2026-01-30"), day("2026-02-28")}));
    EXPECT_EQ(requests[1].days, (DayRange{day("2026-01-01"), day("2026-01-29")}));
}

TEST_F(ReportsTest, ABackfillLeavesOutWhatIsComplete) {
    sync("2026-02-27", "2026-02-28");
    requests.clear();

    sync("2026-02-25", "2026-02-28", true);

    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].days, (DayRange{day("2026-02-25"), day("2026-02-26")}));
}

TEST_F(ReportsTest, WhatIsDueIsFetchedAndNothingElse) {
    const ReportsRequest due{
        .days = {}, .cubes = {snapshots::find_cube("campaign_day")}, .windows = Windows::due};

    state.clock.advance(std::chrono::hours{1}); // past noon and the account's own jitter

    // Never fetched: ninety days and today. Nobody knows yet how many rows that is.
    ASSERT_TRUE(reports.sync(run, context, shop, due));
    EXPECT_EQ(requests.size(), 4U);
    EXPECT_EQ(cells("2025-12-01", "2026-03-01").size(), 91U);

    requests.clear();
    state.clock.advance(std::chrono::minutes{1});
    ASSERT_TRUE(reports.sync(run, context, shop, due));
    EXPECT_TRUE(requests.empty());

    state.clock.advance(std::chrono::minutes{15});
    ASSERT_TRUE(reports.sync(run, context, shop, due));
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].days, (DayRange{day("2026-03-01"), day("2026-03-01")}));
}

// Complaint 3: what was looked up again must take the earlier figure's place.
TEST_F(ReportsTest, ARestatedDayTakesTheEarlierOnesPlace) {
    const ReportsRequest due{
        .days = {}, .cubes = {snapshots::find_cube("campaign_day")}, .windows = Windows::due};
    ASSERT_TRUE(reports.sync(run, context, shop, due));
    rows[0].clicks = 5; // of 27 February, learned two days later
    state.clock.advance(std::chrono::hours{3});

    const auto outcome = reports.sync(run, context, shop, due);

    ASSERT_TRUE(outcome) << outcome.error();
    EXPECT_EQ(outcome->superseded, 1);
    EXPECT_EQ(outcome->inserted + outcome->ended, 0);
}

TEST_F(ReportsTest, TodayThatMovesUnderItsPagesIsPartedFromTheOtherDays) {
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        requests.push_back(request);
        auto answer = page(request);
        answer.info.total_number += request.days.last == day("2026-03-01") ? 1 : 0;
        return answer;
    };

    const auto outcome = sync("2026-02-27", "2026-03-01");

    EXPECT_EQ(outcome.windows_complete, 2);
    EXPECT_EQ(outcome.windows_partial, 1);
    // Once together, four times today, once the rest.
    EXPECT_EQ(outcome.calls, 6);
}

TEST_F(ReportsTest, AnAccountWhoseDaysNobodyCanCutWaits) {
    {
        const auto tx = state.database->begin_write().value();
        auto account = advertisers->find(*tx, shop).value();
        account.id = AdvertiserId{"8"};
        account.offset_seconds.reset();
        account.included = true;
        ASSERT_TRUE(advertisers->put(*tx, account));
        ASSERT_TRUE(tx->commit());
    }

    const auto outcome = reports.sync(run, context, AdvertiserId{"8"},
                                      {.days = {day("2026-02-28"), day("2026-02-28")},
                                       .cubes = default_cubes(),
                                       .windows = Windows::all});

    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().reason, "no_offset");
    EXPECT_EQ(client.calls, 0);
}

} // namespace
} // namespace bayme::sync

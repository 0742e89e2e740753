// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/reconcile.hpp"

#include "report_fixture.hpp"

namespace bayme::reports {
namespace {

using snapshots::CellState;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Campaigns 10 "Spring" and 11 "Autumn" of account 7001 (EUR, UTC+1) and their figures, fetched
/// two days after each day.
class ReconcileTest : public testing::Test {
protected:
    ReconcileTest() {
        names_.by_level[snapshots::Level::campaign] = {{"10", "Spring"}, {"11", "Autumn"}};
    }

    struct Row {
        snapshots::ObjectNumber campaign;
        Micros spend;
        std::int64_t clicks;
        std::int64_t impressions = 0;
    };

    void given(std::string_view day, const std::vector<Row>& rows,
               CellState state = CellState::complete, std::string_view fetched_at = {}) {
        snapshots::Publish publish;
        publish.run = RunId{fmt::format("run{}", ++runs_)};
        publish.advertiser = account_;
        publish.cube = *snapshots::find_cube("campaign_day");
        for (const auto* name : {"spend", "clicks", "impressions"}) {
            publish.facts.metrics.push_back(snapshots::find_metric(name).value());
        }
        snapshots::Cell cell;
        cell.day = Day::parse(day).value();
        cell.state = state;
        cell.currency = Currency::parse("EUR").value();
        cell.offset = UtcOffset::from_seconds(3600).value();
        cell.fetched_at = fetched_at.empty() ? cell.offset.end_of(cell.day.plus(2))
                                             : parse_instant(fetched_at).value();
        publish.cells.push_back(cell);
        for (const auto& row : rows) {
            const std::array values{row.spend, row.clicks, row.impressions};
            publish.facts.add({cell.day, -1, row.campaign, 0, 0}, values);
        }
        const auto outcome = snapshots_.publish(publish);
        ASSERT_TRUE(outcome) << outcome.error();
    }

    Result<Reconciliation> run(std::string_view csv, ReconcileQuestion question = {}) {
        BAYME_TRY(const auto book, ColumnBook::make());
        BAYME_TRY(const auto table, read_export(csv, book));
        if (question.accounts.empty()) {
            question.accounts = {account_};
        }
        return Reconcile{
            snapshots_, names_,
            [this](const AdvertiserId&, snapshots::Level) -> Result<std::set<std::string>> {
                return deleted_;
            }}
            .run(table, question);
    }
    Reconciliation compare(std::string_view csv, const ReconcileQuestion& question = {}) {
        auto done = run(csv, question);
        EXPECT_TRUE(done) << done.error();
        return done.value_or(Reconciliation{});
    }
    /// "line 3: spend 12.00 is 12.5 (unexplained)"
    static std::vector<std::string> words(const Reconciliation& done) {
        std::vector<std::string> all;
        for (const auto& one : done.differences) {
            all.push_back(fmt::format("line {}: {} \"{}\" is {} ({})", one.line,
                                      snapshots::metric(one.metric).name, one.exported,
                                      one.held ? format_micros(*one.held) : "nothing",
                                      to_string(one.reason)));
        }
        return all;
    }
    static ReconcileQuestion period(std::string_view from, std::string_view to) {
        ReconcileQuestion question;
        question.days = DayRange{Day::parse(from).value(), Day::parse(to).value()};
        return question;
    }

    test::FakeClock clock_{"2026-03-10T10:00:00Z"};
    test::MemorySnapshots snapshots_{clock_};
    FixedNames names_;
    std::set<std::string> deleted_;
    AdvertiserId account_{"7001"};
    int runs_ = 0;
};

TEST_F(ReconcileTest, AnExportThatSaysTheSameAgrees) {
    given("2026-03-01", {{10, 12'500'000, 30}, {11, 1'234'560'000, 4}});

    const auto done = compare("Campaign ID,Day,Cost (EUR),Clicks\n"
                              "10,2026-03-01,12.50,30\n"
                              "11,2026-03-01,\"1,234.56\",4\n"
                              "Total of 2 results,-,\"1,247.06\",34\n");

    EXPECT_TRUE(done.agrees());
    EXPECT_EQ(done.cells, 4);
    EXPECT_EQ(done.equal, 4);
    EXPECT_EQ(done.totals_left_out, 1U);
}

TEST_F(ReconcileTest, ADifferentCellIsNamedAndNotExplainedWithoutProof) {
    given("2026-03-01", {{10, 12'500'000, 30}});

    const auto done = compare("Campaign ID,Day,Cost,Clicks\n10,2026-03-01,12.40,30\n");

    EXPECT_THAT(words(done), ElementsAre("line 2: spend \"12.40\" is 12.5 (unexplained)"));
    EXPECT_FALSE(done.agrees());
}

TEST_F(ReconcileTest, WhatTheFileRoundsIsEqual) {
    given("2026-03-01", {{10, 12'345'678, 3, 7}});

    // CTR is 3 / 7 x 100 = 42.857142…
    const auto done =
        compare("Campaign ID,Day,Cost,CTR (destination)\n10,2026-03-01,12.35,42.86%\n");

    EXPECT_TRUE(done.agrees());
    EXPECT_EQ(done.rounded, 2);
}

TEST_F(ReconcileTest, AnAmountBeyondWhatADoubleHoldsIsComparedExactly) {
    given("2026-03-01", {{10, 9'007'199'254'740'993, 1}});

    EXPECT_TRUE(compare("Campaign ID,Day,Cost\n10,2026-03-01,9007199254.740993\n").agrees());
    EXPECT_FALSE(compare("Campaign ID,Day,Cost\n10,2026-03-01,9007199254.740992\n").agrees());
}

TEST_F(ReconcileTest, AValueThatStoodBeforeWasRestatedSince) {
    given("2026-03-01", {{10, 12'400'000, 30}});
    clock_.advance(std::chrono::hours{1});
    given("2026-03-01", {{10, 12'500'000, 30}});

    const auto done = compare("Campaign ID,Day,Cost\n10,2026-03-01,12.40\n");

    EXPECT_THAT(words(done), ElementsAre("line 2: spend \"12.40\" is 12.5 (restated_since)"));
}

TEST_F(ReconcileTest, TheWindowsStateExplainsADifference) {
    given("2026-03-01", {{10, 1'000'000, 1}}, CellState::provisional, "2026-03-01T15:00:00Z");
    given("2026-03-02", {{10, 1'000'000, 1}}, CellState::complete, "2026-03-03T10:00:00Z");
    given("2026-03-03", {{10, 1'000'000, 1}});
    given("2026-03-03", {}, CellState::partial);
    given("2026-03-04", {{10, 1'000'000, 1}});

    auto question = period("2026-03-01", "2026-03-05");
    question.exported_at = parse_instant("2026-03-03T09:00:00Z").value();
    const auto done = compare("Campaign ID,Day,Cost\n"
                              "10,2026-03-01,2\n10,2026-03-02,2\n10,2026-03-03,2\n"
                              "10,2026-03-04,2\n10,2026-03-05,2\n",
                              question);

    EXPECT_THAT(words(done), ElementsAre("line 2: spend \"2\" is 1 (day_not_over)",
                                         "line 3: spend \"2\" is 1 (not_settled)",
                                         "line 4: spend \"2\" is 1 (window_partial)",
                                         "line 5: spend \"2\" is 1 (unexplained)",
                                         "line 6: spend \"2\" is nothing (not_fetched)"));
}

TEST_F(ReconcileTest, FiguresOlderThanTheFileAreNamedSo) {
    given("2026-03-01", {{10, 1'000'000, 1}});
    ReconcileQuestion question;
    question.exported_at = parse_instant("2026-03-09T00:00:00Z").value();

    EXPECT_THAT(words(compare("Campaign ID,Day,Cost\n10,2026-03-01,2\n", question)),
                ElementsAre("line 2: spend \"2\" is 1 (older_than_export)"));
}

TEST_F(ReconcileTest, ARowTheFileDoesNotListIsADifferenceUnlessItIsZero) {
    given("2026-03-01", {{10, 1'000'000, 1}, {11, 0, 0}, {12, 5'000'000, 0}});
    deleted_ = {"12"};

    const auto* csv = "Campaign ID,Day,Cost,Clicks\n10,2026-03-01,1,1\n";

    EXPECT_THAT(words(compare(csv)), ElementsAre("line 0: spend \"\" is 5 (deleted_object)"));
    ReconcileQuestion only_listed;
    only_listed.only_listed = true;
    EXPECT_TRUE(compare(csv, only_listed).agrees());
}

TEST_F(ReconcileTest, MoneyInAnotherCurrencyIsToldApart) {
    given("2026-03-01", {{10, 1'000'000, 1}});

    EXPECT_THAT(words(compare("Campaign ID,Day,Cost,Clicks\n10,2026-03-01,USD 1.10,1\n")),
                ElementsAre("line 2: spend \"USD 1.10\" is 1 (other_currency)"));
}

TEST_F(ReconcileTest, APeriodWithoutDaysIsSummedUp) {
    given("2026-03-01", {{10, 1'000'000, 1, 10}});
    given("2026-03-02", {{10, 2'500'000, 2, 20}});

    const auto* csv = "Campaign name,Cost,Clicks,CTR (destination)\nSpring,3.50,3,10%\n";

    EXPECT_TRUE(compare(csv, period("2026-03-01", "2026-03-02")).agrees());
    const auto without = run(csv);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().reason, "no_period");
}

TEST_F(ReconcileTest, ReachOfAPeriodIsNotCompared) {
    given("2026-03-01", {{10, 1'000'000, 1}});
    given("2026-03-02", {{10, 1'000'000, 1}});

    const auto done =
        compare("Campaign ID,Cost,Reach\n10,2,999\n", period("2026-03-01", "2026-03-02"));

    EXPECT_TRUE(done.agrees());
    ASSERT_EQ(done.not_compared.size(), 1U);
    EXPECT_EQ(snapshots::metric(done.not_compared[0]).name, "reach");
}

TEST_F(ReconcileTest, RowsThatCannotBePlacedAreNamed) {
    given("2026-03-01", {{10, 1'000'000, 1}});
    names_.by_level[snapshots::Level::campaign]["12"] = "Autumn";

    const auto done = compare("Campaign name,Day,Cost\n"
                              "Winter,2026-03-01,1\nAutumn,2026-03-01,1\n"
                              "Spring,2026-03-01,1\nSpring,2026-03-01,1\n");

    ASSERT_EQ(done.problems.size(), 3U);
    EXPECT_THAT(done.problems[0].text, HasSubstr("no object here is called \"Winter\""));
    EXPECT_THAT(done.problems[1].text, HasSubstr("several objects are called \"Autumn\""));
    EXPECT_THAT(done.problems[2].text, HasSubstr("line 4 is of the same object"));
    EXPECT_THAT(done.differences, IsEmpty());
    EXPECT_FALSE(done.agrees());
}

TEST_F(ReconcileTest, AnIdThatASpreadsheetSpoiltIsNotGuessed) {
    given("2026-03-01", {{10, 1'000'000, 1}});

    const auto done = compare("Campaign ID,Day,Cost\n1.7E+18,2026-03-01,1\n10,2026-03-01,1\n");

    ASSERT_EQ(done.problems.size(), 1U);
    EXPECT_THAT(done.problems[0].text, HasSubstr("\"1.7E+18\" is no id"));
}

TEST_F(ReconcileTest, AnotherAccountsRowIsNotCompared) {
    given("2026-03-01", {{10, 1'000'000, 1}});

    const auto done = compare("Account ID,Campaign ID,Day,Cost\n"
                              "7001,10,2026-03-01,1\n7002,10,2026-03-01,1\n");

    ASSERT_EQ(done.problems.size(), 1U);
    EXPECT_THAT(done.problems[0].text, HasSubstr("\"7002\" is not one of those compared"));
}

TEST_F(ReconcileTest, ADashIsTheSameAsNothing) {
    given("2026-03-01", {{10, 0, 0, 0}});

    EXPECT_TRUE(compare("Campaign ID,Day,Cost,CTR (destination)\n10,2026-03-01,-,-\n").agrees());
}

} // namespace
} // namespace bayme::reports

// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/store_fixture.hpp"

#include <gmock/gmock.h>

namespace bayme::snapshots {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

template <typename Store>
class SnapshotsContract : public StoreTest<Store> {};

using Stores = testing::Types<DuckDbStore, MemoryStore>;
TYPED_TEST_SUITE(SnapshotsContract, Stores);

TYPED_TEST(SnapshotsContract, AFirstPublishIsReadBack) {
    const auto outcome = this->publish(
        Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500).fact("2026-03-01", 2, 700));

    EXPECT_EQ(outcome.inserted, 2);
    EXPECT_EQ(outcome.rows, 2);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 500), Pair(2, 700)));
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, TheSameFactsAgainWriteNoFact) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500));

    const auto again = this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 500));

    EXPECT_EQ(again.unchanged, 1);
    EXPECT_EQ(again.inserted + again.superseded + again.ended, 0);
    EXPECT_EQ(this->cells().at(0).run, RunId{"r2"});
}

TYPED_TEST(SnapshotsContract, ARestatedValueSupersedesAndTheEarlierOneStaysAskable) {
    const auto first = this->publish(
        Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500).fact("2026-03-01", 2, 700));
    this->clock_.advance(std::chrono::hours{1});

    const auto second = this->publish(
        Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 510).fact("2026-03-01", 2, 700));

    EXPECT_EQ(second.superseded, 1);
    EXPECT_EQ(second.unchanged, 1);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 510), Pair(2, 700)));
    EXPECT_THAT(this->spends(first.observed_at), ElementsAre(Pair(1, 500), Pair(2, 700)));
    EXPECT_THAT(this->spends(first.observed_at - seconds{1}), IsEmpty());
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, AFactThatIsGoneFromAWholeWindowEnds) {
    const auto first = this->publish(
        Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500).fact("2026-03-01", 2, 700));
    this->clock_.advance(std::chrono::hours{1});

    const auto second = this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 2, 700));

    EXPECT_EQ(second.ended, 1);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(2, 700)));
    EXPECT_THAT(this->spends(first.observed_at), ElementsAre(Pair(1, 500), Pair(2, 700)));
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, AValueThatComesBackIsANewVersion) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500));
    this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 600));

    const auto back = this->publish(Draft{"r3"}.cell("2026-03-01").fact("2026-03-01", 1, 500));

    EXPECT_EQ(back.superseded, 1);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 500)));
    EXPECT_THAT(this->spends(back.observed_at - microseconds{1}), ElementsAre(Pair(1, 600)));
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, AnEmptyWholeWindowIsCompleteWithoutFacts) {
    this->publish(Draft{"r1"}.cell("2026-03-01"));

    EXPECT_THAT(this->spends(), IsEmpty());
    ASSERT_EQ(this->cells().size(), 1U);
    EXPECT_EQ(this->cells()[0].state, CellState::complete);
    EXPECT_EQ(this->cells()[0].rows, 0);
}

TYPED_TEST(SnapshotsContract, WindowsOfOneCallArePublishedTogetherAndOthersAreLeftAlone) {
    this->publish(Draft{"r1"}.cell("2026-03-02").fact("2026-03-02", 1, 200));

    const auto outcome = this->publish(Draft{"r2"}
                                           .cell("2026-03-01")
                                           .cell("2026-03-03")
                                           .fact("2026-03-01", 1, 100)
                                           .fact("2026-03-03", 1, 300));

    EXPECT_EQ(outcome.inserted, 2);
    EXPECT_EQ(outcome.ended, 0);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 600)));
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, AnotherAccountsWindowIsNotTouched) {
    this->publish(Draft{"r1", "ad_day", "7002"}.cell("2026-03-01").fact("2026-03-01", 1, 900));

    this->publish(Draft{"r2"}.cell("2026-03-01"));

    auto query = this->march();
    query.advertisers = {AdvertiserId{"7002"}};
    EXPECT_EQ(this->read(query).values.at(0), 900);
}

TYPED_TEST(SnapshotsContract, APartialWindowKeepsTheFactsThatStood) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500));

    const auto outcome = this->publish(Draft{"r2"}.cell("2026-03-01", CellState::partial));

    EXPECT_EQ(outcome.ended, 0);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 500)));
    const auto cell = this->cells().at(0);
    EXPECT_EQ(cell.state, CellState::partial);
    EXPECT_EQ(cell.rows, 1);
    EXPECT_EQ(cell.facts_at, instant("2026-03-05T10:00:00Z"));
}

TYPED_TEST(SnapshotsContract, ARunIsPublishedOnce) {
    const auto draft = Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500);
    this->publish(draft);
    this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 600));

    const auto again = this->publish(draft);

    EXPECT_EQ(again.replayed, 1);
    EXPECT_EQ(again.superseded, 0);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 600)));
}

TYPED_TEST(SnapshotsContract, APublishThatIsNotWantedAnyMoreChangesNothing) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500));
    Publish late = Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 400);
    late.still_wanted = []() -> Result<void> {
        return fail(Error{ErrorCode::conflict, "another worker has it", "lease_lost"});
    };

    const auto refused = this->store_->publish(late);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "lease_lost");
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 500)));
    EXPECT_EQ(this->cells().at(0).run, RunId{"r1"});
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, ARunThatCameHalfwayPublishesTheRest) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500));

    const auto outcome = this->publish(Draft{"r1"}
                                           .cell("2026-03-01")
                                           .cell("2026-03-02")
                                           .fact("2026-03-01", 1, 999)
                                           .fact("2026-03-02", 1, 20));

    EXPECT_EQ(outcome.replayed, 1);
    EXPECT_EQ(outcome.inserted, 1);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 520)));
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, ObservedAtRisesWhenTheClockStepsBack) {
    const auto first = this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 1));
    this->clock_.set("2026-03-05T08:00:00Z");

    const auto second = this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 2));

    EXPECT_GT(second.observed_at, first.observed_at);
    EXPECT_THAT(this->spends(first.observed_at), ElementsAre(Pair(1, 1)));
    EXPECT_THAT(this->spends(second.observed_at), ElementsAre(Pair(1, 2)));
}

TYPED_TEST(SnapshotsContract, AMomentThatWasReadKeepsItsAnswer) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 1));
    const auto moment = instant("2026-03-05T10:00:05Z");
    this->clock_.set("2026-03-05T10:00:05Z");
    EXPECT_THAT(this->spends(moment), ElementsAre(Pair(1, 1)));

    const auto later = this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 2));

    EXPECT_GT(later.observed_at, moment);
    EXPECT_THAT(this->spends(moment), ElementsAre(Pair(1, 1)));
}

TYPED_TEST(SnapshotsContract, CellsTooAreAskableAsOfAMoment) {
    const auto first = this->publish(Draft{"r1"}.cell("2026-03-01", CellState::provisional));
    this->clock_.advance(std::chrono::hours{1});
    this->publish(Draft{"r2"}.cell("2026-03-01"));

    EXPECT_EQ(this->cells(first.observed_at).at(0).state, CellState::provisional);
    EXPECT_EQ(this->cells().at(0).state, CellState::complete);
}

TYPED_TEST(SnapshotsContract, ACellComesBackAsItWasWritten) {
    Draft draft{"r1"};
    draft.cell("2026-03-01").fact("2026-03-01", 1, 5);
    auto& cell = draft.edit().cells[0];
    cell.total_number = 1;
    cell.totals = {{metric_named("spend"), 5}, {metric_named("clicks"), -3}};
    cell.request_ids = {"20260305aa", "20260305bb"};
    cell.reason = "halved";
    this->publish(draft);

    const auto read = this->cells().at(0);

    EXPECT_EQ(read.cube, "ad_day");
    EXPECT_EQ(read.total_number, 1);
    EXPECT_EQ(read.totals, cell.totals);
    EXPECT_EQ(read.request_ids, cell.request_ids);
    EXPECT_EQ(read.reason, "halved");
    EXPECT_EQ(read.proof, Proof::total_metrics);
    EXPECT_EQ(read.fetched_at, cell.fetched_at);
    EXPECT_EQ(read.currency.text(), "EUR");
    EXPECT_EQ(read.offset.seconds(), 3600);
    EXPECT_EQ(read.rows, 1);
}

TYPED_TEST(SnapshotsContract, AGlanceTellsOfEveryStandingCell) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500));
    this->publish(Draft{"r2"}.cell("2026-03-02", CellState::partial));
    this->publish(Draft{"r3", "ad_day", "7002"}.cell("2026-03-01"));
    this->publish(Draft{"r4", "campaign_day"}.cell("2026-03-01"));
    std::vector<std::string> seen;

    const auto done = this->store_->glance(
        {*find_cube("ad_day"), {AdvertiserId{"7001"}}, {day("2026-03-01"), day("2026-03-31")}, {}},
        [&](const CellGlance& cell) {
            seen.push_back(fmt::format("{} {} {} {} {} {}", cell.cube->name, cell.advertiser,
                                       cell.day.text(), to_string(cell.state), cell.rows,
                                       cell.facts_at.has_value()));
        });

    ASSERT_TRUE(done) << done.error();
    EXPECT_THAT(seen, testing::UnorderedElementsAre("ad_day 7001 2026-03-01 complete 1 true",
                                                    "ad_day 7001 2026-03-02 partial 0 false"));
}

TYPED_TEST(SnapshotsContract, AHistoryTellsHowLongEachValueStood) {
    const auto first = this->publish(
        Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500).fact("2026-03-01", 2, 700));
    const auto second = this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 510));

    const auto told = this->store_->history({.cube = *find_cube("ad_day"),
                                             .advertisers = {AdvertiserId{"7001"}},
                                             .days = {day("2026-03-01"), day("2026-03-31")},
                                             .metrics = {metric_named("spend")},
                                             .objects = {}});

    ASSERT_TRUE(told) << told.error();
    std::vector<std::string> stays;
    for (std::size_t i = 0; i < told->stays.size(); ++i) {
        const auto& stay = told->stays[i];
        EXPECT_EQ(stay.from, stay.object == 1 && told->value(i, 0) == 510 ? second.observed_at
                                                                          : first.observed_at);
        stays.push_back(fmt::format("{} {} {} {}", stay.day.text(), stay.object, told->value(i, 0),
                                    stay.until == Instant::max() ? "stands" : "ended"));
    }
    EXPECT_THAT(stays, ElementsAre("2026-03-01 1 500 ended", "2026-03-01 1 510 stands",
                                   "2026-03-01 2 700 ended"));
}

TYPED_TEST(SnapshotsContract, AHistoryOfSomeObjectsLeavesOutTheOthers) {
    this->publish(
        Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500).fact("2026-03-01", 2, 700));

    const auto told = this->store_->history({.cube = *find_cube("ad_day"),
                                             .advertisers = {AdvertiserId{"7001"}},
                                             .days = {day("2026-03-01"), day("2026-03-01")},
                                             .metrics = {metric_named("spend")},
                                             .objects = {2}});

    ASSERT_TRUE(told) << told.error();
    ASSERT_EQ(told->stays.size(), 1U);
    EXPECT_EQ(told->value(0, 0), 700);
}

TYPED_TEST(SnapshotsContract, SumsLeaveOutAbsentValuesAndStayAbsentWithoutAny) {
    this->publish(Draft{"r1"}
                      .cell("2026-03-01")
                      .fact("2026-03-01", 1, no_value, no_value)
                      .fact("2026-03-01", 2, 5, no_value));

    const auto table = this->read(this->march());

    EXPECT_THAT(table.values, ElementsAre(5, no_value));
}

TYPED_TEST(SnapshotsContract, ReachIsGivenForOneFactAndNeverForTwo) {
    Draft draft{"r1"};
    draft.edit().facts.metrics[1] = metric_named("reach");
    this->publish(draft.cell("2026-03-01")
                      .cell("2026-03-02")
                      .fact("2026-03-01", 1, 5, 80)
                      .fact("2026-03-02", 1, 5, 90));
    auto query = this->march();
    query.metrics = {metric_named("reach")};
    query.group_by = {Column::ad, Column::day};
    EXPECT_THAT(this->read(query).values, ElementsAre(80, 90));

    query.group_by = {Column::ad};

    EXPECT_THAT(this->read(query).values, ElementsAre(no_value));
}

TYPED_TEST(SnapshotsContract, RowsComeInTheOrderOfTheirKeys) {
    this->publish(Draft{"r1"}
                      .cell("2026-03-01")
                      .cell("2026-03-02")
                      .fact("2026-03-02", 9, 1)
                      .fact("2026-03-01", 10, 2)
                      .fact("2026-03-02", 10, 3));
    auto query = this->march();
    query.group_by = {Column::ad, Column::day};
    const auto first = static_cast<std::uint64_t>(day("2026-03-01").number());

    const auto table = this->read(query);

    EXPECT_THAT(table.keys, ElementsAre(9, first + 1, 10, first, 10, first + 1));
    EXPECT_THAT(table.values, ElementsAre(1, 1, 2, 1, 3, 1));
}

TYPED_TEST(SnapshotsContract, FiltersKeepTheirObjectsOnly) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 5).fact("2026-03-01", 2, 7));
    auto query = this->march();
    query.filters = {{Column::ad, {2, 3}}, {Column::campaign, {10}}};
    EXPECT_EQ(this->read(query).values.at(0), 7);

    query.filters = {{Column::ad, {}}};

    EXPECT_EQ(this->read(query).rows, 0U);
}

TYPED_TEST(SnapshotsContract, HoursAreKeptApart) {
    Draft draft{"r1", "campaign_hour"};
    draft.cell("2026-03-01");
    draft.fact(FactKey{day("2026-03-01"), 0, 10, 0, 0}, 5);
    draft.fact(FactKey{day("2026-03-01"), 23, 10, 0, 0}, 7);
    this->publish(draft);
    auto query = this->march("campaign_hour");
    query.group_by = {Column::hour};

    const auto table = this->read(query);

    EXPECT_THAT(table.keys, ElementsAre(0, 23));
    EXPECT_THAT(table.values, ElementsAre(5, 1, 7, 1));
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, TheAccountsOwnCubeHasOneFactADay) {
    Draft draft{"r1", "advertiser_day"};
    draft.cell("2026-03-01").fact(FactKey{.day = day("2026-03-01")}, 5);
    this->publish(draft);
    Draft restated{"r2", "advertiser_day"};
    restated.cell("2026-03-01").fact(FactKey{.day = day("2026-03-01")}, 6);

    const auto outcome = this->publish(restated);

    EXPECT_EQ(outcome.superseded, 1);
    auto query = this->march("advertiser_day");
    query.group_by = {Column::advertiser};
    EXPECT_THAT(this->read(query).keys, ElementsAre(7001));
    EXPECT_EQ(this->read(query).values.at(0), 6);
    this->expect_sound();
}

TYPED_TEST(SnapshotsContract, AnAnswerCarriesItsWorstCell) {
    this->publish(Draft{"r1"}
                      .cell("2026-03-01")
                      .cell("2026-03-02", CellState::provisional)
                      .cell("2026-03-03", CellState::partial));
    auto query = this->march();
    query.days = {day("2026-03-01"), day("2026-03-03")};
    EXPECT_EQ(this->read(query).ledger.worst, CellState::partial);
    EXPECT_EQ(this->read(query).ledger.worst_window->day, day("2026-03-03"));
    EXPECT_EQ(this->read(query).ledger.complete, 1);

    query.days.last = day("2026-03-04");

    EXPECT_EQ(this->read(query).ledger.worst, CellState::never_fetched);
    EXPECT_EQ(this->read(query).ledger.windows, 4);
}

TYPED_TEST(SnapshotsContract, AnAnswerNamesTheCurrenciesOfItsFacts) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 5));

    const auto table = this->read(this->march());

    ASSERT_EQ(table.currencies.size(), 1U);
    EXPECT_EQ(table.currencies[0].advertiser, AdvertiserId{"7001"});
    EXPECT_EQ(table.currencies[0].currency.text(), "EUR");
}

TYPED_TEST(SnapshotsContract, AnAnswerTellsTheMomentToAskAgainWith) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 5));
    const auto answer = this->read(this->march());
    this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 6));
    auto again = this->march();
    again.as_of = answer.as_of;

    EXPECT_EQ(this->read(again).values, answer.values);
}

TYPED_TEST(SnapshotsContract, AStoppedReadSaysSo) {
    this->publish(Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 5));
    std::stop_source source;
    source.request_stop();

    const auto table = this->store_->read(this->march(), source.get_token());

    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::unavailable);
    EXPECT_EQ(table.error().reason, "stopped");
    EXPECT_EQ(this->read(this->march()).values.at(0), 5);
}

TYPED_TEST(SnapshotsContract, WrongPublishesAreRefusedAndChangeNothing) {
    const auto refused = [&](const Publish& publish, std::string_view reason) {
        const auto outcome = this->store_->publish(publish);
        ASSERT_FALSE(outcome) << reason;
        EXPECT_EQ(outcome.error().code, ErrorCode::invalid_input);
        EXPECT_EQ(outcome.error().reason, reason);
    };
    refused(Draft{"r"}.cell("2026-03-01").fact("2026-03-01", 1, 5).fact("2026-03-01", 1, 6),
            "fact_twice");
    refused(Draft{"r"}.cell("2026-03-01").fact("2026-03-02", 1, 5), "fact_outside");
    refused(Draft{"r"}.cell("2026-03-01", CellState::partial).fact("2026-03-01", 1, 5),
            "fact_outside");
    refused(Draft{"r"}.cell("2026-03-01").fact("2026-03-01", 0, 5), "fact_key");
    refused(Draft{"r"}.cell("2026-03-01").fact(FactKey{day("2026-03-01"), 3, 10, 20, 1}, 5),
            "fact_key");
    refused(Draft{"r"}.cell("2026-03-01").cell("2026-03-01"), "cell_twice");

    EXPECT_THAT(this->cells(), IsEmpty());
}

TYPED_TEST(SnapshotsContract, ExpiredDaysAreGoneWithTheirHistory) {
    this->publish(Draft{"r1"}
                      .cell("2026-03-01")
                      .cell("2026-03-02")
                      .fact("2026-03-01", 1, 5)
                      .fact("2026-03-02", 1, 7));
    const auto last = this->publish(Draft{"r2"}.cell("2026-03-01").fact("2026-03-01", 1, 6));

    const auto gone = this->store_->expire({day("2026-03-02"), day("2026-03-02")});

    ASSERT_TRUE(gone) << gone.error();
    EXPECT_EQ(*gone, 2);
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 7)));
    EXPECT_THAT(this->spends(last.observed_at), ElementsAre(Pair(1, 7)));
    EXPECT_EQ(this->cells().size(), 1U);
}

} // namespace
} // namespace bayme::snapshots

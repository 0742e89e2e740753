// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/report_fixture.hpp"

namespace bayme::reports {
namespace {

using testing::ElementsAre;

std::vector<std::string> headers(const Report& report) {
    std::vector<std::string> names;
    for (const auto& column : report.columns) {
        names.push_back(column.name);
    }
    return names;
}

std::string total(const Report& report, std::size_t row, std::string_view column) {
    Report totals{report.columns, report.totals, {}, 0, {}};
    return totals.cell(row, column);
}

TEST_F(ReportTest, RatiosAreComputedFromSumsNotAveraged) {
    given({"clicks", "impressions"}, {{"2026-03-01", 1, {1, 10}}, {"2026-03-01", 2, {90, 100}}});

    const auto report = answer(asking({"day"}, {"ctr"}));

    // The account's own cube is not filled here, so the campaigns are asked for.
    EXPECT_EQ(report.rows.size(), 0U);
    auto request = asking({"day"}, {"ctr"});
    request.where = "campaign_id in (1, 2)";
    EXPECT_EQ(answer(request).cell(0, "ctr"), "82.727273"); // 91 / 110 x 100
}

TEST_F(ReportTest, ColumnsAreWhatWasAskedForWithIdsNamesAndTheCurrency) {
    given({"spend", "clicks"}, {{"2026-03-01", 11, {12'500'000, 8}}});
    names_.by_level[snapshots::Level::campaign] = {{"11", "Summer"}};

    const auto report = answer(asking({"campaign", "day"}, {"spend", "clicks", "cpc"}));

    EXPECT_THAT(headers(report), ElementsAre("campaign_id", "campaign_name", "day", "currency",
                                             "spend", "clicks", "cpc"));
    EXPECT_EQ(report.cell(0, "campaign_id"), "11");
    EXPECT_EQ(report.cell(0, "campaign_name"), "Summer");
    EXPECT_EQ(report.cell(0, "day"), "2026-03-01");
    EXPECT_EQ(report.cell(0, "currency"), "EUR");
    EXPECT_EQ(report.cell(0, "spend"), "12.50");
    EXPECT_EQ(report.cell(0, "clicks"), "8");
    EXPECT_EQ(report.cell(0, "cpc"), "1.562500"); // 12.5 / 8
}

TEST_F(ReportTest, WithoutMoneyThereIsNoCurrency) {
    given({"clicks"}, {{"2026-03-01", 11, {8}}});

    EXPECT_THAT(headers(answer(asking({"campaign"}, {"clicks"}))),
                ElementsAre("campaign_id", "campaign_name", "clicks"));
}

TEST_F(ReportTest, TotalsComeFromTheSumsToo) {
    given({"spend", "clicks", "impressions"}, {{"2026-03-01", 1, {1'000'000, 1, 10}},
                                               {"2026-03-01", 2, {3'000'000, 90, 100}},
                                               {"2026-03-02", 2, {2'000'000, 9, 90}}});

    const auto report = answer(asking({"campaign"}, {"spend", "ctr", "cpc"}));

    ASSERT_EQ(report.rows.size(), 2U);
    EXPECT_EQ(report.cell(1, "ctr"), "52.105263"); // 99 / 190 x 100
    ASSERT_EQ(report.totals.size(), 1U);
    EXPECT_EQ(total(report, 0, "spend"), "6.00");
    EXPECT_EQ(total(report, 0, "ctr"), "50.000000"); // 100 / 200 x 100
    EXPECT_EQ(total(report, 0, "cpc"), "0.060000");  // 6 / 100
}

TEST_F(ReportTest, ARatioOverNothingIsBlank) {
    given({"spend", "clicks"}, {{"2026-03-01", 1, {1'000'000, 0}}});

    EXPECT_EQ(answer(asking({"campaign"}, {"cpc"})).cell(0, "cpc"), "");
}

TEST_F(ReportTest, TwoCurrenciesAreNeverAdded) {
    given({"spend", "clicks"}, {{"2026-03-01", 1, {1'000'000, 1}}}, "7001", "EUR");
    given({"spend", "clicks"}, {{"2026-03-01", 2, {5'000'000, 2}}}, "7002", "USD");
    given({"spend", "clicks"}, {{"2026-03-01", 3, {2'000'000, 4}}}, "7003", "EUR");
    accounts_ = {AdvertiserId{"7001"}, AdvertiserId{"7002"}, AdvertiserId{"7003"}};
    auto request = asking({"day"}, {"spend"});
    request.where = "campaign_id in (1, 2, 3)";

    const auto report = answer(request);

    ASSERT_EQ(report.rows.size(), 2U);
    EXPECT_EQ(report.cell(0, "currency"), "EUR");
    EXPECT_EQ(report.cell(0, "spend"), "3.00");
    EXPECT_EQ(report.cell(1, "currency"), "USD");
    EXPECT_EQ(report.cell(1, "spend"), "5.00");
    EXPECT_EQ(report.totals.size(), 2U);

    request.metrics = {"clicks"};
    EXPECT_EQ(answer(request).cell(0, "clicks"), "7"); // counts have no currency
}

TEST_F(ReportTest, WithoutAnyAccountItSaysThatOneHasToBeConnected) {
    accounts_ = {};

    const auto report = run(asking({"campaign"}, {"spend"}));

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().reason, "no_accounts");
    EXPECT_THAT(report.error().message, testing::HasSubstr("connect one"));
}

TEST_F(ReportTest, MoneyOfTwoCurrenciesIsNotComparedEither) {
    given({"spend"}, {{"2026-03-01", 1, {1'000'000}}}, "7001", "EUR");
    given({"spend"}, {{"2026-03-01", 2, {5'000'000}}}, "7002", "USD");
    accounts_ = {AdvertiserId{"7001"}, AdvertiserId{"7002"}};
    auto request = asking({"campaign"}, {"spend"});
    request.where = "spend > 2";

    const auto report = run(request);

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(report.error().reason, "mixed_currencies");
}

TEST_F(ReportTest, AnAccountThatChangedItsCurrencyIsNotAddedAcrossTheChange) {
    given({"spend"}, {{"2026-03-01", 1, {1'000'000}}}, "7001", "EUR");
    given({"spend"}, {{"2026-03-02", 1, {1'000'000}}}, "7001", "USD");

    const auto report = run(asking({"campaign"}, {"spend"}));

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().reason, "mixed_currencies");
}

TEST_F(ReportTest, ReachIsShownForItsWindowAndNotAddedUp) {
    given({"reach", "impressions"}, {{"2026-03-01", 1, {80, 100}}, {"2026-03-02", 1, {50, 100}}});

    const auto report = answer(asking({"campaign", "day"}, {"reach", "frequency"}));

    EXPECT_EQ(report.cell(0, "reach"), "80");
    EXPECT_EQ(report.cell(0, "frequency"), "1.250000");
    EXPECT_EQ(total(report, 0, "reach"), "");
    EXPECT_EQ(total(report, 0, "frequency"), "");
}

TEST_F(ReportTest, WhereHoldsOnRowsAndTotalsFollow) {
    given({"spend"}, {{"2026-03-01", 1, {9'000'000}},
                      {"2026-03-01", 2, {12'000'000}},
                      {"2026-03-02", 2, {1'000'000}},
                      {"2026-03-01", 3, {30'000'000}}});
    names_.by_level[snapshots::Level::campaign] = {{"2", "Summer sale"}, {"3", "Winter"}};
    auto request = asking({"campaign"}, {"spend"});
    request.where = "spend > 10 and campaign_name contains \"SUMMER\"";

    const auto report = answer(request);

    ASSERT_EQ(report.rows.size(), 1U);
    EXPECT_EQ(report.cell(0, "spend"), "13.00");
    EXPECT_EQ(total(report, 0, "spend"), "13.00");
}

TEST_F(ReportTest, OrderAndLimitCutRowsButNotTotals) {
    given({"clicks"}, {{"2026-03-01", 1, {5}}, {"2026-03-01", 2, {9}}, {"2026-03-01", 10, {7}}});
    auto request = asking({"campaign"}, {"clicks"});
    request.order = {{"clicks", true}};
    request.limit = 2;

    const auto report = answer(request);

    ASSERT_EQ(report.rows.size(), 2U);
    EXPECT_EQ(report.cell(0, "campaign_id"), "2");
    EXPECT_EQ(report.cell(1, "campaign_id"), "10");
    EXPECT_EQ(report.rows_before_limit, 3U);
    EXPECT_EQ(total(report, 0, "clicks"), "21");
}

TEST_F(ReportTest, HoursAreOrderedAsTheyPass) {
    given({"clicks"}, {{"2026-03-01", 1, {5}, 10}, {"2026-03-01", 1, {9}, 9}});
    auto request = asking({"campaign", "hour"}, {"clicks"});
    request.order = {{"hour", false}};

    const auto report = answer(request);

    EXPECT_EQ(report.cell(0, "hour"), "9");
    EXPECT_EQ(report.cell(1, "hour"), "10");
}

TEST_F(ReportTest, AsOfAMomentGivesItsFiguresAndAsksForItsNames) {
    const auto then = given({"clicks"}, {{"2026-03-01", 1, {5}}});
    given({"clicks"}, {{"2026-03-01", 1, {6}}});
    auto request = asking({"campaign"}, {"clicks"});
    EXPECT_EQ(answer(request).cell(0, "clicks"), "6");
    EXPECT_EQ(names_.asked_for, std::nullopt);

    request.as_of = then;
    const auto report = answer(request);

    EXPECT_EQ(report.cell(0, "clicks"), "5");
    EXPECT_EQ(names_.asked_for, then);
    EXPECT_EQ(report.provenance.as_of, then);
}

TEST_F(ReportTest, AnAnswerSaysWhereItComesFrom) {
    given({"clicks"}, {{"2026-03-01", 1, {5}}});
    const auto request = asking({"campaign"}, {"clicks"});

    const auto from = answer(request).provenance;

    EXPECT_EQ(from.cube, "campaign_day");
    EXPECT_EQ(from.ledger.worst, snapshots::CellState::never_fetched); // 2 March
    EXPECT_EQ(from.ledger.complete, 1);
    EXPECT_EQ(from.formula_version, snapshots::metrics_version());
    EXPECT_EQ(from.query_hash, answer(request).provenance.query_hash);
    EXPECT_NE(from.query_hash,
              answer(asking({"day", "campaign"}, {"clicks"})).provenance.query_hash);
}

TEST_F(ReportTest, NothingOutsideTheAccountsInReachIsRead) {
    given({"clicks"}, {{"2026-03-01", 1, {5}}}, "7002");
    auto request = asking({"campaign"}, {"clicks"});
    EXPECT_EQ(answer(request).rows.size(), 0U);

    request.where = "advertiser_id = 7002";

    const auto report = run(request);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::invalid_input);
}

TEST_F(ReportTest, AnUnknownOrderIsNamed) {
    auto request = asking({"campaign"}, {"clicks"});
    request.order = {{"spend", true}};

    const auto report = run(request);

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().fields.at(0).path, "order[0]");
}

} // namespace
} // namespace bayme::reports

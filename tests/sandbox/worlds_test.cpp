// SPDX-License-Identifier: LicenseRef-Bayme
#include "world_fixture.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr auto additive = R"(["spend","impressions","clicks","conversion","complete_payment"])";
const std::vector<std::string> additive_names{"spend", "impressions", "clicks", "conversion",
                                              "complete_payment"};
constexpr auto power_half = R"("response":{"family":"power","exponent":[500,500],"most":9000},)"
                            R"("fatigue":{"age":{"loss":0}},"budgets":{"shared":0})";

std::string budget_of(std::int64_t hundredths) {
    return R"("budget":)" + std::to_string(hundredths / 100);
}

class EachWorldTest : public WorldsTest, public testing::WithParamInterface<std::string> {
protected:
    EachWorldTest() { start_in_built_in(GetParam()); }
    json::array report(const Query& query) { return list(get("report/integrated/get", query)); }
    /// Ten days so long ago that breakdowns, which come later than other figures, are whole too.
    Query settled_report(const std::string& level, const std::string& metrics) const {
        auto query = whole_report(level, metrics);
        query["start_date"] = "2026-01-10";
        query["end_date"] = "2026-01-19";
        return query;
    }
};

TEST_P(EachWorldTest, LevelsHoursAndBreakdownsAddUpAndReachDoesNot) {
    const auto ads = report(settled_report("ad", additive));
    ASSERT_FALSE(ads.empty());
    auto one_day = settled_report("adgroup", additive);
    one_day["end_date"] = one_day["start_date"];
    auto by_hour = one_day;
    by_hour["dimensions"] = R"(["adgroup_id","stat_time_hour"])";
    auto by_gender = settled_report("adgroup", additive);
    by_gender["report_type"] = "AUDIENCE";
    by_gender["dimensions"] = R"(["adgroup_id","stat_time_day","gender"])";
    const auto day = report(one_day);
    const auto hours = report(by_hour);
    const auto genders = report(by_gender);
    for (const auto& metric : additive_names) {
        const auto whole = sum_of(ads, metric);
        EXPECT_EQ(sum_of(report(settled_report("campaign", additive)), metric), whole) << metric;
        EXPECT_EQ(sum_of(genders, metric), whole) << metric;
        EXPECT_EQ(sum_of(hours, metric), sum_of(day, metric)) << metric;
    }
    auto query = settled_report("campaign", R"(["reach","impressions"])");
    const auto days = report(query);
    query["dimensions"] = R"(["campaign_id"])";
    const auto window = report(query);
    EXPECT_EQ(sum_of(window, "impressions"), sum_of(days, "impressions"));
    EXPECT_LT(sum_of(window, "reach"), sum_of(days, "reach"));
    query["data_level"] = "AUCTION_ADVERTISER";
    query["dimensions"] = R"(["advertiser_id"])";
    query.erase("filtering");
    EXPECT_LE(sum_of(report(query), "reach"), sum_of(window, "reach"));
}

TEST_P(EachWorldTest, AnswersDoNotDependOnTheOrderOfQuestions) {
    const auto ask = [this](const std::string& level) {
        return send(http::Method::get, "/open_api/v1.3/report/integrated/get/",
                    whole_report(level, additive))
            .body;
    };
    // The request id counts calls; what follows it is what was asked for.
    const auto data = [](const std::string& body) {
        return body.substr(body.find("\"data\""));
    };
    const auto ads = data(ask("ad"));
    const auto campaigns = data(ask("campaign"));
    start_in_built_in(GetParam());
    EXPECT_EQ(data(ask("campaign")), campaigns);
    EXPECT_EQ(data(ask("ad")), ads);
}

TEST_P(EachWorldTest, AnswersDoNotDependOnWhatWasAskedBetweenEdits) {
    const auto look = [this] {
        auto hours = whole_report("adgroup", additive);
        hours["dimensions"] = R"(["adgroup_id","stat_time_hour"])";
        hours["start_date"] = hours["end_date"] = "2026-03-03";
        return std::vector<json::value>{curves("adgroup"), curves("ad"), report(hours),
                                        report(settled_report("ad", additive)),
                                        report(whole_report("campaign", additive))};
    };
    const auto play = [&](bool curious) {
        start_in_built_in(GetParam());
        std::vector<std::string> ids;
        for (const auto& adgroup : objects("adgroup")) {
            ids.push_back(text(adgroup.at("adgroup_id")));
        }
        for (std::size_t i = 0; i < ids.size(); i += 3) {
            if (curious) {
                look();
                what_if("adgroup", ids[i], R"("operation_status":"DISABLE")", "2026-02-01",
                        "2026-03-05");
            }
            for (const auto* const change :
                 {R"("budget":"5000")", R"("operation_status":"DISABLE")"}) {
                // Some have no budget of their own, or were deleted.
                command("/edit", R"({"advertiser_id":")" + account_ +
                                     R"(","level":"adgroup","id":")" + ids[i] + R"(",)" + change +
                                     "}");
            }
        }
        for (const auto& ad : objects("ad")) {
            if (text(ad.at("ad_id")).back() == '0') {
                command("/edit", R"({"advertiser_id":")" + account_ + R"(","level":"ad","id":")" +
                                     text(ad.at("ad_id")) + R"(","review":"refuse"})");
            }
        }
        advance("3d");
        return look();
    };
    EXPECT_EQ(play(true), play(false));
}

TEST_P(EachWorldTest, OverFourWeeksLuckStaysNearTheExpectation) {
    double spend = 0;
    double expected_spend = 0;
    double clicks = 0;
    double expected_clicks = 0;
    for (const auto& campaign : objects("campaign")) {
        const auto id = text(campaign.at("campaign_id"));
        const auto answer =
            what_if("campaign", id, R"("operation_status":"ENABLE")", "2026-01-01", "2026-01-28");
        ASSERT_TRUE(answer.contains("as_is")) << json::serialize(answer);
        expected_spend += number(answer.at("as_is").at("spend"));
        expected_clicks += number(answer.at("as_is").at("clicks"));
    }
    const auto truth = control("/truth", {{"advertiser_id", account_},
                                          {"level", "advertiser"},
                                          {"from", "2026-01-01"},
                                          {"to", "2026-01-28"}});
    const double minor = truth.at("digits").as_int64() == 0 ? 1 : 100;
    for (const auto& row : truth.at("rows").as_array()) {
        spend += number(row.at("counts").at("spend")) / minor;
        clicks += number(row.at("counts").at("clicks"));
    }
    ASSERT_GT(spend, 0);
    EXPECT_NEAR(spend / expected_spend, 1, 0.05);
    EXPECT_NEAR(clicks / expected_clicks, 1, 0.08);
}

INSTANTIATE_TEST_SUITE_P(Worlds, EachWorldTest,
                         testing::Values("usual", "saturation", "cannibals", "restated",
                                         "tired_creatives", "slow_learners", "tiny_budgets",
                                         "no_decimals", "only_noise", "perfect_storm"),
                         [](const auto& world) { return world.param; });

TEST_F(WorldsTest, FourTimesTheBudgetBuysTwiceTheResultsOfARootCurve) {
    start_in(still_world(power_half));
    const auto adgroup = running_adgroup();
    const auto id = text(adgroup.at("id"));
    const auto limit = adgroup.at("limit").as_int64();
    const auto spend = count("adgroup", id, "2026-02-28", "spend");
    const auto shows = count("adgroup", id, "2026-02-28", "impressions");
    EXPECT_NEAR(spend, static_cast<double>(limit), 0.01 * static_cast<double>(limit));

    edit("adgroup", id, budget_of(limit * 4));
    advance("3d");

    EXPECT_EQ(count("adgroup", id, "2026-02-28", "impressions"), shows) << "the past stays";
    EXPECT_NEAR(count("adgroup", id, "2026-03-02", "spend") / spend, 4, 0.05);
    EXPECT_NEAR(count("adgroup", id, "2026-03-02", "impressions") / shows, 2, 0.05);
}

TEST_F(WorldsTest, ABudgetRaisedThroughTheApiActsTheSame) {
    json::object adgroup;
    for (std::uint64_t seed = 1; seed < 30 && adgroup.empty(); ++seed) {
        SandboxOptions options;
        options.world = still_world(power_half);
        options.seed = seed;
        start(options);
        adgroup = find_adgroup("MANUAL");
    }
    ASSERT_FALSE(adgroup.empty());
    const auto id = text(adgroup.at("id"));
    const auto shows = count("adgroup", id, "2026-02-28", "impressions");
    // Daily budgets change at the account's next midnight.
    const auto wanted = std::to_string(adgroup.at("limit").as_int64() * 4 / 100);
    const auto answer =
        post("adgroup/budget/update", R"({"advertiser_id":")" + account_ +
                                          R"(","scheduled_budget":[{"adgroup_id":")" + id +
                                          R"(","scheduled_budget":)" + wanted + "}]}");
    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    advance("3d");
    EXPECT_NEAR(count("adgroup", id, "2026-03-02", "impressions") / shows, 2, 0.05);
}

TEST_F(WorldsTest, ADayOfSeveralThousandMillionIsCountedWhole) {
    // Ten thousand million rupiah a day, and a market that would take a hundred times as much.
    start_in(still_world(
        R"("currencies":["IDR"],"budgets":{"adgroup":{"from":1000000,"to":1000000,"step":1},)"
        R"("shared":0},"ads":{"demand":[10000,10000],"price":[600,600],"clicks":[20000,20000],)"
        R"("conversions":[50000,50000]})"));
    int whole = 0;
    for (const auto& adgroup : curves("adgroup")) {
        const auto id = text(adgroup.at("id"));
        const auto limit = adgroup.at("limit").as_int64();
        const auto spend = count("adgroup", id, "2026-02-28", "spend");
        if (limit != 10'000'000'000 || spend == 0) {
            continue;
        }
        EXPECT_NEAR(spend / static_cast<double>(limit), 1, 0.01) << id;
        // 60,000 rupiah for a thousand impressions.
        EXPECT_NEAR(count("adgroup", id, "2026-02-28", "impressions") / (spend / 60), 1, 0.01);
        EXPECT_GT(count("adgroup", id, "2026-02-28", "total_complete_payment_rate"), 4.3e9);
        ++whole;
    }
    EXPECT_GT(whole, 0);
}

TEST_F(WorldsTest, AShockDoublesPricesForItsDaysOnly) {
    start_in(still_world(R"("shocks":[{"year":2,"month":2,"day":20,"hours":24,"price":2000}])"));
    const auto id = text(running_adgroup().at("id"));
    const auto price = [&](const std::string& day) {
        return count("adgroup", id, day, "spend") / count("adgroup", id, day, "impressions");
    };
    EXPECT_NEAR(price("2026-02-20") / price("2026-02-19"), 2, 0.01);
    EXPECT_NEAR(price("2026-02-21") / price("2026-02-19"), 1, 0.01);
}

TEST_F(WorldsTest, ACreativeLosesClicksWithItsImpressions) {
    start_in(still_world(R"("fatigue":{"age":{"loss":0},"impressions":{"half":[50000,50000],)"
                         R"("loss":800}})"));
    const auto adgroup = text(running_adgroup().at("id"));
    for (const auto& ad : curves("ad")) {
        if (text(ad.at("adgroup_id")) != adgroup) {
            continue;
        }
        const auto seen = ad.at("impressions").as_int64();
        EXPECT_EQ(ad.at("freshness").as_int64(), 1'000'000 - 800'000 * seen / (seen + 50'000));
        const auto id = text(ad.at("id"));
        const auto clicks = count("ad", id, "2026-02-28", "clicks");
        const auto shows = count("ad", id, "2026-02-28", "impressions");
        if (shows < 500) {
            continue;
        }
        // 2 % when new; the freshness is the next day's, a little lower.
        EXPECT_NEAR(clicks / shows, 0.02 * number(ad.at("freshness")) / 1e6, 0.0008) << id;
        return;
    }
    FAIL() << "no ad";
}

TEST_F(WorldsTest, AnAdGroupPaysMoreUntilItHasLearned) {
    start_in(still_world(R"("learning":{"at_start":true,"conversions":50,"longest":8760,)"
                         R"("price":1500,"rate":1000},"fatigue":{"age":{"loss":0}})"));
    int learning = 0;
    int learned = 0;
    for (const auto& adgroup : curves("adgroup")) {
        const auto shows = count("adgroup", text(adgroup.at("id")), "2026-02-28", "impressions");
        if (adgroup.at("demand").as_int64() == 0 || shows < 100) {
            continue;
        }
        const auto price = count("adgroup", text(adgroup.at("id")), "2026-02-28", "spend") / shows;
        const bool learns = adgroup.at("learning").as_bool();
        EXPECT_EQ(learns, adgroup.at("conversions").as_int64() < 50);
        // 6.00 for a thousand impressions, half more while learning.
        EXPECT_NEAR(price, learns ? 0.9 : 0.6, 0.01);
        ++(learns ? learning : learned);
    }
    EXPECT_GT(learned, 0);
}

TEST_F(WorldsTest, ABudgetThatJumpsMakesAnAdGroupLearnAnew) {
    for (const std::int64_t percent : {125, 140, 65}) {
        start({});
        const auto adgroup = running_adgroup();
        const auto id = text(adgroup.at("id"));
        ASSERT_FALSE(adgroup.at("learning").as_bool());
        edit("adgroup", id, budget_of(adgroup.at("limit").as_int64() * percent / 100));
        EXPECT_EQ(curves("adgroup", id).front().at("learning").as_bool(), percent != 125)
            << percent;
        advance("4d");
        EXPECT_FALSE(curves("adgroup", id).front().at("learning").as_bool());
    }
}

TEST_F(WorldsTest, CountsAreDrawnWhereTheWorldSaysSo) {
    start_in(still_world(R"("noise":{"hour":0,"price":0,"counts":"poisson"})"));
    const auto id = text(running_adgroup().at("id"));
    double low = 1e9;
    double high = 0;
    for (int day = 10; day < 28; ++day) {
        const auto date = "2026-02-" + std::to_string(day);
        const auto shows = count("adgroup", id, date, "impressions");
        const auto rate = count("adgroup", id, date, "clicks") / shows;
        low = std::min(low, rate);
        high = std::max(high, rate);
    }
    EXPECT_LT(low, 0.0199);
    EXPECT_GT(high, 0.0201);
    EXPECT_GT(low, 0.015);
    EXPECT_LT(high, 0.025);
}

TEST_F(WorldsTest, ReviewsAreAsStrictAsTheWorldSays) {
    start_in(still_world(R"("review":{"minutes":[60,60],"refused":100})"));
    for (const auto& ad : objects("ad")) {
        EXPECT_NE(ad.at("secondary_status"), "AD_STATUS_DELIVERY_OK");
    }
}

} // namespace

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "world_fixture.hpp"

#include <set>

namespace bayme::sandbox {

namespace {

constexpr auto root_curves = R"("response":{"family":"power","exponent":[500,500],"most":9000},)"
                             R"("fatigue":{"age":{"loss":0}},"budgets":{"shared":0})";

class TruthTest : public WorldsTest {};

TEST_F(TruthTest, TellsTheCurveOfEachAdGroup) {
    start_in(built_in_world("saturation").value());
    std::set<std::int64_t> halves;
    for (const auto& row : curves("adgroup")) {
        const auto& curve = row.at("curve");
        EXPECT_EQ(curve.at("family"), "hill");
        EXPECT_GE(curve.at("half").as_int64(), 400);
        EXPECT_LE(curve.at("half").as_int64(), 900);
        EXPECT_EQ(curve.at("most"), 4000);
        halves.insert(curve.at("half").as_int64());
    }
    EXPECT_GT(halves.size(), 3U) << "each has its own";
    for (const auto& row : curves("ad")) {
        EXPECT_TRUE(row.at("click_rate").is_int64());
        EXPECT_EQ(row.at("freshness"), 1'000'000);
    }
}

TEST_F(TruthTest, TheApiTellsNothingOfIt) {
    EXPECT_EQ(send(http::Method::get, "/open_api/v1.3/truth/", {}).status, 404);
    for (const auto* const level : {"campaign", "adgroup", "ad"}) {
        const auto body = send(http::Method::get, "/open_api/v1.3/" + std::string{level} + "/get/",
                               {{"advertiser_id", account_}})
                              .body;
        for (const auto* const word : {"daily_demand", "half_life", "pressure", "freshness"}) {
            EXPECT_FALSE(body.contains(word)) << level << " " << word;
        }
    }
}

TEST_F(TruthTest, FourTimesTheBudgetWouldHaveBoughtTwiceAsMuch) {
    start_in(still_world(root_curves));
    const auto adgroup = running_adgroup();
    const auto answer =
        what_if("adgroup", text(adgroup.at("id")),
                R"("budget":)" + std::to_string(adgroup.at("limit").as_int64() * 4 / 100),
                "2026-02-20", "2026-02-26");

    const auto& as_is = answer.at("as_is");
    const auto& supposed = answer.at("what_if");
    const auto limit = number(adgroup.at("limit")) / 100;
    EXPECT_NEAR(number(as_is.at("spend")), limit * 7, limit * 0.02);
    EXPECT_NEAR(number(supposed.at("spend")), limit * 28, limit * 0.1);
    EXPECT_NEAR(number(supposed.at("conversions")) / number(as_is.at("conversions")), 2, 0.01);
    EXPECT_EQ(answer.at("days").as_array().size(), 7U);
}

TEST_F(TruthTest, ASuppositionChangesNothing) {
    start_in(built_in_world("perfect_storm").value());
    const auto report = [this] {
        return list(
            get("report/integrated/get", whole_report("ad", R"(["spend","clicks","conversion"])")));
    };
    const auto before = report();
    const auto shown = objects("campaign");
    const auto id = text(shown.front().at("campaign_id"));
    const auto one =
        what_if("campaign", id, R"("operation_status":"DISABLE")", "2026-02-01", "2026-02-28");
    const auto other =
        what_if("campaign", id, R"("operation_status":"DISABLE")", "2026-02-01", "2026-02-28");

    EXPECT_EQ(one, other);
    EXPECT_EQ(one.at("what_if").at("impressions"), 0);
    EXPECT_EQ(report(), before);
    EXPECT_EQ(objects("campaign"), shown);
}

TEST_F(TruthTest, WhatAPausedSiblingWouldHaveBoughtGoesToTheOthers) {
    start_in(still_world(std::string{root_curves} + R"(,"cannibalisation":{"overlap":1000})"));
    for (const auto& adgroup : curves("adgroup")) {
        const auto answer = what_if("adgroup", text(adgroup.at("id")),
                                    R"("operation_status":"DISABLE")", "2026-02-20", "2026-02-26");
        const auto own = number(answer.at("as_is").at("conversions"));
        const auto& campaign = answer.at("campaign");
        const auto others = number(campaign.at("as_is").at("conversions")) - own;
        if (own == 0 || others == 0) {
            continue;
        }
        EXPECT_EQ(answer.at("what_if").at("spend"), 0.0);
        EXPECT_GT(number(campaign.at("what_if").at("conversions")), others * 1.02);
        EXPECT_LT(number(campaign.at("what_if").at("conversions")), own + others);
        return;
    }
    FAIL() << "no ad group with a sibling";
}

TEST_F(TruthTest, RefusesQuestionsWithoutSense) {
    const auto adgroup = text(objects("adgroup").front().at("adgroup_id"));
    const auto status = [&](const std::string& members) {
        return send(http::Method::post, "/truth/what-if", {},
                    R"({"advertiser_id":")" + account_ + R"(",)" + members + "}")
            .status;
    };
    const auto object = R"("level":"adgroup","id":")" + adgroup + R"(",)";
    const std::string days = R"("from":"2026-02-01","to":"2026-02-05")";
    EXPECT_EQ(status(object + R"("operation_status":"DISABLE",)" + days), 200);
    EXPECT_EQ(status(object + days), 400);
    EXPECT_EQ(status(object + R"("operation_status":"DELETE",)" + days), 400);
    EXPECT_EQ(status(object + R"("operation_status":"DISABLE","budget":50,)" + days), 400);
    EXPECT_EQ(status(object + R"("operation_status":"DISABLE","from":"2026-02-05")"), 400);
    EXPECT_EQ(status(R"("level":"ad","id":"7","operation_status":"DISABLE",)" + days), 400);
    EXPECT_EQ(send(http::Method::get, "/truth", {{"advertiser_id", account_}}).status, 400);
}

} // namespace

} // namespace bayme::sandbox

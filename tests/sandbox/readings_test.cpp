// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"
#include "sandbox/traffic.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

class ReadingsTest : public CreateTest {
protected:
    void read(const std::string& name, const std::string& value) {
        const auto answer = command("/readings", json::serialize(json::object{{name, value}}));
        EXPECT_EQ(text(answer.at(name)), value) << json::serialize(answer);
    }
    /// The account's sum of a metric on one of its days.
    std::int64_t sum(const std::string& metric, const std::string& day) {
        auto query = whole_report("advertiser", R"([")" + metric + R"("])");
        query["start_date"] = query["end_date"] = day;
        const auto answer = get("report/integrated/get", query);
        EXPECT_EQ(code(answer), 0);
        return sum_of(list(answer), metric);
    }
};

TEST_F(ReadingsTest, EachBeginsWithItsUsualValue) {
    const auto all = control("/readings", {});
    EXPECT_EQ(all.at("request_id_twice"), "refused");
    EXPECT_EQ(all.at("limiter"), "calendar");
    SandboxOptions options;
    options.readings = R"({"limiter":"guess"})";
    const auto made = Sandbox::make(options, wall_, waits_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::invalid_input);
}

TEST_F(ReadingsTest, AnUnknownObjectHasEitherOfTwoCodes) {
    const Members update{{"campaign_id", "17"}, {"budget", 60}};
    EXPECT_EQ(code(send_members("campaign/update", update)), 40007);
    read("unknown_object", "40002");
    EXPECT_EQ(code(send_members("campaign/update", update)), 40002);
}

TEST_F(ReadingsTest, PartialSuccessHasEitherOfTwoCodes) {
    const auto adgroup = new_adgroup(new_campaign());
    const Members update{{"adgroup_ids", {adgroup, "17"}},
                         {"operation_status", "DISABLE"},
                         {"allow_partial_success", true}};
    EXPECT_EQ(code(send_members("adgroup/status/update", update)), 0);
    read("partial_code", "20001");
    EXPECT_EQ(code(send_members("adgroup/status/update", update)), 20001);
}

TEST_F(ReadingsTest, AdGroupNamesMayOrMayNotComeTwice) {
    const auto campaign = new_campaign();
    new_adgroup(campaign);
    new_adgroup(campaign);
    read("adgroup_name_twice", "refused");
    EXPECT_EQ(code(send_members("adgroup/create", adgroup_members(campaign))), 40002);
    new_adgroup(campaign, {{"request_id", "7"}});
}

TEST_F(ReadingsTest, TheDailyFixComesAtEitherOfTwoHours) {
    // 10:00 UTC of 2 March: the account's 1 March ended two hours ago.
    command("/clock", R"({"now":"2026-03-02T10:00:00Z"})");
    const auto unfixed = sum("spend", "2026-03-01");
    read("daily_fix", "8");
    const auto fixed = sum("spend", "2026-03-01");
    EXPECT_NE(fixed, unfixed);
    read("daily_fix", "12");
    EXPECT_EQ(sum("spend", "2026-03-01"), unfixed);
    command("/clock", R"({"now":"2026-03-02T12:00:00Z"})");
    EXPECT_EQ(sum("spend", "2026-03-01"), fixed);
}

TEST_F(ReadingsTest, ConversionsLaterThanTheWindowAreNotCounted) {
    const auto pixel = get("pixel/list", {{"advertiser_id", account_}})
                           .at("data")
                           .at("pixels")
                           .at(0)
                           .at("pixel_id");
    const auto campaign = new_campaign({{"objective_type", "WEB_CONVERSIONS"}});
    std::map<std::string, std::string> adgroups;
    for (const auto* const window : {"ONE_DAY", "SEVEN_DAYS"}) {
        adgroups[window] = new_adgroup(campaign, {{"optimization_goal", "CONVERT"},
                                                  {"billing_event", "OCPM"},
                                                  {"optimization_event", "SHOPPING"},
                                                  {"pixel_id", pixel},
                                                  {"budget", 5000},
                                                  {"click_attribution_window", window},
                                                  {"view_attribution_window", "OFF"}});
        for (int i = 0; i < 10; ++i) {
            review(new_ad(adgroups[window]), "approve");
        }
    }
    const auto conversions = [&](const std::string& window) {
        auto query = whole_report("adgroup", R"(["conversion"])");
        query["start_date"] = query["end_date"] = "2026-03-01";
        const auto answer = get("report/integrated/get", query);
        json::array rows;
        std::ranges::copy_if(list(answer), std::back_inserter(rows), [&](const json::value& row) {
            return text(row.at("dimensions").at("adgroup_id")) == adgroups.at(window);
        });
        return sum_of(rows, "conversion");
    };
    // A day and an hour after the account's 1 March, and ten days later.
    command("/clock", R"({"now":"2026-03-03T09:30:00Z"})");
    const auto short_early = conversions("ONE_DAY");
    const auto long_early = conversions("SEVEN_DAYS");
    advance("10d");
    EXPECT_GT(short_early, 10);
    EXPECT_EQ(conversions("ONE_DAY"), short_early);
    EXPECT_GT(conversions("SEVEN_DAYS"), long_early);
}

TEST(LearningTest, AnAdGroupThatLearnsConvertsLessAndPaysMore) {
    World world;
    world.description = read_world({}).value();
    world.seed = 1;
    const Traffic traffic{world};
    Ad ad;
    ad.id = 7;
    ad.daily_demand = 50'000;
    ad.cost_per_mille = 500;
    ad.click_rate = 20'000;
    ad.conversion_rate = 50'000;
    const Objective objective{"WEB_CONVERSIONS", "CONVERT", "OCPM", "WEBSITE"};
    const Account account;
    Sums learning;
    Sums learned;
    for (std::int64_t day = 20'000; day < 20'030; ++day) {
        for (unsigned hour = 0; hour < 24; ++hour) {
            const AsOf much_later{30'000 * day_length, 30'000 * day_length};
            const auto luck = traffic.luck_of(ad, day);
            Stretch stretch{.day = day,
                            .hour = hour,
                            .active = hour_length,
                            .spend = traffic.hourly_spend(ad, day, hour, {}, luck),
                            .luck = luck};
            learned.add(traffic.counts(ad, objective, account, stretch, much_later));
            stretch.learning = true;
            learning.add(traffic.counts(ad, objective, account, stretch, much_later));
        }
    }
    EXPECT_EQ(learning[Counter::spend], learned[Counter::spend]);
    EXPECT_LT(learning[Counter::impressions] * 100, learned[Counter::impressions] * 90);
    EXPECT_LT(learning[Counter::conversion] * 100, learned[Counter::conversion] * 70);
}

TEST_F(ReadingsTest, TheSameSeedAndWritesGiveTheSameBytes) {
    const auto story = [&] {
        start({});
        std::string told;
        const auto adgroup = new_adgroup(new_campaign());
        for (int i = 0; i < 3; ++i) {
            new_ad(adgroup);
        }
        advance("3d");
        for (const auto* const level : {"campaign", "adgroup", "ad"}) {
            told += send(http::Method::get, "/open_api/v1.3/" + std::string{level} + "/get/",
                         {{"advertiser_id", account_}})
                        .body;
        }
        return told + send(http::Method::get, "/open_api/v1.3/report/integrated/get/",
                           whole_report("ad", R"(["spend","conversion"])"))
                          .body;
    };
    const auto once = story();
    EXPECT_EQ(story(), once);
    EXPECT_GT(once.size(), 10'000U);
}

} // namespace

} // namespace bayme::sandbox

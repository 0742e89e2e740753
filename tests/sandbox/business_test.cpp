// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

namespace bayme::sandbox {

namespace {

class BusinessTest : public CreateTest {
protected:
    std::string center() { return text(list(get("bc/get", {})).at(0).at("bc_info").at("bc_id")); }
    static json::object rule() {
        return {{"name", "Stop waste"},
                {"apply_objects", json::array{{{"dimension", "ADGROUP"},
                                               {"pre_condition_type", "ALL_ACTIVE_AD_GROUP"}}}},
                {"conditions", json::array{{{"subject_type", "COST"},
                                            {"range_type", "TODAY"},
                                            {"match_type", "GT"},
                                            {"values", {"50"}},
                                            {"calculation_type", "OF_EACH_OBJECT"}}}},
                {"actions", json::array{{{"subject_type", "TURN_OFF"}}}},
                {"notification", {{"notification_type", "NOT_NOTIFICATION"}}},
                {"rule_exec_info", {{"exec_time_type", "PER_HALF_HOUR"}}}};
    }
    json::array rules(const std::string& filtering) {
        const auto answer =
            get("optimizer/rule/list", {{"advertiser_id", account_}, {"filtering", filtering}});
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return answer.at("data").at("rules").as_array();
    }
};

TEST_F(BusinessTest, ACenterHasTheAccountsOfTheToken) {
    const auto id = center();
    const auto assets = get("bc/asset/get", {{"bc_id", id}, {"asset_type", "ADVERTISER"}});
    ASSERT_EQ(list(assets).size(), 2U);
    EXPECT_EQ(text(list(assets).at(0).at("asset_id")), account_);
    const auto balances = get("advertiser/balance/get", {{"bc_id", id}}).at("data");
    EXPECT_EQ(balances.at("advertiser_account_list").as_array().size(), 2U);
    EXPECT_EQ(balances.at("page_info").at("total_number"), 2);
    EXPECT_EQ(text(get("bc/balance/get", {{"bc_id", id}}).at("data").at("bc_id")), id);
    EXPECT_EQ(code(get("bc/balance/get", {{"bc_id", "17"}})), 40001);
    EXPECT_EQ(code(get("bc/asset/get", {{"bc_id", id}, {"asset_type", "SHIP"}})), 40002);
}

TEST_F(BusinessTest, PixelsAreThoseOfTheAdGroups) {
    const auto pixels =
        get("pixel/list", {{"advertiser_id", account_}}).at("data").at("pixels").as_array();
    ASSERT_EQ(pixels.size(), 2U);
    for (const auto& adgroup : objects("adgroup")) {
        if (!adgroup.at("pixel_id").is_null()) {
            EXPECT_TRUE(adgroup.at("pixel_id") == pixels.at(0).at("pixel_id") ||
                        adgroup.at("pixel_id") == pixels.at(1).at("pixel_id"));
        }
    }
    const auto web = new_campaign({{"objective_type", "WEB_CONVERSIONS"}});
    const Members conversions{{"optimization_goal", "CONVERT"},
                              {"billing_event", "OCPM"},
                              {"optimization_event", "SHOPPING"},
                              {"pixel_id", pixels.at(0).at("pixel_id")}};
    new_adgroup(web, conversions);
    const auto foreign = with(conversions, {{"pixel_id", "17"}});
    EXPECT_EQ(code(send_members("adgroup/create", with(adgroup_members(web), foreign))), 40002);
}

TEST_F(BusinessTest, RulesAreKeptAndShownInThePlatformsWords) {
    const auto made = send_members("optimizer/rule/create", {{"rules", json::array{rule()}}});
    ASSERT_EQ(code(made), 0) << json::serialize(made);
    const auto id = text(made.at("data").at("rule_ids").at(0));
    const auto shown = get("optimizer/rule/get",
                           {{"advertiser_id", account_}, {"rule_ids", R"([")" + id + R"("])"}});
    const auto& one = shown.at("data").at("rules").at(0);
    EXPECT_EQ(one.at("rule_status"), "ON");
    EXPECT_EQ(one.at("apply_objects").at(0).at("dimesion"), "ADGROUP");
    EXPECT_EQ(one.at("action").at(0).at("subject_type"), "TURN_OFF");

    auto changed = rule();
    changed["rule_id"] = id;
    changed["name"] = "Stop more waste";
    ASSERT_EQ(code(send_members("optimizer/rule/update", {{"rules", json::array{changed}}})), 0);
    ASSERT_EQ(code(send_members("optimizer/rule/update/status",
                                {{"rule_ids", {id}}, {"operate_type", "TURN_OFF"}})),
              0);
    EXPECT_EQ(rules(R"({"status":"OFF"})").at(0).at("name"), "Stop more waste");
    EXPECT_TRUE(rules(R"({"status":"ON"})").empty());
    send_members("optimizer/rule/update/status", {{"rule_ids", {id}}, {"operate_type", "DELETE"}});
    EXPECT_TRUE(rules("{}").empty());
    EXPECT_EQ(rules(R"({"status":"DELETED"})").size(), 1U);
    EXPECT_EQ(code(send_members("optimizer/rule/update", {{"rules", json::array{changed}}})),
              40007);
}

TEST_F(BusinessTest, WrongRulesAreRefused) {
    const auto create = [&](const json::object& changes) {
        auto one = rule();
        for (const auto& change : changes) {
            one[change.key()] = change.value();
        }
        return code(send_members("optimizer/rule/create", {{"rules", json::array{one}}}));
    };
    EXPECT_EQ(create({{"name", nullptr}}), 40002);
    EXPECT_EQ(create({{"conditions", json::array{}}}), 40002);
    EXPECT_EQ(create({{"apply_objects", json::array{{{"dimension", "ADGROUP"},
                                                     {"pre_condition_type", "SELECTED"}}}}}),
              40002);
}

} // namespace

} // namespace bayme::sandbox

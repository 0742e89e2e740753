// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

namespace bayme::sandbox {

namespace {

TEST_F(CreateTest, ACampaignIsShownAsItWasMade) {
    const auto answer = send_members(
        "campaign/create", with(campaign_members(), {{"budget_mode", "BUDGET_MODE_DAY"},
                                                     {"budget", 75.5},
                                                     {"po_number", "PO 7"},
                                                     {"special_industries", {"CREDIT"}}}));

    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    const auto& made = answer.at("data");
    EXPECT_EQ(made.at("campaign_name"), "Launch");
    EXPECT_EQ(made.at("objective_type"), "TRAFFIC");
    EXPECT_EQ(made.at("budget").to_number<double>(), 75.5);
    EXPECT_EQ(made.at("special_industries"), json::value(json::array{"CREDIT"}));
    EXPECT_EQ(made.at("po_number"), "PO 7");
    EXPECT_EQ(made.at("create_time"), "2026-03-01 12:00:00");
    EXPECT_EQ(made.at("secondary_status"), "CAMPAIGN_STATUS_ENABLE");
    EXPECT_EQ(found("campaign", text(made.at("campaign_id"))), made);
    EXPECT_EQ(objects("campaign").front(), made) << "lists begin with the newest";
}

TEST_F(CreateTest, WrongCampaignsAreRefusedByCode) {
    struct Case {
        const char* name;
        Members changes;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"no name", {{"campaign_name", nullptr}}, 40002},
        {"513 letters", {{"campaign_name", std::string(513, 'x')}}, 40002},
        {"an emoji", {{"campaign_name", "Launch \xF0\x9F\x9A\x80"}}, 40002},
        {"no objective", {{"objective_type", nullptr}}, 40002},
        {"unknown objective", {{"objective_type", "FAME"}}, 40002},
        {"an objective on the allowlist", {{"objective_type", "RF_REACH"}}, 40118},
        {"apps without their kind", {{"objective_type", "APP_PROMOTION"}}, 40002},
        {"no budget_mode", {{"budget_mode", nullptr}}, 40002},
        {"a daily budget without amount", {{"budget_mode", "BUDGET_MODE_DAY"}}, 40002},
        {"below 50 USD", {{"budget_mode", "BUDGET_MODE_DAY"}, {"budget", 49.99}}, 40002},
        {"three decimals", {{"budget_mode", "BUDGET_MODE_DAY"}, {"budget", 60.125}}, 40002},
        {"shared but infinite", {{"budget_optimize_on", true}}, 40002},
    };
    for (const auto& [name, changes, expected] : cases) {
        const auto answer = send_members("campaign/create", with(campaign_members(), changes));
        EXPECT_EQ(code(answer), expected) << name << ": " << json::serialize(answer);
    }
    EXPECT_EQ(objects("campaign").size(), 6U) << "a refused call makes nothing";
}

TEST_F(CreateTest, TheSameNameTwiceNeedsARequestId) {
    new_campaign();
    const auto again = send_members("campaign/create", campaign_members());
    EXPECT_EQ(code(again), 40002);
    EXPECT_EQ(again.at("message"), "Campaign name already exists. Please try another one.");

    new_campaign({{"request_id", "1001"}});
    EXPECT_TRUE(command("/readings", R"({"campaign_name_twice":"maybe"})").contains("error"));
    command("/readings", R"({"campaign_name_twice":"allowed"})");
    new_campaign();
}

TEST_F(CreateTest, ARefusedUpdateChangesNothing) {
    const Members daily{{"budget_mode", "BUDGET_MODE_DAY"}, {"budget", 100}};
    new_campaign({{"campaign_name", "Taken"}});
    const auto campaign = new_campaign(daily);
    const auto before = found("campaign", campaign);

    EXPECT_EQ(code(send_members(
                  "campaign/update",
                  {{"campaign_id", campaign}, {"budget", 200}, {"campaign_name", "Taken"}})),
              40002);
    EXPECT_EQ(code(send_members("campaign/update", {{"campaign_id", campaign},
                                                    {"budget", 1},
                                                    {"po_number", "PO 9"},
                                                    {"campaign_name", "Free"}})),
              40002);
    EXPECT_EQ(found("campaign", campaign), before);

    send_members("campaign/status/update",
                 {{"campaign_ids", {campaign}}, {"operation_status", "DELETE"}});
    EXPECT_EQ(
        code(send_members("campaign/update", {{"campaign_id", campaign}, {"po_number", "PO 9"}})),
        40002)
        << "a deleted campaign never changes again";
}

TEST_F(CreateTest, ARequestIdIsRememberedForTenSeconds) {
    const auto members = with(campaign_members(), {{"request_id", "1001"}});
    const auto first = send_members("campaign/create", members);
    ASSERT_EQ(code(first), 0);
    EXPECT_EQ(code(send_members("campaign/create", members)), 40050);

    command("/readings", R"({"request_id_twice":"answered"})");
    EXPECT_EQ(send_members("campaign/create", members).at("data").at("campaign_id"),
              first.at("data").at("campaign_id"));
    EXPECT_EQ(objects("campaign").size(), 7U);

    command("/readings", R"({"request_id_twice":"refused"})");
    advance("10s");
    EXPECT_EQ(code(send_members("campaign/create", members)), 0);
    EXPECT_EQ(objects("campaign").size(), 8U);
}

TEST_F(CreateTest, AnAdGroupIsShownAsItWasMade) {
    const auto campaign = new_campaign();
    const auto answer = send_members(
        "adgroup/create", with(adgroup_members(campaign),
                               {{"gender", "GENDER_FEMALE"}, {"age_groups", {"AGE_25_34"}}}));

    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    const auto& made = answer.at("data");
    EXPECT_EQ(text(made.at("campaign_id")), campaign);
    EXPECT_EQ(made.at("campaign_name"), "Launch");
    EXPECT_EQ(made.at("budget").to_number<double>(), 60);
    EXPECT_EQ(made.at("gender"), "GENDER_FEMALE");
    EXPECT_EQ(made.at("age_groups"), json::value(json::array{"AGE_25_34"}));
    EXPECT_EQ(made.at("location_ids"), json::value(json::array{"6252001"}));
    EXPECT_EQ(made.at("schedule_start_time"), "2026-03-01 12:00:00");
    EXPECT_EQ(made.at("schedule_end_time"), "2036-02-27 12:00:00") << "3650 days later";
    EXPECT_EQ(made.at("secondary_status"), "ADGROUP_STATUS_CREATE") << "it has no ads";
    EXPECT_EQ(found("adgroup", text(made.at("adgroup_id"))), made);
}

TEST_F(CreateTest, WrongAdGroupsAreRefusedByCode) {
    const auto campaign = new_campaign();
    const auto daily = new_campaign(
        {{"campaign_name", "Daily"}, {"budget_mode", "BUDGET_MODE_DAY"}, {"budget", 100}});
    const auto web =
        new_campaign({{"campaign_name", "Web"}, {"objective_type", "WEB_CONVERSIONS"}});
    struct Case {
        const char* name;
        Members changes;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"a campaign of nobody", {{"campaign_id", "17"}}, 40007},
        {"no places", {{"location_ids", nullptr}}, 40002},
        {"the same place twice", {{"location_ids", {"6252001", "6252001"}}}, 40002},
        {"no placements", {{"placements", nullptr}}, 40002},
        {"no budget", {{"budget", nullptr}}, 40002},
        {"below 20 USD", {{"budget", 19.99}}, 40002},
        {"no budget of its own", {{"budget_mode", "BUDGET_MODE_INFINITE"}}, 40002},
        {"lifetime from now on", {{"budget_mode", "BUDGET_MODE_TOTAL"}}, 40002},
        {"lifetime below a daily campaign",
         {{"campaign_id", daily},
          {"budget_mode", "BUDGET_MODE_TOTAL"},
          {"budget", 900},
          {"schedule_type", "SCHEDULE_START_END"},
          {"schedule_end_time", "2026-03-31 12:00:00"}},
         40002},
        {"30 days for less than 30 x 20",
         {{"budget_mode", "BUDGET_MODE_TOTAL"},
          {"budget", 599},
          {"schedule_type", "SCHEDULE_START_END"},
          {"schedule_end_time", "2026-03-31 12:00:00"}},
         40002},
        {"no end", {{"schedule_type", "SCHEDULE_START_END"}}, 40002},
        {"13 hours ago", {{"schedule_start_time", "2026-02-28 23:00:00"}}, 40002},
        {"after 2028", {{"schedule_start_time", "2028-01-01 00:00:01"}}, 40002},
        {"a goal of another objective", {{"optimization_goal", "INSTALL"}}, 40002},
        {"a billing of another goal", {{"billing_event", "OCPM"}}, 40002},
        {"a cost cap without bid", {{"bid_type", "BID_TYPE_CUSTOM"}}, 40002},
        {"more than 30 USD a click",
         {{"bid_type", "BID_TYPE_CUSTOM"}, {"bid_price", 30.01}},
         40002},
        {"hours as words", {{"dayparting", "always"}}, 40002},
        {"a click window alone", {{"click_attribution_window", "SEVEN_DAYS"}}, 40002},
        {"conversions without pixel",
         {{"campaign_id", web}, {"optimization_goal", "CONVERT"}, {"billing_event", "OCPM"}},
         40002},
    };
    for (const auto& [name, changes, expected] : cases) {
        const auto answer =
            send_members("adgroup/create", with(adgroup_members(campaign), changes));
        EXPECT_EQ(code(answer), expected) << name << ": " << json::serialize(answer);
    }
    new_adgroup(campaign, {{"bid_type", "BID_TYPE_CUSTOM"}, {"bid_price", 30}});
}

TEST_F(CreateTest, AnAdIsReviewedBeforeItDelivers) {
    const auto adgroup = new_adgroup(new_campaign());
    const auto ad = new_ad(adgroup);
    EXPECT_EQ(status("ad", ad), "AD_STATUS_AUDIT");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_AUDIT");
    EXPECT_EQ(found("ad", ad).at("landing_page_url"), "https://shop.example/new");

    advance("1h");
    review(ad, "approve");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_DELIVERY_OK");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_DELIVERY_OK");
}

TEST_F(CreateTest, ARefusedAdSaysWhy) {
    const auto adgroup = new_adgroup(new_campaign());
    const auto ad = new_ad(adgroup);
    review(ad, "refuse");

    EXPECT_EQ(status("ad", ad), "AD_STATUS_AUDIT_DENY");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_AUDIT_DENY");
    const auto answer =
        get("ad/review_info", {{"advertiser_id", account_}, {"ad_ids", R"([")" + ad + R"("])"}});
    const auto& info = answer.at("data").at("ad_review_map").at(ad);
    EXPECT_EQ(info.at("is_approved"), false);
    EXPECT_EQ(info.at("review_status"), "UNAVAILABLE");
    EXPECT_EQ(info.at("reject_info").at(0).at("reasons").at(0), "Blurred video");
    const auto groups = get("adgroup/review_info", {{"advertiser_id", account_},
                                                    {"adgroup_ids", R"([")" + adgroup + R"("])"}});
    EXPECT_EQ(groups.at("data").at("ad_group_review_map").at(adgroup).at("contains_rejected_ads"),
              true);
    EXPECT_EQ(groups.at("data").at("ad_review_map").at(adgroup).at(ad), info);

    ASSERT_EQ(code(send_members("adgroup/appeal", {{"adgroup_id", adgroup}})), 0);
    EXPECT_EQ(status("ad", ad), "AD_STATUS_REAUDIT");
}

TEST_F(CreateTest, WrongCreativesAreRefusedByCode) {
    const auto adgroup = new_adgroup(new_campaign());
    struct Case {
        const char* name;
        Members changes;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"no name", {{"ad_name", nullptr}}, 40002},
        {"no format", {{"ad_format", nullptr}}, 40002},
        {"no identity", {{"identity_id", nullptr}}, 40002},
        {"a video without cover", {{"image_ids", nullptr}}, 40002},
        {"no video", {{"video_id", nullptr}}, 40002},
        {"101 letters", {{"ad_text", std::string(101, 'x')}}, 40002},
        {"no text", {{"ad_text", nullptr}}, 40002},
        {"no call to action", {{"call_to_action", nullptr}}, 40002},
        {"no destination", {{"landing_page_url", nullptr}}, 40002},
        {"no web address", {{"landing_page_url", "shop.example"}}, 40002},
        {"a post of nobody", {{"tiktok_item_id", "7000000000000000001"}}, 40002},
        {"a post of a Business Center without it", {{"identity_type", "BC_AUTH_TT"}}, 40002},
        {"two single images", {{"ad_format", "SINGLE_IMAGE"}, {"image_ids", {"a", "b"}}}, 40002},
    };
    for (const auto& [name, changes, expected] : cases) {
        const auto answer =
            send_members("ad/create", {{"adgroup_id", adgroup},
                                       {"creatives", json::array{with(creative(), changes)}}});
        EXPECT_EQ(code(answer), expected) << name << ": " << json::serialize(answer);
    }
    EXPECT_EQ(code(send_members("ad/create",
                                {{"adgroup_id", "17"}, {"creatives", json::array{creative()}}})),
              40007);
    json::array many;
    for (int i = 0; i < 20; ++i) {
        many.push_back(creative());
    }
    EXPECT_EQ(code(send_members("ad/create", {{"adgroup_id", adgroup}, {"creatives", many}})), 0);
    EXPECT_EQ(code(send_members("ad/create",
                                {{"adgroup_id", adgroup}, {"creatives", json::array{creative()}}})),
              40502);
    many.push_back(creative());
    EXPECT_EQ(code(send_members("ad/create", {{"adgroup_id", adgroup}, {"creatives", many}})),
              40011);
}

TEST_F(CreateTest, OneWrongCreativeStopsAllOrOnlyItself) {
    const auto adgroup = new_adgroup(new_campaign());
    const Members call{
        {"adgroup_id", adgroup},
        {"creatives", json::array{creative(), with(creative(), {{"ad_text", nullptr}})}}};
    EXPECT_EQ(code(send_members("ad/create", call)), 40002);
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_CREATE");

    command("/readings", R"({"ad_create":"partial"})");
    const auto answer = send_members("ad/create", call);
    EXPECT_EQ(code(answer), 20001);
    EXPECT_EQ(answer.at("data").at("ad_ids").as_array().size(), 1U);
    EXPECT_EQ(answer.at("data").at("error_list").at(0).at("creative_index"), 1);
}

TEST_F(CreateTest, AnEmptyNameIsReplaced) {
    const auto ad = new_ad(new_adgroup(new_campaign()), {{"ad_name", ""}});
    EXPECT_FALSE(text(found("ad", ad).at("ad_name")).empty());
}

TEST_F(CreateTest, ChangedContentIsReviewedAgainAChangedNameIsNot) {
    const auto adgroup = new_adgroup(new_campaign());
    const auto ad = new_ad(adgroup);
    review(ad, "approve");
    const auto update = [&](const Members& changes) {
        Members members{{"ad_id", ad}};
        for (const auto& change : changes) {
            members[change.key()] = change.value();
        }
        return send_members(
            "ad/update",
            {{"adgroup_id", adgroup}, {"patch_update", true}, {"creatives", json::array{members}}});
    };
    ASSERT_EQ(code(update({{"ad_name", "Hook 2"}})), 0);
    EXPECT_EQ(found("ad", ad).at("ad_name"), "Hook 2");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_DELIVERY_OK");

    EXPECT_EQ(code(update({{"landing_page_url", "https://shop.example/other"}})), 40002);
    ASSERT_EQ(code(update({{"ad_text", "Made to last longer"}})), 0);
    EXPECT_EQ(status("ad", ad), "AD_STATUS_REAUDIT");
    EXPECT_EQ(found("ad", ad).at("landing_page_url"), "https://shop.example/new");

    const auto whole = send_members(
        "ad/update", {{"adgroup_id", adgroup}, {"creatives", json::array{{{"ad_id", ad}}}}});
    EXPECT_EQ(code(whole), 40002) << "without patch_update everything is sent again";
}

TEST_F(CreateTest, AnApprovedAdSpendsUpToItsBudgetAndStopsWhenPaused) {
    const auto adgroup = new_adgroup(new_campaign(), {{"budget", 20}});
    for (int i = 0; i < 4; ++i) {
        review(new_ad(adgroup), "approve");
    }
    const auto spend = [&](const std::string& day) {
        auto query = whole_report("adgroup", R"(["spend"])");
        query["start_date"] = query["end_date"] = day;
        const auto answer = get("report/integrated/get", query);
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        for (const auto& row : list(answer)) {
            if (text(row.at("dimensions").at("adgroup_id")) == adgroup) {
                return sum_of({row}, "spend");
            }
        }
        return std::int64_t{0};
    };
    EXPECT_EQ(spend("2026-02-28"), 0) << "before it was made";
    command("/clock", R"({"now":"2026-03-04T12:00:00Z"})");
    EXPECT_GT(spend("2026-03-02"), 1500);
    EXPECT_LE(spend("2026-03-02"), 2000 * 1.01) << "the daily fix moves spend a little";

    ASSERT_EQ(code(send_members("adgroup/status/update",
                                {{"adgroup_ids", {adgroup}}, {"operation_status", "DISABLE"}})),
              0);
    command("/clock", R"({"now":"2026-03-06T12:00:00Z"})");
    EXPECT_EQ(spend("2026-03-05"), 0);
}

TEST_F(CreateTest, AnAdGroupThatSpentItsBudgetSaysSoUntilMidnight) {
    const auto campaign = new_campaign();
    const auto adgroup = new_adgroup(campaign, {{"budget", 20}});
    std::string ad;
    for (int i = 0; i < 10; ++i) {
        ad = new_ad(adgroup);
        review(ad, "approve");
    }
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_DELIVERY_OK");
    // 23:50 of the account's day: ten ads want far more than 20.
    command("/clock", R"({"now":"2026-03-02T07:50:00Z"})");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_BUDGET_EXCEED");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_BUDGET_EXCEED");
    EXPECT_EQ(status("campaign", campaign), "CAMPAIGN_STATUS_ENABLE") << "it has no budget";
    command("/clock", R"({"now":"2026-03-02T08:05:00Z"})");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_DELIVERY_OK");
}

TEST_F(CreateTest, ASharedBudgetThatIsGoneStopsTheCampaign) {
    const auto campaign = new_campaign(
        {{"budget_mode", "BUDGET_MODE_DAY"}, {"budget", 50}, {"budget_optimize_on", true}});
    const auto adgroup =
        new_adgroup(campaign, {{"budget", nullptr}, {"budget_mode", nullptr}, {"pacing", nullptr}});
    for (int i = 0; i < 15; ++i) {
        review(new_ad(adgroup), "approve");
    }
    command("/clock", R"({"now":"2026-03-02T07:50:00Z"})");
    EXPECT_EQ(status("campaign", campaign), "CAMPAIGN_STATUS_BUDGET_EXCEED");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_CAMPAIGN_EXCEED");
}

TEST_F(CreateTest, AnAdGroupDeliversInItsHoursOnly) {
    std::string afternoons;
    for (int day = 0; day < 7; ++day) {
        afternoons += std::string(24, '0') + std::string(13, '1') + std::string(11, '0');
    }
    const auto adgroup =
        new_adgroup(new_campaign(), {{"budget", 5000}, {"dayparting", afternoons}});
    for (int i = 0; i < 3; ++i) {
        review(new_ad(adgroup), "approve");
    }
    const auto hours = [&](const std::string& day) {
        auto query = whole_report("adgroup", R"(["spend"])");
        query["dimensions"] = R"(["adgroup_id","stat_time_hour"])";
        query["start_date"] = query["end_date"] = day;
        const auto answer = get("report/integrated/get", query);
        std::string told;
        for (const auto& row : list(answer)) {
            const auto& dimensions = row.at("dimensions");
            if (text(dimensions.at("adgroup_id")) == adgroup) {
                told += text(dimensions.at("stat_time_hour")).substr(11, 2) + " ";
            }
        }
        return told;
    };
    command("/clock", R"({"now":"2026-03-03T12:00:00Z"})");
    // 12:00 to 18:30 of the account's time.
    EXPECT_EQ(hours("2026-03-02"), "12 13 14 15 16 17 18 ");
    EXPECT_EQ(found("adgroup", adgroup).at("dayparting"), json::value(afternoons));

    ASSERT_EQ(
        code(send_members("adgroup/update", {{"adgroup_id", adgroup},
                                             {"adgroup_name", "Broad"},
                                             {"budget", 5000},
                                             {"location_ids", {"6252001"}},
                                             {"pacing", "PACING_MODE_SMOOTH"},
                                             {"schedule_type", "SCHEDULE_FROM_NOW"},
                                             {"schedule_start_time", "2026-03-01 12:00:00"}})),
        0);
    command("/clock", R"({"now":"2026-03-05T12:00:00Z"})");
    EXPECT_EQ(hours("2026-03-02"), "12 13 14 15 16 17 18 ") << "what was stays";
    EXPECT_EQ(hours("2026-03-04").size(), 72U) << "all 24 hours";
}

TEST_F(CreateTest, TheQuotaCountsEnabledAdGroups) {
    const auto used = [&] {
        const auto answer = get("adgroup/quota", {{"advertiser_id", account_}});
        EXPECT_EQ(answer.at("data").at("total_adgroup_quota").as_int64() +
                      answer.at("data").at("used_adgroup_quota").as_int64(),
                  5000);
        return answer.at("data").at("used_adgroup_quota").as_int64();
    };
    const auto before = used();
    new_adgroup(new_campaign());
    EXPECT_EQ(used(), before + 1);
}

} // namespace

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

#include <set>

namespace bayme::sandbox {

namespace {

class SmartPlusTest : public CreateTest {
protected:
    static constexpr auto everything = R"({"primary_status":"STATUS_ALL"})";

    json::array smart(const std::string& level, const std::string& filtering = everything) {
        const auto answer =
            get("smart_plus/" + level + "/get",
                {{"advertiser_id", account_}, {"page_size", "100"}, {"filtering", filtering}});
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return code(answer) == 0 ? list(answer) : json::array{};
    }
    /// The first that is not deleted, with all parents.
    std::string alive(const std::string& level) {
        const auto all = smart(level, "{}");
        EXPECT_FALSE(all.empty()) << level;
        return all.empty() ? std::string{} : text(all.front().at(level + "_id"));
    }
    /// Classic objects of the Smart+ family.
    json::array classic(const std::string& level) {
        const auto answer =
            get(level + "/get",
                {{"advertiser_id", account_},
                 {"page_size", "1000"},
                 {"filtering", R"({"primary_status":"STATUS_ALL",)"
                               R"("campaign_automation_type":"UPGRADED_SMART_PLUS"})"}});
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return list(answer);
    }
    json::array report(const std::string& path, const Query& changes) {
        Query query{{"advertiser_id", account_},
                    {"start_date", "2026-02-10"},
                    {"end_date", "2026-02-19"},
                    {"metrics", R"(["spend","impressions"])"},
                    {"page_size", "100"}};
        for (const auto& [name, value] : changes) {
            query[name] = value;
        }
        const auto answer = get(path, query);
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return code(answer) == 0 ? list(answer) : json::array{};
    }
};

TEST_F(SmartPlusTest, TheirObjectsAreInTheClassicListsToo) {
    const auto campaigns = smart("campaign");
    ASSERT_FALSE(campaigns.empty());
    ASSERT_EQ(classic("campaign").size(), campaigns.size());
    EXPECT_EQ(classic("campaign").front().at("campaign_id"), campaigns.front().at("campaign_id"));
    EXPECT_EQ(classic("adgroup").size(), smart("adgroup").size());

    // Each creative is an ad of its own; together they are what the Smart+ family calls an ad.
    std::map<std::string, std::size_t> creatives;
    for (const auto& ad : classic("ad")) {
        EXPECT_EQ(ad.at("campaign_automation_type"), "UPGRADED_SMART_PLUS");
        EXPECT_EQ(ad.at("ad_id_v2"), ad.at("smart_plus_ad_id"));
        EXPECT_NE(ad.at("ad_id"), ad.at("smart_plus_ad_id"));
        ++creatives[text(ad.at("smart_plus_ad_id"))];
    }
    const auto ads = smart("ad");
    ASSERT_EQ(ads.size(), creatives.size());
    for (const auto& ad : ads) {
        EXPECT_EQ(ad.at("creative_list").as_array().size(),
                  creatives.at(text(ad.at("smart_plus_ad_id"))));
    }
}

TEST_F(SmartPlusTest, ManualAdsAreTheirOwn) {
    std::size_t manual = 0;
    for (const auto& ad : objects("ad")) {
        if (ad.at("campaign_automation_type") == "MANUAL") {
            EXPECT_EQ(ad.at("ad_id_v2"), ad.at("ad_id"));
            EXPECT_TRUE(ad.at("smart_plus_ad_id").is_null());
            ++manual;
        }
    }
    EXPECT_GT(manual, 25U);
    EXPECT_EQ(manual + classic("ad").size(), objects("ad").size());
}

TEST_F(SmartPlusTest, TheirOwnListsAreFiltered) {
    const auto ad = smart("ad").front();
    const auto id = text(ad.at("smart_plus_ad_id"));
    const auto one =
        smart("ad", R"({"primary_status":"STATUS_ALL","smart_plus_ad_ids":[")" + id + R"("]})");
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one.front(), ad);
    const auto group = text(ad.at("adgroup_id"));
    for (const auto& other :
         smart("ad", R"({"primary_status":"STATUS_ALL","adgroup_ids":[")" + group + R"("]})")) {
        EXPECT_EQ(text(other.at("adgroup_id")), group);
    }
    EXPECT_TRUE(smart("ad", R"({"campaign_ids":["17"]})").empty());
    const auto classic_ads =
        get("ad/get",
            {{"advertiser_id", account_},
             {"filtering", R"({"primary_status":"STATUS_ALL","ad_ids_v2":[")" + id + R"("]})"}});
    EXPECT_EQ(list(classic_ads).size(), ad.at("creative_list").as_array().size());
}

TEST_F(SmartPlusTest, ClassicEndpointsChangeNothingButTheStatus) {
    const auto campaign = alive("campaign");
    const auto adgroup = alive("adgroup");
    EXPECT_EQ(code(send_members("campaign/update", {{"campaign_id", campaign}, {"budget", 700}})),
              40002);
    EXPECT_EQ(code(send_members("adgroup/create", adgroup_members(campaign))), 40002);
    EXPECT_EQ(code(send_members("ad/create",
                                {{"adgroup_id", adgroup}, {"creatives", json::array{creative()}}})),
              40002);
    EXPECT_EQ(code(send_members("adgroup/budget/update",
                                {{"scheduled_budget", json::array{{{"adgroup_id", adgroup},
                                                                   {"scheduled_budget", 700}}}}})),
              40002);
    const auto paused = send_members(
        "campaign/status/update", {{"campaign_ids", {campaign}}, {"operation_status", "DISABLE"}});
    EXPECT_EQ(code(paused), 0);
    EXPECT_EQ(found("campaign", campaign).at("operation_status"), "DISABLE");
}

TEST_F(SmartPlusTest, CreativesAddUpToTheAdTheyShare) {
    json::array creatives;
    json::array ads;
    // In some tiny worlds no two creatives of one ad run in the same days.
    for (std::uint64_t seed = 1; seed < 20 && ads.size() >= creatives.size(); ++seed) {
        SandboxOptions options;
        options.seed = seed;
        start(options);
        auto query = whole_report("ad", R"(["spend","impressions","campaign_automation_type"])");
        creatives = list(get("report/integrated/get", query));
        query["dimensions"] = R"(["ad_id_v2","stat_time_day"])";
        ads = list(get("report/integrated/get", query));
        EXPECT_EQ(sum_of(ads, "spend"), sum_of(creatives, "spend")) << seed;
    }
    EXPECT_LT(ads.size(), creatives.size());

    const auto types = [](const json::array& rows) {
        std::set<std::string> found;
        for (const auto& row : rows) {
            found.insert(text(row.at("metrics").at("campaign_automation_type")));
        }
        return found;
    };
    EXPECT_EQ(types(creatives), (std::set<std::string>{"MANUAL", "UPGRADED_SMART_PLUS_CREATIVE"}));
    EXPECT_EQ(types(ads), (std::set<std::string>{"MANUAL", "UPGRADED_SMART_PLUS"}));
    std::set<std::string> known;
    for (const auto& ad : objects("ad")) {
        known.insert(text(ad.at("ad_id_v2")));
    }
    for (const auto& row : ads) {
        EXPECT_TRUE(known.contains(text(row.at("dimensions").at("ad_id_v2"))));
        EXPECT_FALSE(row.at("dimensions").as_object().contains("ad_id"));
    }
}

TEST_F(SmartPlusTest, ReportsAreFilteredByFamilyAndSharedId) {
    auto query = report_query("ad", R"(["spend"])");
    const auto filtered = [&](const std::string& field, const std::string& value) {
        query["filtering"] = R"([{"field_name":"ad_status","filter_type":"IN",)"
                             R"("filter_value":"[\"STATUS_ALL\"]"},{"field_name":")" +
                             field + R"(","filter_type":"IN","filter_value":"[\")" + value +
                             R"(\"]"}])";
        const auto answer = get("report/integrated/get", query);
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return list(answer);
    };
    const auto smart_rows = filtered("campaign_automation_type", "UPGRADED_SMART_PLUS");
    const auto manual = filtered("campaign_automation_type", "MANUAL");
    ASSERT_FALSE(smart_rows.empty());
    const auto whole = list(get("report/integrated/get", whole_report("ad", R"(["spend"])")));
    EXPECT_EQ(smart_rows.size() + manual.size(), whole.size());

    const auto creative = text(smart_rows.front().at("dimensions").at("ad_id"));
    const auto shared = text(found("ad", creative).at("ad_id_v2"));
    for (const auto& row : filtered("ad_ids_v2", shared)) {
        EXPECT_EQ(text(found("ad", text(row.at("dimensions").at("ad_id"))).at("ad_id_v2")), shared);
    }
}

TEST_F(SmartPlusTest, MaterialsAddUpToTheCampaigns) {
    auto query = report_query("campaign", R"(["spend"])");
    query["filtering"] = R"([{"field_name":"campaign_status","filter_type":"IN",)"
                         R"("filter_value":"[\"STATUS_ALL\"]"},)"
                         R"({"field_name":"campaign_automation_type","filter_type":"IN",)"
                         R"("filter_value":"[\"UPGRADED_SMART_PLUS\"]"}])";
    const auto expected = sum_of(list(get("report/integrated/get", query)), "spend");
    ASSERT_GT(expected, 0);
    const std::string overview = "smart_plus/material_report/overview";
    const std::string breakdown = "smart_plus/material_report/breakdown";
    for (const auto* const dimensions :
         {R"(["advertiser_id","main_material_id"])", R"(["smart_plus_ad_id","main_material_id"])",
          R"(["campaign_id","ad_text_entity_id"])",
          R"(["adgroup_id","call_to_action_entity_id"])"}) {
        EXPECT_EQ(sum_of(report(overview, {{"dimensions", dimensions}}), "spend"), expected)
            << dimensions;
    }
    for (const auto* const dimensions :
         {R"(["main_material_id"])", R"(["ad_text_entity_id","stat_time_week"])",
          R"(["call_to_action_entity_id","stat_time_day"])"}) {
        EXPECT_EQ(sum_of(report(breakdown, {{"dimensions", dimensions}}), "spend"), expected)
            << dimensions;
    }
    EXPECT_TRUE(report(breakdown, {{"dimensions", R"(["interactive_add_on_entity_id"])"}}).empty());
}

TEST_F(SmartPlusTest, MaterialsAreNamedWithTheirAdOnly) {
    const std::string overview = "smart_plus/material_report/overview";
    const Query named{{"metrics", R"(["spend","main_material_name"])"},
                      {"dimensions", R"(["smart_plus_ad_id","main_material_id"])"}};
    const auto rows = report(overview, named);
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.front().at("dimensions").at("main_material_type"), "VIDEO_NON_SPARK_ADS");
    EXPECT_FALSE(text(rows.front().at("metrics").at("main_material_name")).empty());
    auto unnamed = named;
    unnamed["dimensions"] = R"(["campaign_id","main_material_id"])";
    EXPECT_TRUE(
        text(report(overview, unnamed).front().at("metrics").at("main_material_name")).empty());
    std::int64_t before = INT64_MAX;
    for (const auto& row : rows) {
        EXPECT_LE(sum_of({row}, "spend"), before) << "the dearest first";
        before = sum_of({row}, "spend");
    }
}

TEST_F(SmartPlusTest, WrongMaterialReportsAreRefused) {
    const auto refused = [&](const std::string& path, const Query& changes) {
        Query query{{"advertiser_id", account_},
                    {"dimensions", R"(["campaign_id","main_material_id"])"},
                    {"start_date", "2026-02-10"},
                    {"end_date", "2026-02-19"}};
        for (const auto& [name, value] : changes) {
            query[name] = value;
        }
        return code(get("smart_plus/material_report/" + path, query));
    };
    EXPECT_EQ(refused("overview", {}), 0);
    EXPECT_EQ(refused("overview", {{"dimensions", R"(["main_material_id","stat_time_day"])"}}),
              40002);
    EXPECT_EQ(refused("overview", {{"metrics", R"(["gmv"])"}}), 40002);
    EXPECT_EQ(refused("overview", {{"page_size", "101"}}), 40002);
    EXPECT_EQ(refused("overview", {{"start_date", ""}}), 40002);
    EXPECT_EQ(refused("overview", {{"start_date", "2025-01-01"}}), 40002);
    EXPECT_EQ(refused("breakdown", {}), 40002);
    EXPECT_EQ(refused("breakdown", {{"dimensions", R"(["main_material_id","stat_time_day"])"},
                                    {"end_date", "2026-03-12"}}),
              40002)
        << "more than 30 days";
}

TEST_F(SmartPlusTest, ReviewsAreByAdAndByMaterial) {
    const auto ad = smart("ad").front();
    const auto id = text(ad.at("smart_plus_ad_id"));
    const auto reviews =
        get("smart_plus/ad/review_info",
            {{"advertiser_id", account_}, {"smart_plus_ad_ids", R"([")" + id + R"("])"}})
            .at("data");
    EXPECT_EQ(reviews.at("smart_plus_ad_review_infos").at(0).at("smart_plus_ad_id"),
              ad.at("smart_plus_ad_id"));
    const auto& materials = reviews.at("material_review_infos").as_array();
    EXPECT_EQ(materials.size(), ad.at("creative_list").as_array().size());
    const auto material = text(materials.at(0).at("ad_material_id"));
    const auto one =
        get("smart_plus/material/review_info",
            {{"advertiser_id", account_}, {"ad_material_ids", R"([")" + material + R"("])"}});
    EXPECT_EQ(one.at("data").at("material_review_infos").at(0), materials.at(0));
    EXPECT_EQ(code(get("smart_plus/ad/review_info",
                       {{"advertiser_id", account_}, {"smart_plus_ad_ids", R"(["17"])"}})),
              40007);
}

} // namespace

} // namespace bayme::sandbox

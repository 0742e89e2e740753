// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/automated_rules.hpp"
#include "tiktok/business_center_calls.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/pixels.hpp"
#include "tiktok/samples.hpp"
#include "tiktok/targeting.hpp"
#include "tiktok/targeting_search.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

class ToolsTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    static std::string url(std::string_view rest) {
        return fmt::format("https://business-api.tiktok.com/open_api/v1.3{}", rest);
    }
    void recorded(const char* name,
                  const std::vector<std::pair<std::string, std::string>>& values = {}) {
        wire.answer(test::filled(test::read_text(*test::samples_folder() / name), values));
    }
};

constexpr std::string_view info =
    R"("page_info":{"page":1,"page_size":10,"total_number":1,"total_page":1})";

TEST_F(ToolsTest, PlacesDependOnWhereAndWhatFor) {
    wire.data(R"({"region_list":["US"],"region_info":[{"location_id":"6252001","name":"US",)"
              R"("parent_id":"0","level":"COUNTRY","next_level_ids":["1"],)"
              R"("support_below_18":true}]})");

    const auto answer = regions(client, context, token,
                                {.placements = {"PLACEMENT_TIKTOK"}, .objective_type = "TRAFFIC"});

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->value.codes, Texts{"US"});
    EXPECT_EQ(answer->value.regions[0].id, "6252001");
    EXPECT_EQ(answer->value.regions[0].support_below_18, true);
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/tool/region/?advertiser_id=7001&placements=%5B%22PLACEMENT_TIKTOK%22"
                           "%5D&objective_type=TRAFFIC"));
    EXPECT_EQ(regions(client, context, token, {}).error().fields[0].path, "placements");
}

TEST_F(ToolsTest, DictionariesAreReadUnderTheirOwnNames) {
    wire.data(R"({"languages":[{"code":"de","name":"German"}]})");
    wire.data(R"({"interest_categories":[{"interest_category_id":"10","level":1,)"
              R"("interest_category_name":"Games","sub_category_ids":["101"],"placements":[]}]})");
    wire.data(R"({"action_categories":[{"action_category_id":"5","name":"Dance",)"
              R"("actiotn_scene":"VIDEO_RELATED"}]})");
    wire.data(R"({"os_versions":[{"os_id":"1","os_type":"IOS","version":"14.0","name":"14"}]})");
    wire.data(R"({"countries":[{"country_code":"US","carriers":[{"carrier_id":"9","name":"c",)"
              R"("in_use":true,"value":[{"hni_id":"310","in_use":false}]}]}]})");

    EXPECT_EQ(languages(client, context, token)->value.items[0].name, "German");
    EXPECT_EQ(interest_categories(client, context, token, {})->value.items[0].sub_category_ids,
              Texts{"101"});
    EXPECT_EQ(action_categories(client, context, token, {})->value.items[0].misspelt_scene,
              "VIDEO_RELATED");
    EXPECT_EQ(os_versions(client, context, token, "IOS")->value.items[0].version, "14.0");
    const auto by_country = carriers(client, context, token);
    ASSERT_TRUE(by_country) << by_country.error();
    EXPECT_EQ(by_country->value.items[0].carriers[0].networks[0].id, "310");
    EXPECT_EQ(wire.sent[3].line, "GET " + url("/tool/os_version/?advertiser_id=7001&os_type=IOS"));
}

TEST_F(ToolsTest, RecordedHashtagsPlacesAndSizesAreRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("tool.hashtag.get.json");
    recorded("tool.targeting.search.2.json");
    recorded("tool.targeting.info.json");
    recorded("ad.audience_size.estimate.json");

    const auto states = hashtag_states(client, context, token, {"2911052068069"});
    const auto found = search_targeting(client, context, token,
                                        {.keywords = {"40601"},
                                         .placements = {"PLACEMENT_TIKTOK"},
                                         .objective_type = "TRAFFIC",
                                         .search_type = "FUZZY_SEARCH"});
    const auto named = targeting_tags(client, context, token, {.ids = {"5265726"}});
    AudienceDraft draft{.objective_type = "TRAFFIC", .optimization_goal = "CLICK"};
    draft.targeting.location_ids = {"6252001"};
    draft.targeting.gender = "GENDER_MALE";
    const auto size = estimate_audience(client, context, token, draft);

    ASSERT_TRUE(states) << states.error();
    EXPECT_EQ(states->value.items[0].keyword, "#musicchallenge");
    EXPECT_EQ(states->value.items[0].keyword_status, "ONLINE");
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->value.tags[0].geo->id, "8840000440601");
    EXPECT_EQ(found->value.tags[0].geo->type, "ZIP_CODE");
    EXPECT_EQ(found->value.tags[0].status->status, "ENABLED");
    EXPECT_EQ(found->value.parents[0].name, "Kentucky");
    EXPECT_TRUE(found->value.unmodelled.empty());
    ASSERT_TRUE(named) << named.error();
    EXPECT_EQ(named->value.parents[1].geo->parent_id, "6252001");
    ASSERT_TRUE(size) << size.error();
    EXPECT_EQ(size->value.users->lower_end, 107'229'000);
    EXPECT_EQ(size->value.users->upper_end, 131'059'000);
    EXPECT_EQ(wire.sent[3].body,
              R"({"advertiser_id":"7001","objective_type":"TRAFFIC","optimization_goal":"CLICK",)"
              R"("gender":"GENDER_MALE","location_ids":["6252001"]})");
}

TEST_F(ToolsTest, WhatOnlyAsksIsRepeatedThoughItIsAPost) {
    wire.code(50000);
    wire.data(R"({"user_count":{"lower_end":1,"upper_end":2}})");

    const auto size = estimate_audience(
        client, context, token, {.objective_type = "TRAFFIC", .optimization_goal = "CLICK"});

    ASSERT_TRUE(size) << size.error();
    EXPECT_EQ(size->facts.attempts, 2);
}

TEST_F(ToolsTest, PixelsAndRulesAreReadUnderTheirOwnNames) {
    wire.data(fmt::format(R"({{"pixels":[{{"pixel_id":"5","pixel_code":"C1","events":[)"
                          R"({{"event_type":"Purchase","optimization_event":"SHOPPING"}}]}}],{}}})",
                          info));
    wire.data(fmt::format(R"({{"rules":[{{"rule_id":"8","name":"Stop","rule_status":"ON",)"
                          R"("apply_objects":[{{"dimesion":"AD"}}],"last_check_result_summary":)"
                          R"({{"change_success":2,"no_change":1,"change_fail":0}}}}],{}}})",
                          info));
    wire.data(R"({"result_details":[{"rule_id":"8","status":"FAIL","error_message":"gone"}]})");

    const auto page = pixels(client, context, token, {});
    const auto rules = automated_rules(client, context, token, {.filtering = {.status = "ON"}});
    const auto results =
        automated_rule_results(client, context, token, {{.rule_id = "8", .exec_id = "77"}});

    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->value.items[0].events[0].optimization_event, "SHOPPING");
    ASSERT_TRUE(rules) << rules.error();
    EXPECT_EQ(rules->value.items[0].last_check->changed, 2);
    EXPECT_EQ(rules->value.items[0].apply_objects.text, R"([{"dimesion":"AD"}])");
    ASSERT_TRUE(results) << results.error();
    EXPECT_EQ(results->value.items[0].error_message, "gone");
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/pixel/list/?advertiser_id=7001&page=1&page_size=20"));
    EXPECT_EQ(wire.sent[2].line,
              "GET " + url("/optimizer/rule/result/get/?advertiser_id=7001&result_detail=%5B%7B%22"
                           "rule_id%22%3A%228%22%2C%22exec_id%22%3A%2277%22%7D%5D"));
    EXPECT_EQ(pixels(client, context, token, {.page = {1, 21}}).error().fields[0].path,
              "page_size");
}

TEST_F(ToolsTest, ABusinessCenterIsAskedForByItsOwnId) {
    wire.data(
        fmt::format(R"({{"list":[{{"bc_info":{{"bc_id":"70","name":"B","currency":"EUR"}},)"
                    R"("user_role":"ADMIN","ext_user_role":{{"finance_role":"ANALYST"}}}}],{}}})",
                    info));
    wire.data(
        fmt::format(R"({{"list":[{{"asset_id":"7001","asset_type":"ADVERTISER"}}],{}}})", info));
    wire.data(R"({"bc_id":"70","currency":"EUR","account_balance":12.34,"tax":0})");
    wire.data(fmt::format(R"({{"advertiser_account_list":[{{"advertiser_id":"7001",)"
                          R"("account_balance":-1.5,"budget_frequency_restriction":)"
                          R"({{"remaining_count":9}}}}],{}}})",
                          info));

    const auto centers = business_centers(client, context, token, {});
    const auto accounts =
        assets(client, context, token, {.bc_id = BcId{"70"}, .asset_type = "ADVERTISER"});
    const auto money = balance(client, context, token, {.bc_id = BcId{"70"}});
    const auto balances = account_balances(client, context, token, {.bc_id = BcId{"70"}});

    ASSERT_TRUE(centers) << centers.error();
    EXPECT_EQ(centers->value.items[0].center->id, BcId{"70"});
    EXPECT_EQ(centers->value.items[0].finance->role, "ANALYST");
    ASSERT_TRUE(accounts) << accounts.error();
    EXPECT_EQ(accounts->value.items[0].id, "7001");
    ASSERT_TRUE(money) << money.error();
    EXPECT_EQ(money->value.account_balance, 12'340'000);
    ASSERT_TRUE(balances) << balances.error();
    EXPECT_EQ(balances->value.items[0].account_balance, -1'500'000);
    EXPECT_EQ(balances->value.items[0].budget_changes->remaining_count, 9);
    EXPECT_EQ(wire.sent[0].line, "GET " + url("/bc/get/?page=1&page_size=50"));
    EXPECT_EQ(wire.sent[1].line,
              "GET " + url("/bc/asset/get/?bc_id=70&asset_type=ADVERTISER&page=1&page_size=50"));
    EXPECT_EQ(balance(client, context, token, {}).error().fields[0].path, "bc_id");
}

TEST_F(ToolsTest, ARecordedBudgetHistoryIsRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("bc.account.budget.changelog.get.json", {{"current_budget", "50.5"},
                                                      {"operation_time", "2026-01-02 03:04:05"},
                                                      {"operator_id", "9"},
                                                      {"operator_name", "n"}});

    const auto page = budget_changes(client, context, token,
                                     {.bc_id = BcId{"70"},
                                      .filtering = {.first = Day::parse("2026-01-01").value()},
                                      .page = {.page = 1, .page_size = 10}});

    ASSERT_TRUE(page) << page.error();
    const auto& change = page->value.items.at(0);
    EXPECT_EQ(change.activity_type, "BUDGET_MODE_UPDATE");
    EXPECT_EQ(change.current_budget, 50'500'000);
    EXPECT_EQ(change.current_budget_mode, "DAILY_BUDGET");
    EXPECT_EQ(change.previous_budget_mode, "UNLIMITED");
    EXPECT_EQ(change.previous_budget, std::nullopt);
    EXPECT_TRUE(change.unmodelled.empty());
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/bc/account/budget/changelog/get/?advertiser_id=7001&bc_id=70"
                           "&filtering=%7B%22start_date%22%3A%222026-01-01%22%7D&page=1"
                           "&page_size=10"));
}

} // namespace
} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/listings.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok::calls {
namespace {

const AdvertiserId account{"7001"};

std::string query_of(const Result<CallRequest>& call, std::string_view name) {
    if (!call) {
        return call.error().fields.empty() ? "no field" : "refused " + call.error().fields[0].path;
    }
    for (const auto& parameter : call->query) {
        if (parameter.name == name) {
            return parameter.value;
        }
    }
    return "absent";
}

TEST(ListingsTest, AskForDeletedObjectsByTheStatusFilter) {
    EXPECT_EQ(query_of(campaigns(account, {}, {}), "filtering"),
              R"({"primary_status":"STATUS_ALL"})");
    EXPECT_EQ(query_of(campaigns(account, {.with_deleted = false}, {}), "filtering"), "absent");
    EXPECT_EQ(query_of(campaigns(account, {.primary_status = "STATUS_DELETE"}, {}), "filtering"),
              R"({"primary_status":"STATUS_DELETE"})");
}

TEST(ListingsTest, SendEveryFilterOfTheirLevel) {
    ObjectFilter filter{.campaign_ids = {CampaignId{"11"}},
                        .adgroup_ids = {AdgroupId{"21"}},
                        .name = "n",
                        .with_deleted = false,
                        .secondary_status = "ADGROUP_STATUS_AUDIT",
                        .buying_types = {"AUCTION"},
                        .created_from = parse_instant("2026-01-01T00:00:00Z").value(),
                        .split_test_enabled = true,
                        .promotion_type = "APP",
                        .bid_strategy = "BID_STRATEGY_COST_CAP",
                        .billing_events = {"OCPM"}};

    EXPECT_EQ(query_of(adgroups(account, filter, {}), "filtering"),
              R"({"campaign_ids":["11"],"adgroup_ids":["21"],"adgroup_name":"n",)"
              R"("secondary_status":"ADGROUP_STATUS_AUDIT","buying_types":["AUCTION"],)"
              R"("creation_filter_start_time":"2026-01-01 00:00:00","split_test_enabled":true,)"
              R"("promotion_type":"APP","bid_strategy":"BID_STRATEGY_COST_CAP",)"
              R"("billing_events":["OCPM"]})");
}

TEST(ListingsTest, RefuseFiltersOfAnotherLevelByName) {
    EXPECT_EQ(query_of(campaigns(account, {.adgroup_ids = {AdgroupId{"21"}}}, {}), "filtering"),
              "refused filtering.adgroup_ids");
    EXPECT_EQ(query_of(campaigns(account, {.modified_after = Instant{}}, {}), "filtering"),
              "refused filtering.modified_after");
    EXPECT_EQ(query_of(ads(account, {.billing_events = {"CPC"}}, {}), "filtering"),
              "refused filtering.billing_events");
    EXPECT_EQ(query_of(adgroups(account, {.destination = "APP"}, {}), "filtering"),
              "refused filtering.destination");
    EXPECT_EQ(
        query_of(ads(account, {.ad_ids = std::vector<AdId>(101, AdId{"1"})}, {}), "filtering"),
        "refused filtering.ad_ids");
}

TEST(ListingsTest, AskForFieldsAndAlwaysForTheId) {
    const auto call =
        ads(account, {.fields = {"ad_name"}, .without_nulls = true}, {.page = 2, .page_size = 10});

    EXPECT_EQ(query_of(call, "fields"), R"(["ad_name","ad_id"])");
    EXPECT_EQ(query_of(call, "exclude_field_types_in_response"), R"(["NULL_FIELD"])");
    EXPECT_EQ(query_of(call, "page"), "2");
    EXPECT_EQ(query_of(call, "page_size"), "10");
}

TEST(ListingsTest, KeepTextsThatNeedEscapesAsTheyAre) {
    EXPECT_EQ(query_of(campaigns(account, {.name = "a \"b\" \\ é", .with_deleted = false}, {}),
                       "filtering"),
              "{\"campaign_name\":\"a \\\"b\\\" \\\\ é\"}");
}

} // namespace
} // namespace bayme::tiktok::calls

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/automated_reports.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/gmv_max.hpp"
#include "tiktok/samples.hpp"
#include "tiktok/smart_plus_calls.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

class AutomatedTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    static std::string url(std::string_view rest) {
        return fmt::format("https://business-api.tiktok.com/open_api/v1.3{}", rest);
    }
    void recorded(const char* name) {
        wire.answer(test::filled(test::read_text(*test::samples_folder() / name),
                                 {{"advertiser_id", "7001"},
                                  {"campaign_id", "1801"},
                                  {"campaign_name", "Spring"},
                                  {"budget", "70.5"},
                                  {"smart_plus_ad_id", "41"},
                                  {"main_material_id", "m1"},
                                  {"store_id", "s1"},
                                  {"create_time", "2026-01-01 00:00:00"},
                                  {"modify_time", "2026-01-02 00:00:00"},
                                  {"schedule_start_time", "2026-01-01 00:00:00"},
                                  {"schedule_end_time", "2026-02-01 00:00:00"}}));
    }
};

TEST_F(AutomatedTest, RecordedSmartPlusCampaignsAreRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("smart_plus.campaign.get.json.txt");

    const auto page = smart_plus_campaigns(
        client, context, token, {.filtering = {.name = "Spring", .primary_status = "STATUS_ALL"}});

    ASSERT_TRUE(page) << page.error();
    const auto& campaign = page->value.items.at(0);
    EXPECT_EQ(campaign.id, CampaignId{"1801"});
    EXPECT_EQ(campaign.name, "Spring");
    EXPECT_EQ(campaign.budget, 70'500'000);
    EXPECT_EQ(campaign.objective_type, "LEAD_GENERATION");
    EXPECT_EQ(campaign.smart_plus_adgroup_mode, "MULTIPLE");
    EXPECT_EQ(campaign.budget_optimize_on, true);
    EXPECT_EQ(campaign.catalog_enabled, false);
    EXPECT_TRUE(campaign.unmodelled.empty());
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/smart_plus/campaign/get/?advertiser_id=7001&filtering=%7B%22"
                           "campaign_name%22%3A%22Spring%22%2C%22primary_status%22%3A%22STATUS_ALL"
                           "%22%7D&page=1&page_size=100"));
}

TEST_F(AutomatedTest, ALevelRefusesTheFiltersOfAnother) {
    const auto field = [](const auto& call) {
        return call ? std::string{"sent"} : call.error().fields.at(0).path;
    };

    EXPECT_EQ(field(smart_plus_campaigns(client, context, token,
                                         {.filtering = {.adgroup_ids = {AdgroupId{"1"}}}})),
              "filtering.adgroup_ids");
    EXPECT_EQ(field(smart_plus_adgroups(client, context, token,
                                        {.filtering = {.modified_after = Instant{}}})),
              "filtering.modified_after");
    EXPECT_EQ(
        field(smart_plus_ads(client, context, token, {.filtering = {.promotion_type = "APP"}})),
        "filtering.promotion_type");
    EXPECT_TRUE(wire.sent.empty());
}

TEST_F(AutomatedTest, RecordedReviewsOfSmartPlusAdsAreRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("smart_plus.ad.review_info.json");

    const auto reviews = smart_plus_reviews(client, context, token, {"41"});

    ASSERT_TRUE(reviews) << reviews.error();
    ASSERT_EQ(reviews->value.materials.size(), 2U);
    EXPECT_EQ(reviews->value.materials[0].status, "ALL_AVAILABLE");
    EXPECT_EQ(reviews->value.ads.at(0).smart_plus_ad_id, "41");
    EXPECT_EQ(reviews->value.ads[0].appeal_status, "NOT_APPEALED");
    EXPECT_TRUE(reviews->value.ads[0].unmodelled.empty());
}

TEST_F(AutomatedTest, ARecordedMaterialReportIsRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("smart_plus.material_report.overview.json");

    const auto page = material_report(client, context, token,
                                      {.dimensions = {"smart_plus_ad_id", "main_material_id"},
                                       .metrics = {"spend"},
                                       .first = Day::parse("2026-01-01").value(),
                                       .last = Day::parse("2026-01-31").value(),
                                       .page = {.page = 1, .page_size = 100}});

    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->value.rows.size(), 2U);
    EXPECT_EQ(page->value.rows[0].dimensions.at(0), (NamedValue{"main_material_id", "m1"}));
    EXPECT_EQ(page->value.rows[0].metrics.at(1), (NamedValue{"spend", "0.00"}));
    EXPECT_EQ(page->value.info, (PageInfo{1, 100, 2, 1}));
    EXPECT_TRUE(page->value.unmodelled.empty());
}

TEST_F(AutomatedTest, MetricsThatAreNoneAreNothing) {
    wire.data(R"({"list":[{"dimensions":{"campaign_id":11},"metrics":{"cost":"-","roi":null,)"
              R"("orders":3}}],"total_metrics":{"orders":"3"},"page_info":{"page":1,)"
              R"("page_size":10,"total_number":1,"total_page":1}})");
    for (int again = 0; again < 5; ++again) {
        wire.data(R"({"list":[{"metrics":{}}],"page_info":{"page":1,"page_size":10,)"
                  R"("total_number":1,"total_page":1}})");
    }
    const GmvMaxReport report{.store_ids = {"s1"},
                              .dimensions = {"campaign_id"},
                              .metrics = {"cost"},
                              .first = Day::parse("2026-01-01").value(),
                              .last = Day::parse("2026-01-31").value(),
                              .enable_total_metrics = true};

    const auto page = gmv_max_report(client, context, token, report);
    const auto broken = gmv_max_report(client, context, token, report);

    ASSERT_TRUE(page) << page.error();
    const std::vector<NamedValue> expected{
        {"cost", std::nullopt}, {"roi", std::nullopt}, {"orders", "3"}};
    EXPECT_EQ(page->value.rows[0].metrics, expected);
    EXPECT_EQ(page->value.totals, (std::vector<NamedValue>{{"orders", "3"}}));
    EXPECT_EQ(broken.error().reason, "tiktok.shape");
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/gmv_max/report/get/?advertiser_id=7001&store_ids=%5B%22s1%22%5D"
                           "&dimensions=%5B%22campaign_id%22%5D&metrics=%5B%22cost%22%5D"
                           "&start_date=2026-01-01&end_date=2026-01-31&enable_total_metrics=true"
                           "&page=1&page_size=1000"));
}

TEST_F(AutomatedTest, RecordedGmvMaxCampaignsAndShopsAreRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("gmv_max.campaign.get.json");
    recorded("campaign.gmv_max.info.json");
    recorded("gmv_max.store.list.json");

    const auto page = gmv_max_campaigns(client, context, token,
                                        {.filtering = {.promotion_types = {"PRODUCT_GMV_MAX"}}});
    const auto details = gmv_max_details(client, context, token, CampaignId{"1801"});
    const auto stores = gmv_max_stores(client, context, token);

    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->value.items.at(0).objective_type, "PRODUCT_SALES");
    EXPECT_EQ(page->value.items[0].operation_status, "DISABLE");
    EXPECT_TRUE(page->value.items[0].unmodelled.empty());
    ASSERT_TRUE(details) << details.error();
    EXPECT_EQ(details->value.budget, 300'000'000);
    EXPECT_EQ(details->value.roas_bid, 2'000'000);
    EXPECT_EQ(details->value.deep_bid_type, "VO_MIN_ROAS");
    EXPECT_EQ(details->value.location_ids, Texts{"1643084"});
    EXPECT_EQ(details->value.affiliate_posts_enabled, true);
    EXPECT_TRUE(details->value.unmodelled.empty());
    ASSERT_TRUE(stores) << stores.error();
    EXPECT_EQ(stores->value.items.at(0).id, "s1");
    EXPECT_EQ(stores->value.items[0].available, false);
    EXPECT_EQ(stores->value.items[0].region_codes, Texts{"ID"});
    EXPECT_EQ(gmv_max_campaigns(client, context, token, {}).error().fields[0].path,
              "filtering.gmv_max_promotion_types");
}

} // namespace
} // namespace bayme::tiktok

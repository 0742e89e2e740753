// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/ad_writes.hpp"
#include "tiktok/adgroup_writes.hpp"
#include "tiktok/campaign_writes.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/quotas.hpp"
#include "tiktok/reviews.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

class WritesTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    std::string body() { return wire.sent.back().body; }

    static CampaignDraft campaign() {
        return {.name = "Spring",
                .objective_type = "TRAFFIC",
                .budget = {"BUDGET_MODE_DAY", 50'500'000}};
    }
    static AdgroupDraft adgroup() {
        AdgroupDraft draft{.campaign_id = CampaignId{"11"}};
        auto& settings = draft.settings;
        settings.name = "Group";
        settings.budget = {"BUDGET_MODE_DAY", 20'000'000};
        settings.targeting.location_ids = {"6252001"};
        settings.bidding.optimization_goal = "CLICK";
        settings.bidding.billing_event = "CPC";
        settings.bidding.pacing = "PACING_MODE_SMOOTH";
        settings.schedule.schedule_type = "SCHEDULE_FROM_NOW";
        settings.schedule.starts = parse_instant("2026-03-02T00:00:00Z").value();
        return draft;
    }
    /// The parameter a call was refused for.
    template <typename T>
    std::string refused(const Call<T>& call) {
        EXPECT_TRUE(wire.sent.empty());
        if (call || call.error().reason != "tiktok.limit" || call.error().fields.empty()) {
            return "not refused";
        }
        EXPECT_EQ(call.error().code, ErrorCode::invalid_input);
        return call.error().fields[0].path;
    }
};

TEST_F(WritesTest, ACampaignIsCreatedDisabled) {
    wire.data(R"({"campaign_id":"18","campaign_name":"Spring","operation_status":"DISABLE"})");
    auto draft = campaign();
    draft.request_id = "9007199254740993";
    draft.special_industries = {"HOUSING"};

    const auto created = create_campaign(client, context, token, draft);

    ASSERT_TRUE(created) << created.error();
    EXPECT_EQ(created->value.id, CampaignId{"18"});
    EXPECT_EQ(wire.sent[0].line,
              "POST https://business-api.tiktok.com/open_api/v1.3/campaign/create/");
    EXPECT_EQ(body(), R"({"advertiser_id":"7001","campaign_name":"Spring",)"
                      R"("objective_type":"TRAFFIC","budget_mode":"BUDGET_MODE_DAY",)"
                      R"("budget":50.5,"request_id":"9007199254740993",)"
                      R"("special_industries":["HOUSING"],"operation_status":"DISABLE"})");
}

TEST_F(WritesTest, ACampaignThatCannotBeIsNotSentAndTheFieldIsNamed) {
    auto without_name = campaign();
    without_name.name.clear();
    auto long_name = campaign();
    long_name.name = std::string(513, 'x');
    auto without_budget = campaign();
    without_budget.budget.amount.reset();
    auto below_zero = campaign();
    below_zero.budget.amount = -1;
    auto strange_request = campaign();
    strange_request.request_id = "12a";

    EXPECT_EQ(refused(create_campaign(client, context, token, without_name)), "campaign_name");
    EXPECT_EQ(refused(create_campaign(client, context, token, long_name)), "campaign_name");
    EXPECT_EQ(refused(create_campaign(client, context, token, without_budget)), "budget");
    EXPECT_EQ(refused(create_campaign(client, context, token, below_zero)), "budget");
    EXPECT_EQ(refused(create_campaign(client, context, token, strange_request)), "request_id");
}

TEST_F(WritesTest, AnUnclearCreationIsUncertainAndSentOnce) {
    wire.failure("http.timeout");
    wire.code(50000);
    wire.code(40002, "Campaign name already exists. Please try another one.");

    EXPECT_EQ(create_campaign(client, context, token, campaign()).error().code,
              ErrorCode::uncertain);
    EXPECT_EQ(create_campaign(client, context, token, campaign()).error().code,
              ErrorCode::uncertain);
    EXPECT_EQ(create_campaign(client, context, token, campaign()).error().code,
              ErrorCode::invalid_input);
    EXPECT_EQ(wire.sent.size(), 3U);
}

TEST_F(WritesTest, AnAdgroupIsCreatedDisabled) {
    wire.data(R"({"adgroup_id":"21"})");

    const auto created = create_adgroup(client, context, token, adgroup());

    ASSERT_TRUE(created) << created.error();
    EXPECT_EQ(body(), R"({"advertiser_id":"7001","campaign_id":"11","adgroup_name":"Group",)"
                      R"("budget_mode":"BUDGET_MODE_DAY","budget":20,)"
                      R"("pacing":"PACING_MODE_SMOOTH","schedule_type":"SCHEDULE_FROM_NOW",)"
                      R"("schedule_start_time":"2026-03-02 00:00:00","billing_event":"CPC",)"
                      R"("optimization_goal":"CLICK","location_ids":["6252001"],)"
                      R"("operation_status":"DISABLE"})");
}

TEST_F(WritesTest, AnAdgroupUpdateCarriesWhatWasReadButNothingThatIsChosenOnce) {
    Adgroup read;
    read.id = AdgroupId{"21"};
    read.name = "Group";
    read.budget = {"BUDGET_MODE_DAY", 20'000'000};
    read.targeting.age_groups = {"AGE_18_24"};
    read.targeting.device_price_ranges = {"0", "250"};
    read.targeting.actions = {R"([{"action_scene":"VIDEO_RELATED"}])"};
    read.destination.placements = {"PLACEMENT_TIKTOK"};
    read.destination.comment_disabled = false;
    read.bidding.optimization_goal = "CLICK";
    read.bidding.bid_price = 1'250'000;
    wire.data(R"({"adgroup_id":"21"})");

    AdgroupChange change{read.id, settings_of(read)};
    change.settings.budget.amount = 25'000'000;
    const auto updated = update_adgroup(client, context, token, change);

    ASSERT_TRUE(updated) << updated.error();
    EXPECT_EQ(body(), R"({"advertiser_id":"7001","adgroup_id":"21","adgroup_name":"Group",)"
                      R"("budget":25,"actions":[{"action_scene":"VIDEO_RELATED"}],)"
                      R"("age_groups":["AGE_18_24"],"bid_price":1.25,"comment_disabled":false,)"
                      R"("device_price_ranges":[0,250]})");
}

TEST_F(WritesTest, AnAdgroupThatCannotBeIsNotSentAndTheFieldIsNamed) {
    auto without_goal = adgroup();
    without_goal.settings.bidding.optimization_goal.reset();
    auto short_week = adgroup();
    short_week.settings.schedule.dayparting = std::string(48, '1');
    auto strange_week = adgroup();
    strange_week.settings.schedule.dayparting = std::string(335, '1') + "2";
    auto strange_json = adgroup();
    strange_json.settings.targeting.actions = {"[{"};
    auto everywhere = adgroup();
    everywhere.settings.targeting.zipcode_ids.assign(3000, "1");

    EXPECT_EQ(refused(create_adgroup(client, context, token, without_goal)), "optimization_goal");
    EXPECT_EQ(refused(create_adgroup(client, context, token, short_week)), "dayparting");
    EXPECT_EQ(refused(create_adgroup(client, context, token, strange_week)), "dayparting");
    EXPECT_EQ(refused(create_adgroup(client, context, token, strange_json)), "actions");
    EXPECT_EQ(refused(create_adgroup(client, context, token, everywhere)), "location_ids");
    EXPECT_EQ(refused(create_adgroup(client, context, token, {})), "campaign_id");
}

TEST_F(WritesTest, AdsAreCreatedDisabledWithNumbersWhereTikTokWantsThem) {
    wire.data(R"({"ad_ids":["31"],"creatives":[{"ad_id":"31","ad_name":"A","video_id":"v1"}]})");
    AdSettings ad;
    ad.name = "A";
    ad.creative.ad_format = "SINGLE_VIDEO";
    ad.creative.video_id = "v1";
    ad.creative.image_ids = {"tos/1"};
    ad.links.page_id = "9007199254740993";

    const auto created =
        create_ads(client, context, token, {.adgroup_id = AdgroupId{"21"}, .ads = {ad}});

    ASSERT_TRUE(created) << created.error();
    EXPECT_EQ(body(), R"({"advertiser_id":"7001","adgroup_id":"21","creatives":[{"ad_name":"A",)"
                      R"("ad_format":"SINGLE_VIDEO","image_ids":["tos/1"],)"
                      R"("page_id":9007199254740993,"video_id":"v1",)"
                      R"("operation_status":"DISABLE"}]})");
    EXPECT_EQ(created->value.ids, Texts{"31"});
    ASSERT_EQ(created->value.ads.size(), 1U);
    EXPECT_EQ(created->value.ads[0].creative.video_id, "v1");
}

TEST_F(WritesTest, AnAdUpdateSaysWhetherTheRestStays) {
    wire.data(R"({"ad_ids":["31"]})");
    ChangedAd ad{.id = AdId{"31"}};
    ad.settings.creative.ad_text = "New";

    const auto updated =
        update_ads(client, context, token, {.adgroup_id = AdgroupId{"21"}, .ads = {ad}});

    ASSERT_TRUE(updated) << updated.error();
    EXPECT_EQ(body(), R"({"advertiser_id":"7001","adgroup_id":"21",)"
                      R"("creatives":[{"ad_id":"31","ad_text":"New"}],"patch_update":true})");
}

TEST_F(WritesTest, AdsThatCannotBeAreNotSentAndTheFieldIsNamed) {
    const AdgroupId adgroup{"21"};
    AdSettings strange_page;
    strange_page.links.page_id = "page";

    EXPECT_EQ(refused(create_ads(client, context, token,
                                 {adgroup, std::vector<AdSettings>(21, AdSettings{})})),
              "creatives");
    EXPECT_EQ(refused(create_ads(client, context, token, {adgroup, {}})), "creatives");
    EXPECT_EQ(refused(create_ads(client, context, token, {adgroup, {strange_page}})),
              "creatives[0].page_id");
    EXPECT_EQ(refused(update_ads(client, context, token, {adgroup, {ChangedAd{}}})),
              "creatives.ad_id");
}

TEST_F(WritesTest, ReviewsAreReadFromMapsOfIds) {
    wire.data(R"({"ad_review_map":{"21":{"31":{"ad_id":"31","is_approved":false,)"
              R"("review_status":"UNAVAILABLE","reject_info":[{"suggestion":"s",)"
              R"("reasons":["r1","r2"],"content_info":{"content_type":"MODE_VIDEO"}}]}}},)"
              R"("ad_group_review_map":{"21":{"is_approved":true,"contain_rejected_ads":true,)"
              R"("last_audit_time":"2026-02-01 00:00:00"}}})");
    wire.data(R"({"ad_review_map":{"32":{"is_approved":true,"new":1}}})");
    const std::vector<AdgroupId> adgroups{AdgroupId{"21"}};
    const std::vector<AdId> ads{AdId{"32"}};

    const auto both = adgroup_reviews(client, context, token, adgroups);
    const auto one = ad_reviews(client, context, token, ads);

    ASSERT_TRUE(both) << both.error();
    ASSERT_TRUE(one) << one.error();
    ASSERT_EQ(both->value.ads.size(), 1U);
    EXPECT_EQ(both->value.ads[0].id, "31");
    EXPECT_EQ(both->value.ads[0].adgroup_id, "21");
    EXPECT_EQ(both->value.ads[0].is_approved, false);
    EXPECT_EQ(both->value.ads[0].rejections[0].reasons, (Texts{"r1", "r2"}));
    EXPECT_EQ(both->value.adgroups[0].contains_rejected_ads, true);
    EXPECT_EQ(one->value.ads[0].id, "32");
    EXPECT_EQ(one->value.ads[0].unmodelled, (std::vector<Unmodelled>{{"new", "1"}}));
    EXPECT_EQ(wire.sent[1].line, "GET https://business-api.tiktok.com/open_api/v1.3/ad/review_info/"
                                 "?advertiser_id=7001&ad_ids=%5B%2232%22%5D");
}

TEST_F(WritesTest, AQuotaIsRead) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::read_text(*test::samples_folder() / "adgroup.quota.json"));

    const auto quota = adgroup_quota(client, context, token);

    ASSERT_TRUE(quota) << quota.error();
    EXPECT_EQ(quota->value.total, 4980);
    EXPECT_EQ(quota->value.used, 20);
    EXPECT_TRUE(quota->value.unmodelled.empty());
}

TEST_F(WritesTest, TheQuotaOfDedicatedCampaignsIsRead) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::read_text(*test::samples_folder() / "campaign.quota.info.json"));

    const auto quota =
        dedicated_quota(client, context, token, {.app_id = "7", .campaign_id = "11"});

    ASSERT_TRUE(quota) << quota.error();
    EXPECT_EQ(wire.sent[0].line, "GET https://business-api.tiktok.com/open_api/v1.3/campaign/quota/"
                                 "info/?advertiser_id=7001&app_id=7&campaign_id=11");
    EXPECT_EQ(quota->value.ads->total, 9);
    EXPECT_EQ(quota->value.ads->adgroup_id, "0");
    EXPECT_EQ(quota->value.adgroups->available, 5);
    EXPECT_EQ(quota->value.adgroups->placements.size(), 3U);
    const auto& slots = *quota->value.campaigns->tiktok->campaigns;
    EXPECT_EQ(slots.total, 20);
    EXPECT_EQ(slots.used, 1);
    EXPECT_EQ(slots.releasing, 4);
    EXPECT_EQ(slots.available, 15);
    EXPECT_EQ(slots.releasing_ids.size(), 4U);
    EXPECT_EQ(quota->value.campaigns->pangle->campaigns->available, 12);
    EXPECT_TRUE(quota->value.unmodelled.empty());
}

TEST_F(WritesTest, AnEndpointNoFeatureUsesIsNotSentTo) {
    const auto unused = std::ranges::find(endpoints(), false, &Endpoint::used);
    ASSERT_NE(unused, endpoints().end());
    HttpClient published{AppFacts{"https://business-api.tiktok.com", "7100", SecretText{"s"}},
                         {wire, governor, log, clock, scheduler, random}};

    const auto quota = adgroup_quota(published, context, token);

    ASSERT_FALSE(endpoint("adgroup.quota").used) << "take another endpoint for this test";
    ASSERT_FALSE(quota);
    EXPECT_EQ(quota.error().code, ErrorCode::forbidden);
    EXPECT_EQ(quota.error().reason, "tiktok.undisclosed");
    EXPECT_TRUE(wire.sent.empty());
}

} // namespace
} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/ad_writes.hpp"
#include "tiktok/adgroup_writes.hpp"
#include "tiktok/automated_reports.hpp"
#include "tiktok/automated_rules.hpp"
#include "tiktok/business_center_calls.hpp"
#include "tiktok/campaign_writes.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/files.hpp"
#include "tiktok/gmv_max.hpp"
#include "tiktok/identities.hpp"
#include "tiktok/pixels.hpp"
#include "tiktok/portfolios.hpp"
#include "tiktok/posts.hpp"
#include "tiktok/reviews.hpp"
#include "tiktok/smart_plus_calls.hpp"
#include "tiktok/targeting.hpp"
#include "tiktok/targeting_search.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace bayme::tiktok {
namespace {

/// Sends so many of what an endpoint limits; answers the parameter it was refused for.
struct Limit {
    std::string name;
    int most = 0;
    std::string parameter;
    std::function<std::string(test::ClientOnFakeWire&, int)> ask;
};

Texts some(int count) {
    return Texts(static_cast<std::size_t>(count), "1");
}
template <typename IdOf>
std::vector<IdOf> some_ids(int count) {
    return std::vector<IdOf>(static_cast<std::size_t>(count), IdOf{"1"});
}
std::string letters(int count) {
    return std::string(static_cast<std::size_t>(count), 'n');
}

template <typename T>
std::string refused(const Call<T>& call) {
    const bool limit = !call && call.error().reason == "tiktok.limit";
    return limit ? call.error().fields.at(0).path : "";
}

using On = test::ClientOnFakeWire;

Limit listing(const char* name, const char* parameter, int most, ObjectFilter (*filter)(int),
              auto list) {
    return {name, most, parameter, [=](On& on, int count) {
                return refused((on.client.*list)(on.context, on.token, filter(count), {}));
            }};
}

Limit object_page(const char* name, auto list) {
    return {name, 1000, "page_size", [=](On& on, int count) {
                return refused((on.client.*list)(on.context, on.token, {}, {1, count}));
            }};
}

/// The longest page of a search.
template <typename Search>
Limit page(const char* name, int most, auto ask, Search search = {}) {
    return {name, most, "page_size", [=](On& on, int count) {
                auto one = search;
                one.page = {1, count};
                return refused(ask(on.client, on.context, on.token, one));
            }};
}

AdgroupDraft adgroup() {
    AdgroupDraft draft{.campaign_id = CampaignId{"11"}};
    auto& settings = draft.settings;
    settings.name = "Group";
    settings.budget = {"BUDGET_MODE_DAY", 20'000'000};
    settings.bidding.optimization_goal = "CLICK";
    settings.bidding.billing_event = "CPC";
    settings.bidding.pacing = "PACING_MODE_SMOOTH";
    settings.schedule.schedule_type = "SCHEDULE_FROM_NOW";
    settings.schedule.starts = parse_instant("2026-03-02T00:00:00Z").value();
    return draft;
}

Limit of_adgroup(const char* name, int most, const char* parameter,
                 void (*set)(AdgroupSettings&, int)) {
    return {name, most, parameter, [=](On& on, int count) {
                auto draft = adgroup();
                set(draft.settings, count);
                return refused(create_adgroup(on.client, on.context, on.token, draft));
            }};
}

Limit material(const char* name, int most, const char* parameter,
               void (*set)(MaterialFilter&, int)) {
    return {name, most, parameter, [=](On& on, int count) {
                MaterialReport report{.dimensions = {"a", "b"}};
                set(report.filtering, count);
                return refused(material_report(on.client, on.context, on.token, report));
            }};
}

GmvMaxReport shop_report() {
    return {.store_ids = {"s1"},
            .dimensions = {"campaign_id"},
            .metrics = {"cost"},
            .first = Day::parse("2026-01-01").value(),
            .last = Day::parse("2026-01-31").value()};
}

Limit of_shop_report(const char* name, int most, const char* parameter,
                     void (*set)(GmvMaxReport&, int)) {
    return {name, most, parameter, [=](On& on, int count) {
                auto report = shop_report();
                set(report, count);
                return refused(gmv_max_report(on.client, on.context, on.token, report));
            }};
}

Limit report_days(const char* name, int most, ReportGrain grain) {
    return {name, most, "end_date", [=](On& on, int count) {
                ReportRequest request;
                request.advertiser = on.context.advertiser;
                request.grain = grain;
                request.metrics = {"spend"};
                const auto first = Day::parse("2025-01-01").value();
                request.days = {first, first.plus(count - 1)};
                return refused(on.client.report(on.context, on.token, request, 1));
            }};
}

/// CONTRACT 1.6, 3 to 7, and the maxima of TikTok's interface files.
std::vector<Limit> limits_of_objects() {
    return {
        {"advertiser ids", 100, "advertiser_ids",
         [](On& on, int count) {
             return refused(
                 on.client.advertiser_info(on.context, on.token, some_ids<AdvertiserId>(count)));
         }},
        listing(
            "campaigns by id", "filtering.campaign_ids", 100,
            [](int count) { return ObjectFilter{.campaign_ids = some_ids<CampaignId>(count)}; },
            &Client::campaigns),
        listing(
            "ad groups by id", "filtering.adgroup_ids", 100,
            [](int count) { return ObjectFilter{.adgroup_ids = some_ids<AdgroupId>(count)}; },
            &Client::adgroups),
        listing(
            "ads by id", "filtering.ad_ids", 100,
            [](int count) { return ObjectFilter{.ad_ids = some_ids<AdId>(count)}; }, &Client::ads),
        object_page("campaign page", &Client::campaigns),
        object_page("ad group page", &Client::adgroups),
        object_page("ad page", &Client::ads),
        {"top view page", 100, "page_size",
         [](On& on, int count) {
             return refused(on.client.adgroups(
                 on.context, on.token, {.buying_types = {"RESERVATION_TOP_VIEW"}}, {1, count}));
         }},
        {"campaigns to switch", 20, "campaign_ids",
         [](On& on, int count) {
             return refused(on.client.campaign_status_update(
                 on.context, on.token, some_ids<CampaignId>(count), OperationStatus::disable));
         }},
        {"ads to switch", 20, "ad_ids",
         [](On& on, int count) {
             return refused(on.client.ad_status_update(on.context, on.token, some_ids<AdId>(count),
                                                       OperationStatus::disable));
         }},
        {"budgets", 20, "budget",
         [](On& on, int count) {
             const std::vector<AdgroupBudget> budgets(static_cast<std::size_t>(count),
                                                      {AdgroupId{"1"}, 20'000'000});
             return refused(
                 on.client.adgroup_budget_update(on.context, on.token, budgets, BudgetEffect::now));
         }},
        {"reviewed ads", 20, "ad_ids",
         [](On& on, int count) {
             return refused(ad_reviews(on.client, on.context, on.token, some_ids<AdId>(count)));
         }},
        {"campaign name", 512, "campaign_name",
         [](On& on, int count) {
             return refused(create_campaign(on.client, on.context, on.token,
                                            {.name = letters(count),
                                             .objective_type = "TRAFFIC",
                                             .budget = {"BUDGET_MODE_DAY", 50'000'000}}));
         }},
        {"ads at once", 20, "creatives",
         [](On& on, int count) {
             AdDraft draft{.adgroup_id = AdgroupId{"1"}, .ads = {}};
             draft.ads.resize(static_cast<std::size_t>(count));
             return refused(create_ads(on.client, on.context, on.token, draft));
         }},
        {"display name of an ad", 40, "creatives[0].display_name",
         [](On& on, int count) {
             AdDraft draft{.adgroup_id = AdgroupId{"1"}, .ads = {}};
             draft.ads.emplace_back().creative.display_name = letters(count);
             return refused(create_ads(on.client, on.context, on.token, draft));
         }},
        of_adgroup("ad group name", 512, "adgroup_name",
                   [](AdgroupSettings& settings, int count) { settings.name = letters(count); }),
        of_adgroup("places", 3000, "location_ids",
                   [](AdgroupSettings& settings, int count) {
                       settings.targeting.location_ids = some(count - 1);
                       settings.targeting.zipcode_ids = {"1"};
                   }),
        of_adgroup(
            "frequency", 1000, "frequency",
            [](AdgroupSettings& settings, int count) { settings.bidding.frequency = count; }),
        of_adgroup("days of the frequency", 30, "frequency_schedule",
                   [](AdgroupSettings& settings, int count) {
                       settings.bidding.frequency_schedule = count;
                   }),
    };
}

std::vector<Limit> limits_of_reports() {
    return {
        report_days("days by day", 30, ReportGrain::day),
        report_days("days by hour", 1, ReportGrain::hour),
        report_days("days in one sum", 365, ReportGrain::range),
        {"metrics", 100, "metrics",
         [](On& on, int count) {
             ReportRequest request;
             request.advertiser = on.context.advertiser;
             request.metrics = some(count - 1);
             request.attributes = {"campaign_id"};
             const auto day = Day::parse("2026-01-01").value();
             request.days = {day, day};
             return refused(on.client.report(on.context, on.token, request, 1));
         }},
        material("materials", 400, "filtering.main_material_ids",
                 [](MaterialFilter& filter, int count) { filter.material_ids = some(count); }),
        material("Smart+ campaigns in a report", 200, "filtering.campaign_ids",
                 [](MaterialFilter& filter, int count) {
                     filter.campaign_ids = some_ids<CampaignId>(count);
                 }),
        page<MaterialReport>("page of materials", 100, material_report, {.dimensions = {"a", "b"}}),
        {"dimensions of materials", 2, "dimensions",
         [](On& on, int count) {
             return refused(
                 material_report(on.client, on.context, on.token, {.dimensions = some(count)}));
         }},
        of_shop_report("shops", 1, "store_ids",
                       [](GmvMaxReport& report, int count) { report.store_ids = some(count); }),
        of_shop_report("dimensions of shops", 3, "dimensions",
                       [](GmvMaxReport& report, int count) { report.dimensions = some(count); }),
        of_shop_report(
            "products", 100, "filtering.item_group_ids",
            [](GmvMaxReport& report, int count) { report.filtering.item_group_ids = some(count); }),
        page<GmvMaxReport>("page of shops", 1000, gmv_max_report, shop_report()),
    };
}

std::vector<Limit> limits_of_tools() {
    return {
        page<BcQuery>("page of Business Centers", 50, business_centers),
        page<AssetQuery>("page of assets", 50, assets,
                         {.bc_id = BcId{"1"}, .asset_type = "ADVERTISER"}),
        page<PixelSearch>("page of pixels", 20, pixels),
        page<RuleSearch>("page of rules", 100, automated_rules),
        page<IdentitySearch>("page of identities", 100, identities),
        page<SparkSearch>("page of posts", 50, spark_posts),
        page<PortfolioSearch>("page of portfolios", 100, portfolios),
        page<VideoSearch>("page of videos", 1000, search_videos),
        page<ImageSearch>("page of images", 1000, search_images),
        page<SmartPlusSearch>("page of Smart+ campaigns", 1000, smart_plus_campaigns),
        page<SmartPlusSearch>("page of Smart+ ads", 100, smart_plus_ads),
        page<GmvMaxSearch>("page of GMV Max campaigns", 100, gmv_max_campaigns,
                           {.filtering = {.promotion_types = {"PRODUCT_GMV_MAX"}}}),
        {"Smart+ ads to review", 100, "smart_plus_ad_ids",
         [](On& on, int count) {
             return refused(smart_plus_reviews(on.client, on.context, on.token, some(count)));
         }},
        {"videos", 60, "video_ids",
         [](On& on, int count) {
             return refused(video_info(on.client, on.context, on.token, some(count)));
         }},
        {"images", 100, "image_ids",
         [](On& on, int count) {
             return refused(image_info(on.client, on.context, on.token, some(count)));
         }},
        {"images by material", 1000, "filtering.material_ids",
         [](On& on, int count) {
             return refused(search_images(on.client, on.context, on.token,
                                          {.filtering = {.material_ids = some(count)}}));
         }},
        {"new file name", 100, "file_name",
         [](On& on, int count) {
             return refused(rename_video(on.client, on.context, on.token, "v1", letters(count)));
         }},
        {"covers", 10, "poster_number",
         [](On& on, int count) {
             return refused(suggest_covers(on.client, on.context, on.token, "v1", count));
         }},
        {"name of an identity", 100, "display_name",
         [](On& on, int count) {
             return refused(create_identity(on.client, on.context, on.token,
                                            {.display_name = letters(count), .image_uri = "i"}));
         }},
        {"hashtags", 10, "keywords",
         [](On& on, int count) {
             return refused(
                 suggest_hashtags(on.client, on.context, on.token, {.keywords = some(count)}));
         }},
        {"suggested keywords", 50, "limit",
         [](On& on, int count) {
             return refused(suggest_interest_keywords(on.client, on.context, on.token,
                                                      {.keyword = "a", .limit = count}));
         }},
        {"chosen keywords", 50, "keyword_query",
         [](On& on, int count) {
             KeywordLookup lookup;
             lookup.keywords.resize(static_cast<std::size_t>(count), {.id = "1"});
             return refused(interest_keywords(on.client, on.context, on.token, lookup));
         }},
        {"tags", 1000, "targeting_ids",
         [](On& on, int count) {
             return refused(targeting_tags(on.client, on.context, on.token, {.ids = some(count)}));
         }},
    };
}

class LimitsTest : public testing::Test {
protected:
    static void check(const std::vector<Limit>& limits) {
        for (const auto& limit : limits) {
            test::ClientOnFakeWire on;
            EXPECT_EQ(limit.ask(on, limit.most), "") << limit.name << ": " << limit.most;
            EXPECT_EQ(on.wire.sent.size(), 1U) << limit.name << " was not sent";
            EXPECT_EQ(limit.ask(on, limit.most + 1), limit.parameter)
                << limit.name << ": " << limit.most + 1;
            EXPECT_EQ(on.wire.sent.size(), 1U) << limit.name << " was sent over its limit";
        }
    }
};

TEST_F(LimitsTest, ObjectsOverALimitAreRefusedBeforeTheyAreSent) {
    check(limits_of_objects());
}

TEST_F(LimitsTest, ReportsOverALimitAreRefusedBeforeTheyAreSent) {
    check(limits_of_reports());
}

TEST_F(LimitsTest, ToolsOverALimitAreRefusedBeforeTheyAreSent) {
    check(limits_of_tools());
}

TEST_F(LimitsTest, OnlyNamesCountWideCharactersTwice) {
    On on;
    std::string wide;
    for (int i = 0; i < 60; ++i) {
        wide += "名";
    }
    EXPECT_EQ(refused(rename_video(on.client, on.context, on.token, "v1", wide)), "");
    std::string name;
    for (int i = 0; i < 257; ++i) {
        name += "名";
    }
    const CampaignDraft draft{
        .name = name, .objective_type = "TRAFFIC", .budget = {"BUDGET_MODE_DAY", 50'000'000}};
    EXPECT_EQ(refused(create_campaign(on.client, on.context, on.token, draft)), "campaign_name");
}

TEST_F(LimitsTest, ANameWithAnEmojiIsRefused) {
    On on;
    CampaignDraft draft{.name = "Spring \xF0\x9F\x8C\xB7",
                        .objective_type = "TRAFFIC",
                        .budget = {"BUDGET_MODE_DAY", 50'000'000}};
    EXPECT_EQ(refused(create_campaign(on.client, on.context, on.token, draft)), "campaign_name");
    draft.name = "Spring \xF0\xA0\x80\x80"; // U+20000, a rare Chinese character
    EXPECT_EQ(refused(create_campaign(on.client, on.context, on.token, draft)), "");
}

TEST_F(LimitsTest, TopViewStandsAlone) {
    On on;
    EXPECT_EQ(refused(on.client.campaigns(
                  on.context, on.token, {.buying_types = {"AUCTION", "RESERVATION_TOP_VIEW"}}, {})),
              "filtering.buying_types");
}

TEST_F(LimitsTest, AnIdentityOfABusinessCenterIsNamedWithIt) {
    On on;
    EXPECT_EQ(
        refused(identity_posts(on.client, on.context, on.token, {.type = "BC_AUTH_TT", .id = "1"})),
        "identity_authorized_bc_id");
    EXPECT_EQ(refused(identity(on.client, on.context, on.token, {.type = "BC_AUTH_TT", .id = "1"})),
              "identity_authorized_bc_id");
}

} // namespace
} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decode.hpp"
#include "tiktok/decoding/objects.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bayme::tiktok {
namespace {

using decoding::JsonNode;
using decoding::JsonTree;

std::string sample(const std::string& name) {
    return test::read_text(*test::samples_folder() / name);
}

/// The `data` of one line of the connector's records.
class Record {
public:
    explicit Record(std::size_t line)
        : tree_(JsonTree::parse(
                    test::lines_of(sample("airbyte.expected_records.selected.jsonl"))[line])
                    .value()) {}
    [[nodiscard]] const JsonNode& data() const { return *tree_.root().find("data"); }

private:
    JsonTree tree_;
};

std::string utc(const std::optional<Instant>& instant) {
    return instant ? format_instant(*instant) : "none";
}

TEST(RecordsTest, ASuspendedAccount) {
    BAYME_NEEDS_SAMPLES();
    const Record record{0};

    const auto read = decoding::advertiser_fields().read(record.data(), "record");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->id, AdvertiserId{"7001035076276387841"});
    EXPECT_EQ(read->name, "Airbyte0827");
    EXPECT_EQ(read->status, "STATUS_LIMIT");
    EXPECT_EQ(read->role, "ROLE_ADVERTISER");
    EXPECT_TRUE(read->rejection_reason->starts_with("1:Dear customer,\nWe've detected"));
    EXPECT_TRUE(read->rejection_reason->ends_with(",endtime:2031-12-31 07:32:13"));
    EXPECT_EQ(read->currency, "RUB");
    EXPECT_EQ(read->timezone, "Europe/Moscow");
    EXPECT_EQ(read->display_timezone, "Europe/Moscow");
    EXPECT_EQ(read->account_type, "AUCTION");
    EXPECT_EQ(read->owner_bc_id, std::nullopt);
    EXPECT_EQ(read->balance, 0);
    EXPECT_EQ(utc(read->created), "2021-08-27T09:12:00Z"); // 1630055520
    EXPECT_EQ(read->contact.company, "Airbyte");
    EXPECT_EQ(read->contact.industry, "291905");
    EXPECT_EQ(read->contact.country, "RU");
    EXPECT_EQ(read->contact.contacter, "Ai***te");
    EXPECT_EQ(read->contact.email, "i***************@**********");
    EXPECT_EQ(read->contact.cellphone_number, "+18023****63");
    EXPECT_EQ(read->contact.telephone_number, "+18023****63");
    EXPECT_EQ(read->contact.language, "");
    EXPECT_EQ(read->contact.promotion_area, "0");
    EXPECT_EQ(read->contact.brand, std::nullopt);
    EXPECT_EQ(read->contact.address, std::nullopt);
    EXPECT_TRUE(read->unmodelled.empty());
}

TEST(RecordsTest, AnEnabledAccountInAFixedZone) {
    BAYME_NEEDS_SAMPLES();
    const Record record{1};

    const auto read = decoding::advertiser_fields().read(record.data(), "record");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->id, AdvertiserId{"7002238017842757633"});
    EXPECT_EQ(read->name, "Airbyte0830");
    EXPECT_EQ(read->status, "STATUS_ENABLE");
    EXPECT_EQ(read->rejection_reason, "");
    EXPECT_EQ(read->currency, "USD");
    EXPECT_EQ(read->timezone, "Etc/GMT+8");
    EXPECT_EQ(UtcOffset::parse_zone(*read->timezone)->seconds(), -8 * 3600);
    EXPECT_EQ(read->display_timezone, "America/Los_Angeles");
    EXPECT_EQ(read->balance, 10'000'000);
    EXPECT_EQ(utc(read->created), "2021-08-30T14:59:51Z"); // 1630335591
    EXPECT_EQ(read->contact.address, "350 29th avenue, San Francisco");
    EXPECT_EQ(read->contact.description, "https://");
    EXPECT_EQ(read->contact.license_no, "");
    EXPECT_EQ(read->contact.language, "en");
    EXPECT_TRUE(read->unmodelled.empty());
}

TEST(RecordsTest, AVideoAd) {
    BAYME_NEEDS_SAMPLES();
    const Record record{2};

    const auto read = decoding::ad_fields().read(record.data(), "record");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->id, AdId{"1728545390695442"});
    EXPECT_EQ(read->adgroup_id, AdgroupId{"1728545385226289"});
    EXPECT_EQ(read->campaign_id, CampaignId{"1728545382536225"});
    EXPECT_EQ(read->advertiser_id, AdvertiserId{"7002238017842757633"});
    EXPECT_EQ(read->name, "AdVadim-Optimized Version 3_202203281449_2022-03-28 05:03:44");
    EXPECT_EQ(read->campaign_name, "CampaignVadimTraffic");
    EXPECT_EQ(read->adgroup_name, "AdGroupVadim");
    EXPECT_EQ(read->operation_status, "ENABLE");
    EXPECT_EQ(read->secondary_status, "AD_STATUS_CAMPAIGN_DISABLE");
    EXPECT_EQ(read->is_aco, false);
    EXPECT_EQ(read->is_new_structure, true);
    EXPECT_EQ(utc(read->created), "2022-03-28T12:09:09Z");
    EXPECT_EQ(utc(read->modified), "2022-03-28T21:34:26Z");
    EXPECT_EQ(read->creative.ad_format, "SINGLE_VIDEO");
    EXPECT_EQ(read->creative.video_id, "v10033g50000c90q1d3c77ub6e96fvo0");
    EXPECT_EQ(read->creative.image_ids, Texts{"v0201/7f371ff6f0764f8b8ef4f37d7b980d50"});
    EXPECT_EQ(read->creative.ad_text, "Open-source\ndata integration for modern data teams");
    EXPECT_TRUE(read->creative.ad_texts.empty());
    EXPECT_EQ(read->creative.call_to_action, std::nullopt);
    EXPECT_EQ(read->creative.call_to_action_id, "7080120957230238722");
    EXPECT_EQ(read->creative.identity_type, "CUSTOMIZED_USER");
    EXPECT_EQ(read->creative.identity_id, "7080121820963422209");
    EXPECT_EQ(read->creative.display_name, "airbyte");
    EXPECT_EQ(read->creative.app_name, "");
    EXPECT_EQ(read->creative.avatar_icon_web_uri,
              "ad-site-i18n-sg/202203285d0de5c114d0690a462bb6a4");
    EXPECT_EQ(read->creative.creative_authorized, false);
    EXPECT_EQ(read->creative.playable_url, "");
    EXPECT_EQ(read->links.landing_page_url, "https://airbyte.com");
    EXPECT_EQ(read->links.deeplink, "");
    EXPECT_EQ(read->links.deeplink_type, "NORMAL");
    EXPECT_EQ(read->links.fallback_type, "UNSET");
    EXPECT_EQ(read->links.vast_moat_enabled, false);
    EXPECT_EQ(read->links.viewability_postbid_partner, "UNSET");
    EXPECT_EQ(read->links.page_id, std::nullopt);
    EXPECT_TRUE(read->unmodelled.empty());
}

TEST(RecordsTest, AnImageAdWithoutIdentity) {
    BAYME_NEEDS_SAMPLES();
    const Record record{3};

    const auto read = decoding::ad_fields().read(record.data(), "record");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->id, AdId{"1714124564763650"});
    EXPECT_EQ(read->operation_status, "DISABLE");
    EXPECT_EQ(read->secondary_status, "AD_STATUS_CAMPAIGN_DISABLE");
    EXPECT_EQ(read->creative.ad_format, "SINGLE_IMAGE");
    EXPECT_EQ(read->creative.video_id, std::nullopt);
    EXPECT_EQ(read->creative.image_ids, Texts{"ad-site-i18n-sg/202110195d0db51e12a222ee4334a396"});
    EXPECT_EQ(read->creative.call_to_action, "LEARN_MORE");
    EXPECT_EQ(read->creative.call_to_action_id, std::nullopt);
    EXPECT_EQ(read->creative.identity_type, "UNSET");
    EXPECT_EQ(read->creative.identity_id, "");
    EXPECT_EQ(read->links.landing_page_url, "https://airbyte.io");
    EXPECT_EQ(utc(read->modified), "2021-10-20T08:05:12Z");
    EXPECT_TRUE(read->unmodelled.empty());
}

TEST(RecordsTest, AnAdGroup) {
    BAYME_NEEDS_SAMPLES();
    const Record record{4};

    const auto read = decoding::adgroup_fields().read(record.data(), "record");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->id, AdgroupId{"1728545385226289"});
    EXPECT_EQ(read->campaign_id, CampaignId{"1728545382536225"});
    EXPECT_EQ(read->advertiser_id, AdvertiserId{"7002238017842757633"});
    EXPECT_EQ(read->name, "AdGroupVadim");
    EXPECT_EQ(read->budget, (Budget{"BUDGET_MODE_DAY", 20'000'000}));
    EXPECT_EQ(read->scheduled_budget, 0);
    EXPECT_EQ(read->operation_status, "ENABLE");
    EXPECT_EQ(read->secondary_status, "ADGROUP_STATUS_CAMPAIGN_DISABLE");
    EXPECT_EQ(read->creative_material_mode, "CUSTOM");
    EXPECT_EQ(read->category_id, "0");
    EXPECT_EQ(read->is_new_structure, true);
    EXPECT_EQ(utc(read->created), "2022-03-28T12:09:07Z");
    EXPECT_EQ(utc(read->modified), "2022-03-31T08:13:30Z");
    EXPECT_EQ(read->targeting.gender, "GENDER_UNLIMITED");
    EXPECT_EQ(read->targeting.age_groups, (Texts{"AGE_25_34", "AGE_35_44"}));
    EXPECT_EQ(read->targeting.location_ids, Texts{"6252001"});
    EXPECT_EQ(read->targeting.interest_category_ids, Texts{"15"});
    EXPECT_TRUE(read->targeting.languages.empty());
    EXPECT_EQ(read->targeting.actions.text, "[]");
    EXPECT_EQ(read->targeting.ios14_quota_type, "UNOCCUPIED");
    EXPECT_EQ(read->targeting.brand_safety_type, "NO_BRAND_SAFETY");
    EXPECT_EQ(read->targeting.auto_targeting_enabled, false);
    EXPECT_EQ(read->targeting.inventory_filter_enabled, false);
    EXPECT_EQ(read->destination.promotion_type, "WEBSITE");
    EXPECT_EQ(read->destination.placement_type, "PLACEMENT_TYPE_AUTOMATIC");
    EXPECT_TRUE(read->destination.placements.empty());
    EXPECT_EQ(read->destination.comment_disabled, false);
    EXPECT_EQ(read->destination.pixel_id, std::nullopt);
    EXPECT_EQ(read->bidding.billing_event, "CPC");
    EXPECT_EQ(read->bidding.bid_price, 0);
    EXPECT_EQ(read->bidding.bid_type, "BID_TYPE_NO_BID");
    EXPECT_EQ(read->bidding.optimization_goal, "CLICK");
    EXPECT_EQ(read->bidding.pacing, "PACING_MODE_SMOOTH");
    EXPECT_EQ(read->bidding.bid_display_mode, "CPMV");
    EXPECT_EQ(read->bidding.frequency, std::nullopt);
    EXPECT_EQ(read->bidding.skip_learning_phase, false); // 0 on the wire
    EXPECT_EQ(read->schedule.schedule_type, "SCHEDULE_FROM_NOW");
    EXPECT_EQ(utc(read->schedule.starts), "2022-03-28T13:02:23Z");
    EXPECT_EQ(utc(read->schedule.ends), "2032-03-25T13:02:23Z");
    EXPECT_EQ(read->schedule.dayparting, std::string(336, '1'));
    EXPECT_EQ(read->reservation.purchased_reach, std::nullopt);
    EXPECT_TRUE(read->unmodelled.empty());
}

TEST(ExamplesTest, ACampaign) {
    BAYME_NEEDS_SAMPLES();
    const auto text =
        test::filled(sample("campaign.get.json.txt"), {{"request_id", "r1"},
                                                       {"advertiser_id", "7001"},
                                                       {"campaign_name", "Spring"},
                                                       {"campaign_id", "1801"},
                                                       {"modify_time", "2026-01-02 03:04:05"},
                                                       {"create_time", "2026-01-01 00:00:00"},
                                                       {"budget", "1234.5"}});
    const auto tree = JsonTree::parse(text).value();

    const auto page =
        decoding::read_page(*tree.root().find("data"), "list", decoding::campaign_fields());

    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->items.size(), 1U);
    const auto& campaign = page->items[0];
    EXPECT_EQ(campaign.id, CampaignId{"1801"});
    EXPECT_EQ(campaign.advertiser_id, AdvertiserId{"7001"});
    EXPECT_EQ(campaign.name, "Spring");
    EXPECT_EQ(campaign.budget, (Budget{"BUDGET_MODE_TOTAL", 1'234'500'000}));
    EXPECT_EQ(campaign.operation_status, "ENABLE");
    EXPECT_EQ(campaign.secondary_status, "CAMPAIGN_STATUS_ENABLE");
    EXPECT_EQ(campaign.objective, "LANDING_PAGE");
    EXPECT_EQ(campaign.objective_type, "TRAFFIC");
    EXPECT_EQ(campaign.campaign_type, "REGULAR_CAMPAIGN");
    EXPECT_EQ(campaign.is_smart_performance_campaign, false);
    EXPECT_EQ(campaign.is_new_structure, true);
    EXPECT_EQ(campaign.roas_bid, 0);
    EXPECT_EQ(campaign.deep_bid_type, std::nullopt);
    EXPECT_EQ(utc(campaign.created), "2026-01-01T00:00:00Z");
    EXPECT_EQ(utc(campaign.modified), "2026-01-02T03:04:05Z");
    EXPECT_TRUE(campaign.unmodelled.empty());
    EXPECT_EQ(page->info, (PageInfo{1, 10, 1, 1}));
}

const std::vector<std::pair<std::string, std::string>>& adgroup_values() {
    static const std::vector<std::pair<std::string, std::string>> values{
        {"request_id", "r1"},
        {"advertiser_id", "7001"},
        {"campaign_name", "Spring"},
        {"campaign_id", "1801"},
        {"adgroup_id", "1901"},
        {"adgroup_name", "Group"},
        {"location_id", "6252001"},
        {"budget", "300"},
        {"create_time", "2026-01-01 00:00:00"},
        {"modify_time", "2026-01-02 03:04:05"},
        {"schedule_start_time", "2026-01-01 00:00:00"},
        {"schedule_end_time", "2026-02-01 00:00:00"}};
    return values;
}

TEST(ExamplesTest, TwoAdGroups) {
    BAYME_NEEDS_SAMPLES();
    const auto tree =
        JsonTree::parse(test::filled(sample("adgroup.get.json.txt"), adgroup_values())).value();

    const auto page =
        decoding::read_page(*tree.root().find("data"), "list", decoding::adgroup_fields());

    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->items.size(), 2U);
    const auto& adgroup = page->items[1];
    EXPECT_EQ(adgroup.id, AdgroupId{"1901"});
    EXPECT_EQ(adgroup.budget, (Budget{"BUDGET_MODE_TOTAL", 300'000'000}));
    EXPECT_EQ(adgroup.secondary_status, "ADGROUP_STATUS_CREATE");
    EXPECT_EQ(adgroup.destination.placements, Texts{"PLACEMENT_TIKTOK"});
    EXPECT_EQ(adgroup.targeting.operating_systems, Texts{"ANDROID"});
    EXPECT_TRUE(adgroup.targeting.age_groups.empty()); // null: all
    EXPECT_EQ(adgroup.schedule.schedule_type, "SCHEDULE_START_END");
    EXPECT_EQ(utc(adgroup.schedule.ends), "2026-02-01T00:00:00Z");
    EXPECT_EQ(adgroup.bidding.skip_learning_phase, false);
    EXPECT_TRUE(adgroup.unmodelled.empty());
    EXPECT_EQ(page->info, (PageInfo{1, 10, 2, 1}));
}

TEST(ExamplesTest, StatusCallsWithIdsAsNumbers) {
    BAYME_NEEDS_SAMPLES();
    const auto campaigns = JsonTree::parse(sample("campaign.status.update.json")).value();
    const auto adgroups = JsonTree::parse(sample("adgroup.status.update.json")).value();

    const auto first = decoding::read_status_update(*campaigns.root().find("data"), "campaign_ids");
    const auto second = decoding::read_status_update(*adgroups.root().find("data"), "adgroup_ids");

    EXPECT_EQ(first->ids, (Texts{"11", "22"}));
    EXPECT_EQ(first->status, "ENABLE");
    EXPECT_EQ(second->ids, Texts{"111"});
    EXPECT_EQ(second->status, "DISABLE");
    EXPECT_TRUE(first->unmodelled.empty());
    EXPECT_TRUE(second->unmodelled.empty());
}

struct Example {
    const char* endpoint;
    const char* file;
};

/// Members of all objects of an answer, by name.
void count_members(const JsonNode& node, std::set<std::string>& names) {
    for (const auto& child : node.children) {
        if (!child.key.empty()) {
            names.insert(child.key);
        }
        count_members(child, names);
    }
}

TEST(ExamplesTest, AtMostATenthOfAnEndpointsMembersIsNotModelled) {
    BAYME_NEEDS_SAMPLES();
    const std::vector<Example> examples{
        {"advertiser/info", "airbyte.advertiser.info.json"},
        {"campaign/get", "campaign.get.json.txt"},
        {"campaign/create", "campaign.create.json"},
        {"campaign/create", "campaign.create.7.json"},
        {"campaign/update", "campaign.update.json.txt"},
        {"campaign/status/update", "campaign.status.update.json"},
        {"adgroup/get", "adgroup.get.json.txt"},
        {"adgroup/create", "adgroup.create.json.txt"},
        {"adgroup/update", "adgroup.update.json.txt"},
        {"adgroup/status/update", "adgroup.status.update.json"},
        {"adgroup/quota", "adgroup.quota.json"},
        {"file/video/ad/info", "file.video.ad.info.json"},
        {"file/video/suggestcover", "file.video.suggestcover.json"},
        {"file/image/ad/info", "file.image.ad.info.json"},
        {"file/image/ad/upload", "file.image.ad.upload.json.txt"},
        {"identity/info", "identity.info.json"},
        {"identity/create", "identity.create.json"},
        {"identity/video/info", "identity.video.info.json"},
        {"creative/portfolio/list", "creative.portfolio.list.json"},
        {"report/integrated/get", "report.integrated.get.json.txt"},
        {"report/task/create", "report.task.create.json"},
        {"report/task/check", "report.task.check.json"},
        {"report/task/cancel", "report.task.cancel.json"},
        {"tool/hashtag/get", "tool.hashtag.get.json"},
        {"tool/targeting/info", "tool.targeting.info.json"},
        {"tool/targeting/search", "tool.targeting.search.json"},
        {"tool/targeting/search", "tool.targeting.search.4.json"},
        {"ad/audience_size/estimate", "ad.audience_size.estimate.json"},
        {"bc/account/budget/changelog/get", "bc.account.budget.changelog.get.json"},
        {"smart_plus/campaign/get", "smart_plus.campaign.get.json.txt"},
        {"smart_plus/ad/review_info", "smart_plus.ad.review_info.json"},
        {"smart_plus/material_report/overview", "smart_plus.material_report.overview.json"},
        {"gmv_max/campaign/get", "gmv_max.campaign.get.json"},
        {"campaign/gmv_max/info", "campaign.gmv_max.info.json"},
        {"gmv_max/store/list", "gmv_max.store.list.json"},
    };

    for (const auto& one : examples) {
        auto values = adgroup_values();
        values.emplace_back("ad_id_v2", "1");
        values.emplace_back("ad_name", "n");
        values.emplace_back("current_budget", "50");
        values.emplace_back("operation_time", "2026-01-01 00:00:00");
        // One example forgets a quote.
        const auto text = test::filled(
            test::replace_all(sample(one.file), R"("{{signature}},)", R"("{{signature}}",)"),
            values);
        std::set<std::string> names;
        count_members(*JsonTree::parse(text).value().root().find("data"), names);

        const auto answer = decode_for_people(one.endpoint, text);

        ASSERT_TRUE(answer) << one.endpoint << answer.error();
        std::string list;
        for (const auto& member : answer->unmodelled) {
            list += " " + member.name;
        }
        EXPECT_LE(answer->unmodelled.size() * 10, names.size()) << one.endpoint << ":" << list;
        EXPECT_FALSE(answer->fields.empty()) << one.endpoint;
    }
}

TEST(ExamplesTest, TheAdvertiserExampleOfAConnector) {
    BAYME_NEEDS_SAMPLES();
    const auto tree = JsonTree::parse(sample("airbyte.advertiser.info.json")).value();

    const auto list =
        decoding::read_list(*tree.root().find("data"), "list", decoding::advertiser_fields());

    ASSERT_TRUE(list) << list.error();
    ASSERT_EQ(list->size(), 1U);
    EXPECT_EQ((*list)[0].id, AdvertiserId{"872746382648"});
    EXPECT_EQ((*list)[0].name, "test name");
    EXPECT_EQ((*list)[0].contact.address, "test address");
}

} // namespace
} // namespace bayme::tiktok

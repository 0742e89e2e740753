// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/gmv_max.hpp"

#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::size_t products_each = 3;

std::uint64_t seed_of(const Account& account) {
    return roll_text(account.id);
}

std::string digits(std::string_view head, std::uint64_t luck) {
    return fmt::format("{}{:016}", head, luck % 10'000'000'000'000'000);
}

Minor unit_of(const Account& account) {
    return account.ratio * (account.digits == 0 ? 1 : 100);
}

GmvMaxCampaign campaign_of(const World& world, const Account& account, std::uint64_t number) {
    const auto luck = roll({seed_of(account), 90, number});
    GmvMaxCampaign campaign;
    campaign.live = number == 2;
    campaign.created = world.born + static_cast<Seconds>(60 + luck % 200) * day_length;
    campaign.id = std::to_string((static_cast<std::uint64_t>(campaign.created) << 20U) |
                                 (luck & ((1U << 20U) - 1)));
    campaign.name =
        fmt::format("{} {}", campaign.live ? "LIVE GMV Max" : "Product GMV Max", number + 1);
    campaign.enabled = number != 1;
    campaign.ended = campaign.enabled ? 0 : campaign.created + 200 * day_length;
    campaign.budget = static_cast<Minor>(3 + luck % 9) * 100 * unit_of(account);
    campaign.target = static_cast<std::int64_t>(150 + (luck >> 8U) % 250);
    for (std::size_t i = 0; i < products_each && !campaign.live; ++i) {
        campaign.products.push_back(digits("172", roll({luck, 1, i})));
    }
    return campaign;
}

bool passes(const Parameters& filtering, const Account& account, const GmvMaxCampaign& campaign) {
    const auto from = read_time(filtering.text("creation_filter_start_time"));
    const auto to = read_time(filtering.text("creation_filter_end_time"));
    return filtering.admits("gmv_max_promotion_types",
                            campaign.live ? "LIVE_GMV_MAX" : "PRODUCT_GMV_MAX") &&
           filtering.admits("store_ids", store_id(account)) &&
           filtering.admits("campaign_ids", campaign.id) &&
           campaign.name.contains(filtering.text("campaign_name")) &&
           passes_primary(state_of(campaign), filtering.text("primary_status")) &&
           (!from || campaign.created >= *from) && (!to || campaign.created <= *to);
}

MemberTexts members_of(const Account& account, const GmvMaxCampaign& campaign) {
    return {{"advertiser_id", json_string(account.id)},
            {"campaign_id", json_string(campaign.id)},
            {"campaign_name", json_string(campaign.name)},
            {"operation_status", json_string(campaign.enabled ? "ENABLE" : "DISABLE")},
            {"create_time", json_string(time_text(campaign.created))},
            {"modify_time", json_string(time_text(std::max(campaign.created, campaign.ended)))},
            {"objective_type", json_string("PRODUCT_SALES")},
            {"secondary_status", json_string(state_of(campaign).secondary)},
            {"roi_protection_compensation_status",
             json_string(campaign.enabled ? "IN_EFFECT" : "NOT_ELIGIBLE")}};
}

} // namespace

void GmvMaxCounts::add(const GmvMaxCounts& other) {
    cost += other.cost;
    net_cost += other.net_cost;
    gross_revenue += other.gross_revenue;
    orders += other.orders;
    product_impressions += other.product_impressions;
    product_clicks += other.product_clicks;
}

Status state_of(const GmvMaxCampaign& campaign) {
    return campaign.enabled ? Status{"STATUS_DELIVERY_OK", "CAMPAIGN_STATUS_ENABLE"}
                            : Status{"STATUS_DISABLE", "CAMPAIGN_STATUS_DISABLE"};
}

std::string store_id(const Account& account) {
    return digits("749", roll({seed_of(account), 91}));
}

std::vector<GmvMaxCampaign> gmv_max_campaigns(const World& world, const Account& account) {
    std::vector<GmvMaxCampaign> campaigns;
    for (std::uint64_t number = 0; number < 3; ++number) {
        campaigns.push_back(campaign_of(world, account, number));
    }
    return campaigns;
}

std::string gmv_post_id(const GmvMaxCampaign& campaign, std::size_t product, std::size_t post) {
    return digits("748", roll({roll_text(campaign.id), 92, product, post}));
}

GmvMaxCounts gmv_max_counts(const World& world, const Account& account,
                            const GmvMaxCampaign& campaign, std::size_t product, std::size_t post,
                            std::int64_t day, unsigned hour, AsOf as_of) {
    const auto start = account.start_of(day) + static_cast<Seconds>(hour) * hour_length;
    const bool runs = start >= campaign.created && (campaign.ended == 0 || start < campaign.ended);
    if (!runs || start + hour_length > as_of.published) {
        return {};
    }
    const auto luck = roll({world.seed, roll_text(campaign.id), product, post,
                            static_cast<std::uint64_t>(day * 24 + hour)});
    const auto parts =
        static_cast<Minor>(std::max<std::size_t>(campaign.products.size(), 1) * gmv_posts_each);
    GmvMaxCounts counts;
    // A share of nine tenths of the budget, so that no day spends more than it.
    counts.cost = campaign.budget * static_cast<Minor>(600 + luck % 480) / 1200 / 24 / parts;
    counts.net_cost = counts.cost - counts.cost * static_cast<Minor>(luck >> 10U & 63U) / 1000;
    const auto price = static_cast<Minor>(900 + roll({luck, 1}) % 4000) * unit_of(account) / 100;
    const auto wanted = counts.cost * campaign.target / 100;
    counts.orders =
        (wanted + static_cast<Minor>(roll({luck, 2}) % static_cast<std::uint64_t>(price))) / price;
    counts.gross_revenue = counts.orders * price;
    counts.product_clicks = counts.orders * 9 + static_cast<std::int64_t>(luck >> 20U & 15U);
    counts.product_impressions =
        counts.product_clicks * 31 + static_cast<std::int64_t>(luck >> 30U & 255U);
    return counts;
}

Answer list_gmv_max_campaigns(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto filtering = call.parameters.object("filtering");
    if (!filtering.has("gmv_max_promotion_types")) {
        return missing_fields({"filtering.gmv_max_promotion_types"});
    }
    auto found = gmv_max_campaigns(platform.world, account);
    std::erase_if(found, [&](const GmvMaxCampaign& campaign) {
        return !passes(filtering, account, campaign);
    });
    const auto fields = call.parameters.texts("fields");
    return paged(call, "list", found, [&](std::string& out, const GmvMaxCampaign& campaign) {
        JsonWriter json;
        json.begin_object();
        for (const auto& [name, value] : members_of(account, campaign)) {
            if (fields.empty() || std::ranges::find(fields, name) != fields.end()) {
                json.key(name).raw(value);
            }
        }
        out += json.end_object().text();
    });
}

Answer show_gmv_max_campaign(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto campaigns = gmv_max_campaigns(platform.world, account);
    const auto id = call.parameters.text("campaign_id");
    const auto found = std::ranges::find(campaigns, id, &GmvMaxCampaign::id);
    if (found == campaigns.end()) {
        return unknown(platform, Level::campaign, id);
    }
    const auto& owner = platform.identities.tiktok_account(platform.world, account);
    JsonWriter out;
    out.begin_object()
        .member("advertiser_id", account.id)
        .member("campaign_id", found->id)
        .member("campaign_name", found->name)
        .member("operation_status", found->enabled ? "ENABLE" : "DISABLE")
        .member("store_id", store_id(account))
        .member("store_authorized_bc_id", business_center_id(platform.world))
        .member("shopping_ads_type", found->live ? "LIVE" : "PRODUCT")
        .member("product_specific_type", found->live ? "UNSET" : "CUSTOMIZED_PRODUCTS")
        .member("product_video_specific_type", found->live ? "UNSET" : "AUTO_SELECTION")
        .member("optimization_goal", "VALUE")
        .member("deep_bid_type", "VO_MIN_ROAS")
        .member("schedule_type", found->enabled ? "SCHEDULE_FROM_NOW" : "SCHEDULE_START_END")
        .member("schedule_start_time", time_text(found->created))
        .member("schedule_end_time",
                time_text(found->enabled ? found->created + 3650 * day_length : found->ended));
    out.key("budget").number(minor_number(found->budget, account.digits));
    out.key("roas_bid").number(minor_number(found->target, 2));
    out.key("roi_protection_enabled").boolean(found->enabled);
    out.key("affiliate_posts_enabled").boolean(!found->live);
    out.key("item_group_ids").raw(json_array(found->products));
    out.key("placements").raw(json_array({"PLACEMENT_TIKTOK"}));
    out.key("location_ids")
        .raw(json_array({std::to_string(1'000'000 + mix(static_cast<std::uint64_t>(found->target)) %
                                                        6'000'000)}));
    out.key("age_groups").raw(json_array({"AGE_18_24", "AGE_25_34", "AGE_35_44"}));
    out.key("identity_list")
        .begin_array()
        .begin_object()
        .member("identity_id", owner.id)
        .member("identity_type", "TT_USER")
        .end_object()
        .end_array();
    out.key("item_list").begin_array().end_array();
    out.key("custom_anchor_video_list").begin_array().end_array();
    return Answer{out.end_object().take()};
}

Answer list_gmv_max_stores(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto center = business_center_id(platform.world);
    JsonWriter out;
    out.begin_object()
        .key("store_list")
        .begin_array()
        .begin_object()
        .key("exclusive_authorized_advertiser_info")
        .begin_object()
        .member("advertiser_id", account.id)
        .member("advertiser_name", account.name)
        .member("advertiser_status", "STATUS_ENABLE")
        .end_object()
        .key("is_gmv_max_available")
        .boolean(true)
        .key("is_owner_bc")
        .boolean(true)
        .member("store_authorized_bc_id", center)
        .key("store_authorized_bc_info")
        .begin_object()
        .member("bc_id", center)
        .member("bc_name", "Sandbox Group")
        .member("bc_profile_image", "https://files.sandbox.example/bc/" + center)
        .member("user_role", "ADMIN")
        .end_object()
        .member("store_code", "S" + store_id(account).substr(9))
        .member("store_id", store_id(account))
        .member("store_name", account.name)
        .member("store_role", "AD_PROMOTION")
        .member("store_status", "ACTIVE")
        .key("targeting_region_codes")
        .raw(json_array({account.country}))
        .member("thumbnail_url", "https://files.sandbox.example/store/" + store_id(account))
        .end_object();
    return Answer{out.end_array().end_object().take()};
}

} // namespace bayme::sandbox

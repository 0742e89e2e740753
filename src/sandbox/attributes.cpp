// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/metrics.hpp"
#include "sandbox/shape.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

/// Attributes that are the same everywhere in this world, as real records show them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> constants{{
    {"app_promotion_type", R"("UNSET")"},
    {"split_test", R"("No")"},
    {"campaign_dedicate_type", R"("Regular campaign")"},
    {"placement_type", R"("Select Placement")"},
    {"bid_strategy", R"("Maximum Delivery")"},
    {"bid", R"("0.00")"},
    {"smart_target", R"("-")"},
    {"dpa_target_audience_type", "null"},
    {"mobile_app_id", R"("0")"},
    {"tt_app_id", "0"},
    {"tt_app_name", R"("0")"},
    {"image_mode", R"("Video")"},
    {"is_aco", R"("false")"},
    {"is_smart_creative", R"("false")"},
}};

std::string campaign_attribute(std::string_view name, const World& world, const Campaign& campaign,
                               const Account& account, Seconds now) {
    if (name == "campaign_id") {
        return json_string(campaign.id_text());
    }
    if (name == "campaign_name") {
        return json_string(campaign.name);
    }
    if (name == "objective_type") {
        return json_string(world.objectives[campaign.objective].name);
    }
    return json_string(minor_text(campaign.budget_at(now), account.digits));
}

std::string adgroup_attribute(std::string_view name, const World& world, const Adgroup& adgroup,
                              const Account& account, Seconds now) {
    const auto& objective = world.objectives[world.campaigns[adgroup.parent].objective];
    if (name == "adgroup_id") {
        return json_string(adgroup.id_text());
    }
    if (name == "adgroup_name") {
        return json_string(adgroup.name);
    }
    if (name == "promotion_type") {
        return objective.promotion == "WEBSITE" ? R"("Website")" : R"("App")";
    }
    if (name == "opt_status") {
        return adgroup.enabled ? R"("Active")" : R"("Inactive")";
    }
    if (name == "billing_event") {
        return objective.billing == "CPC" ? R"("Clicks")" : json_string(objective.billing);
    }
    return json_string(minor_text(adgroup.budget_at(now), account.digits));
}

std::string ad_attribute(std::string_view name, const World& world, const Ad& ad, AdRows rows) {
    const bool whole = ad.bundle && rows == AdRows::ad_id_v2;
    if (name == "ad_id_v2" || (name == "ad_id" && whole)) {
        return json_string(std::to_string(world.ad_id_v2(ad)));
    }
    if (name == "ad_id") {
        return json_string(ad.id_text());
    }
    if (name == "ad_name") {
        return json_string(whole ? world.bundles[*ad.bundle].name : ad.name);
    }
    // What differs from creative to creative has lists of its own there.
    if (whole) {
        return json_string("");
    }
    return json_string(name == "ad_text"          ? world.ad_text(ad)
                       : name == "call_to_action" ? world.call_to_action(ad)
                       : name == "ad_url"         ? world.landing_page(ad)
                                                  : std::string{});
}

/// A creative says what it is part of [CONTRACT 4.13].
std::string automation_attribute(const Campaign& campaign, Level level, AdRows rows) {
    const bool creative = campaign.smart_plus && level == Level::ad && rows == AdRows::ad_id;
    return json_string(fmt::format("{}{}", automation_type(campaign), creative ? "_CREATIVE" : ""));
}

} // namespace

std::string attribute_json(const Metric& metric, const World& world, const Account& account,
                           Level level, std::uint32_t index, AdRows rows, Seconds now) {
    for (const auto& [name, text] : constants) {
        if (name == metric.name) {
            return std::string{text};
        }
    }
    if (metric.name == "campaign_automation_type") {
        return automation_attribute(world.campaign_of(level, index), level, rows);
    }
    switch (metric.level) {
    case Level::advertiser:
        return json_string(metric.name == "advertiser_id" ? account.id
                           : metric.name == "currency"    ? account.currency
                                                          : account.name);
    case Level::campaign:
        return campaign_attribute(metric.name, world, world.campaign_of(level, index), account,
                                  now);
    case Level::adgroup:
        return adgroup_attribute(
            metric.name, world,
            world.adgroups[level == Level::ad ? world.ads[index].parent : index], account, now);
    case Level::ad:
        break;
    }
    return ad_attribute(metric.name, world, world.ads[index], rows);
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/status.hpp"

#include <fmt/format.h>

#include <optional>

namespace bayme::sandbox {

namespace {

constexpr std::string_view deleted = "STATUS_DELETE";
constexpr std::string_view disabled = "STATUS_DISABLE";
constexpr std::string_view idle = "STATUS_NOT_DELIVERY";
constexpr std::string_view running = "STATUS_DELIVERY_OK";
constexpr std::string_view done = "STATUS_TIME_DONE";

/// How far the review of an ad group's living ads has come.
struct Reviews {
    std::size_t all = 0;
    std::size_t first = 0; ///< wait for their first review
    std::size_t again = 0;
    std::size_t denied = 0;
};

Reviews reviews_of(const World& world, const Adgroup& adgroup, Seconds now) {
    Reviews reviews;
    for (const auto index : adgroup.children) {
        const auto& ad = world.ads[index];
        if (ad.deleted) {
            continue;
        }
        ++reviews.all;
        if (now < ad.approved) {
            ++(ad.changed ? reviews.again : reviews.first);
        } else if (ad.denied) {
            ++reviews.denied;
        }
    }
    return reviews;
}

/// Stands still until midnight because the budget is gone: the own one, or the campaign's.
std::optional<std::string_view> budget_word(const World& world, std::uint32_t unit, Seconds now) {
    if (!world.spent_up || !world.spent_up(unit, now)) {
        return std::nullopt;
    }
    return world.units[unit].level == Level::campaign ? "CAMPAIGN_EXCEED" : "BUDGET_EXCEED";
}

Status adgroup_phase(const World& world, const Adgroup& adgroup, Seconds now) {
    const auto [all, first, again, denied] = reviews_of(world, adgroup, now);
    if (all == 0) {
        return {idle, "ADGROUP_STATUS_CREATE"};
    }
    if (now >= adgroup.ends) {
        return {done, "ADGROUP_STATUS_TIME_DONE"};
    }
    if (denied == all) {
        return {idle, "ADGROUP_STATUS_AUDIT_DENY"};
    }
    if (first + again + denied == all) {
        return {idle, denied > 0  ? "ADGROUP_STATUS_PARTIAL_AUDIT_NO_DELIVERY"
                      : first > 0 ? "ADGROUP_STATUS_AUDIT"
                                  : "ADGROUP_STATUS_REAUDIT"};
    }
    if (now < adgroup.starts) {
        return {idle, "ADGROUP_STATUS_NOT_START"};
    }
    if (const auto word = budget_word(world, adgroup.unit, now)) {
        return {idle, fmt::format("ADGROUP_STATUS_{}", *word)};
    }
    return {running, first + again + denied > 0 ? "ADGROUP_STATUS_PARTIAL_AUDIT_DELIVERY_OK"
                                                : "ADGROUP_STATUS_DELIVERY_OK"};
}

Status campaign_phase(const World& world, const Campaign& campaign, Seconds now) {
    const bool shared = campaign.shares_budget && !campaign.children.empty();
    if (shared && budget_word(world, world.adgroups[campaign.children.front()].unit, now)) {
        return {idle, "CAMPAIGN_STATUS_BUDGET_EXCEED"};
    }
    return {running, "CAMPAIGN_STATUS_ENABLE"};
}

Status ad_phase(const World& world, const Ad& ad, Seconds now) {
    if (now < ad.approved) {
        return {idle, ad.changed ? "AD_STATUS_REAUDIT" : "AD_STATUS_AUDIT"};
    }
    if (ad.denied) {
        return {idle, "AD_STATUS_AUDIT_DENY"};
    }
    const auto& adgroup = world.adgroups[ad.parent];
    if (now < adgroup.starts) {
        return {idle, "AD_STATUS_NOT_START"};
    }
    if (now >= adgroup.ends) {
        return {done, "AD_STATUS_DONE"};
    }
    if (const auto word = budget_word(world, ad.unit, now)) {
        return {idle, fmt::format("AD_STATUS_{}", *word)};
    }
    return {running, "AD_STATUS_DELIVERY_OK"};
}

} // namespace

Status status_of(const World& world, Level level, std::uint32_t index, Seconds now) {
    const auto prefix = level == Level::campaign  ? "CAMPAIGN_STATUS_"
                        : level == Level::adgroup ? "ADGROUP_STATUS_"
                                                  : "AD_STATUS_";
    const auto& node = world.node(level, index);
    const auto& campaign = world.campaign_of(level, index);
    const Node* const adgroup = level == Level::ad ? &world.adgroups[node.parent] : nullptr;
    // The parents' state comes before the own one: real records show it so.
    if (level != Level::campaign && campaign.deleted) {
        return {deleted, fmt::format("{}CAMPAIGN_DELETE", prefix)};
    }
    if (adgroup != nullptr && adgroup->deleted) {
        return {deleted, fmt::format("{}ADGROUP_DELETE", prefix)};
    }
    if (node.deleted) {
        return {deleted, fmt::format("{}DELETE", prefix)};
    }
    const auto& account = world.accounts[node.account];
    if (account.suspended && now >= *account.suspended) {
        return {idle, "ADVERTISER_ACCOUNT_PUNISH"};
    }
    if (level != Level::campaign && !campaign.enabled) {
        return {disabled, fmt::format("{}CAMPAIGN_DISABLE", prefix)};
    }
    if (adgroup != nullptr && !adgroup->enabled) {
        return {disabled, fmt::format("{}ADGROUP_DISABLE", prefix)};
    }
    if (!node.enabled) {
        return {disabled, fmt::format("{}DISABLE", prefix)};
    }
    switch (level) {
    case Level::adgroup:
        return adgroup_phase(world, world.adgroups[index], now);
    case Level::ad:
        return ad_phase(world, world.ads[index], now);
    default:
        return campaign_phase(world, campaign, now);
    }
}

bool passes_primary(const Status& status, std::string_view primary) {
    if (primary.empty() || primary == "STATUS_NOT_DELETE") {
        return !status.deleted();
    }
    return primary == "STATUS_ALL" || primary == status.primary;
}

bool passes_secondary(const Status& status, std::string_view secondary) {
    if (secondary.ends_with("_STATUS_NOT_DELETE")) {
        return !status.deleted();
    }
    return secondary.ends_with("_STATUS_ALL") || secondary == status.secondary;
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/status.hpp"

#include <fmt/format.h>

namespace bayme::sandbox {

namespace {

constexpr std::string_view deleted = "STATUS_DELETE";
constexpr std::string_view disabled = "STATUS_DISABLE";
constexpr std::string_view idle = "STATUS_NOT_DELIVERY";
constexpr std::string_view running = "STATUS_DELIVERY_OK";
constexpr std::string_view done = "STATUS_TIME_DONE";

Status adgroup_phase(const Adgroup& adgroup, Seconds now) {
    if (adgroup.children.empty()) {
        return {idle, "ADGROUP_STATUS_CREATE"};
    }
    if (now < adgroup.starts) {
        return {idle, "ADGROUP_STATUS_NOT_START"};
    }
    if (now >= adgroup.ends) {
        return {done, "ADGROUP_STATUS_TIME_DONE"};
    }
    return {running, "ADGROUP_STATUS_DELIVERY_OK"};
}

Status ad_phase(const World& world, const Ad& ad, Seconds now) {
    if (now < ad.approved) {
        return {idle, "AD_STATUS_AUDIT"};
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
        return adgroup_phase(world.adgroups[index], now);
    case Level::ad:
        return ad_phase(world, world.ads[index], now);
    default:
        return {running, "CAMPAIGN_STATUS_ENABLE"};
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

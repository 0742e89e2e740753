// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/smart_plus.hpp"

#include "sandbox/dice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::array smart_objectives{"WEB_CONVERSIONS", "APP_PROMOTION", "LEAD_GENERATION"};
constexpr std::uint64_t every = 8;
constexpr std::size_t creatives_each = 3;

bool could_be_smart(const World& world, const Campaign& campaign) {
    const auto& name = world.objectives[campaign.objective].name;
    const bool has_ads = std::ranges::any_of(campaign.children, [&](std::uint32_t adgroup) {
        return !world.adgroups[adgroup].children.empty();
    });
    return has_ads && std::ranges::find(smart_objectives, name) != smart_objectives.end();
}

/// Those of an account, which lists its campaigns newest first.
std::vector<std::uint32_t> chosen(const World& world, const Account& account) {
    std::vector<std::uint32_t> found;
    std::optional<std::uint32_t> oldest;
    bool any_runs = false;
    for (const auto index : account.campaigns) {
        const auto& campaign = world.campaigns[index];
        if (!could_be_smart(world, campaign)) {
            continue;
        }
        if (roll({world.seed, 70, campaign.id}) % every == 0) {
            found.push_back(index);
            any_runs = any_runs || campaign.enabled;
        }
        oldest = campaign.enabled ? index : oldest;
    }
    if (!any_runs && oldest) {
        found.push_back(*oldest);
    }
    return found;
}

void bundle_ads(World& world, std::uint32_t index) {
    const auto& adgroup = world.adgroups[index];
    for (std::size_t first = 0; first < adgroup.children.size(); first += creatives_each) {
        Bundle bundle;
        bundle.adgroup = index;
        bundle.account = adgroup.account;
        const auto last = std::min(first + creatives_each, adgroup.children.size());
        for (auto i = first; i < last; ++i) {
            bundle.creatives.push_back(adgroup.children[i]);
            world.ads[adgroup.children[i]].bundle =
                static_cast<std::uint32_t>(world.bundles.size());
        }
        std::ranges::sort(bundle.creatives, {}, [&](std::uint32_t i) { return world.ads[i].id; });
        const auto& oldest = world.ads[bundle.creatives.front()];
        bundle.id = oldest.id + 1;
        while (world.node_index.contains(bundle.id)) {
            ++bundle.id;
        }
        bundle.name = fmt::format("{} Smart+", oldest.name);
        world.bundles.push_back(std::move(bundle));
    }
}

/// Delivering before waiting before stopped before gone.
std::size_t rank(const Status& status) {
    constexpr std::array<std::string_view, 5> order{"STATUS_DELIVERY_OK", "STATUS_NOT_DELIVERY",
                                                    "STATUS_TIME_DONE", "STATUS_DISABLE",
                                                    "STATUS_DELETE"};
    return static_cast<std::size_t>(std::ranges::find(order, status.primary) - order.begin());
}

} // namespace

void make_smart_plus(World& world) {
    for (const auto& account : world.accounts) {
        for (const auto campaign : chosen(world, account)) {
            world.campaigns[campaign].smart_plus = true;
            for (const auto adgroup : world.campaigns[campaign].children) {
                bundle_ads(world, adgroup);
            }
        }
    }
}

Status bundle_status(const World& world, const Bundle& bundle, Seconds now) {
    Status best = status_of(world, Level::ad, bundle.creatives.front(), now);
    bool reviewed = true;
    for (const auto creative : bundle.creatives) {
        auto status = status_of(world, Level::ad, creative, now);
        reviewed = reviewed && !status.secondary.ends_with("AUDIT");
        if (rank(status) < rank(best)) {
            best = std::move(status);
        }
    }
    if (rank(best) == 0 && !reviewed) {
        best.secondary = "AD_STATUS_REVIEW_PARTIALLY_APPROVED";
    }
    return best;
}

std::string ad_material_id(const Ad& creative) {
    return fmt::format("18{:014}", mix(creative.id + 9) % 100'000'000'000'000);
}

std::string entity_id(std::string_view text) {
    return fmt::format("17{:014}", roll_text(text) % 100'000'000'000'000);
}

} // namespace bayme::sandbox

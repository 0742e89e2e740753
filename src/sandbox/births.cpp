// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/dice.hpp"
#include "sandbox/world.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace bayme::sandbox {

namespace {

/// Lists are kept newest id first.
template <typename Nodes>
void insert_newest_first(std::vector<std::uint32_t>& list, const Nodes& nodes,
                         std::uint32_t position) {
    const auto place = std::ranges::upper_bound(list, nodes[position].id, std::greater{},
                                                [&](std::uint32_t i) { return nodes[i].id; });
    list.insert(place, position);
}

/// The object's place among all of its kind, by its id and in its account's list.
template <typename Kind>
std::uint32_t enlist(World& world, std::vector<Kind>& nodes,
                     std::vector<std::uint32_t> Account::* list, Level level, Kind node) {
    const auto position = static_cast<std::uint32_t>(nodes.size());
    world.node_index.emplace(node.id, std::pair{level, position});
    auto& account = world.accounts[node.account];
    nodes.push_back(std::move(node));
    insert_newest_first(account.*list, nodes, position);
    return position;
}

} // namespace

/// As the maker's: the creation second above the twentieth bit.
std::uint64_t World::next_id(Seconds created) {
    auto id = (static_cast<std::uint64_t>(created) << 20U) |
              (roll({seed, 40, ++births}) & ((1U << 20U) - 1));
    while (node_index.contains(id)) {
        ++id;
    }
    return id;
}

std::uint32_t World::add(Campaign campaign) {
    campaign.id = next_id(campaign.created);
    return enlist(*this, campaigns, &Account::campaigns, Level::campaign, std::move(campaign));
}

std::uint32_t World::add(Adgroup adgroup) {
    adgroup.id = next_id(adgroup.created);
    const auto position = static_cast<std::uint32_t>(adgroups.size());
    auto& campaign = campaigns[adgroup.parent];
    if (campaign.shares_budget && !campaign.children.empty()) {
        adgroup.unit = adgroups[campaign.children.front()].unit;
    } else {
        adgroup.unit = static_cast<std::uint32_t>(units.size());
        accounts[adgroup.account].units.push_back(adgroup.unit);
        units.push_back({campaign.shares_budget ? Level::campaign : Level::adgroup,
                         campaign.shares_budget ? adgroup.parent : position,
                         adgroup.account,
                         {},
                         {}});
    }
    units[adgroup.unit].adgroups.push_back(position);
    campaign.children.push_back(position);
    return enlist(*this, adgroups, &Account::adgroups, Level::adgroup, std::move(adgroup));
}

std::uint32_t World::add(Ad ad) {
    ad.id = next_id(ad.created);
    const auto position = static_cast<std::uint32_t>(ads.size());
    auto& adgroup = adgroups[ad.parent];
    ad.unit = adgroup.unit;
    units[ad.unit].ads.push_back(position);
    adgroup.children.push_back(position);
    return enlist(*this, ads, &Account::ads, Level::ad, std::move(ad));
}

} // namespace bayme::sandbox

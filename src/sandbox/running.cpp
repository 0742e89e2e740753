// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/running.hpp"

#include <algorithm>
#include <limits>

namespace bayme::sandbox {

namespace {

constexpr Seconds half_hour = hour_length / 2;

bool on_at(const std::vector<Switch>& switches, Seconds moment) {
    bool on = false;
    for (const auto& change : switches) {
        if (change.at > moment) {
            break;
        }
        on = change.on;
    }
    return on;
}

/// Whether the plan in force lets the ad group deliver.
bool in_plan(const Adgroup& adgroup, const Account& account, Seconds moment) {
    const std::string* halves = nullptr;
    for (const auto& plan : adgroup.plans) {
        halves = plan.at <= moment ? &plan.halves : halves;
    }
    if (halves == nullptr || halves->empty()) {
        return true;
    }
    const auto day = account.local_day(moment);
    const auto half = (moment - account.start_of(day)) / half_hour;
    const auto place = std::size_t{weekday_of(day)} * 48 + static_cast<std::size_t>(half);
    return halves->at(place) == '1';
}

/// Calls `take` with every moment at which the node is switched or gets another budget.
template <typename Take>
void each_change(const Node& node, Take& take) {
    for (const auto& change : node.switches) {
        take(change.at);
    }
    for (const auto& change : node.budgets) {
        take(change.at);
    }
}

/// The same of an ad group, without the half hours of its plans.
template <typename Take>
void each_group_change(const Adgroup& adgroup, Take& take) {
    take(adgroup.starts);
    take(adgroup.ends);
    for (const auto& plan : adgroup.plans) {
        take(plan.at);
    }
    each_change(adgroup, take);
}

/// The same of a whole campaign, its account included.
template <typename Take>
void each_campaign_change(const World& world, const Campaign& campaign, Take& take) {
    take(world.accounts[campaign.account].suspended.value_or(0));
    each_change(campaign, take);
    for (const auto index : campaign.children) {
        each_group_change(world.adgroups[index], take);
        for (const auto ad : world.adgroups[index].children) {
            each_change(world.ads[ad], take);
        }
    }
}

} // namespace

const Campaign& campaign_of(const World& world, const Unit& unit) {
    return world
        .campaigns[unit.level == Level::campaign ? unit.owner : world.adgroups[unit.owner].parent];
}

bool runs(const World& world, const Ad& ad, Seconds moment) {
    const auto& account = world.accounts[ad.account];
    const auto& adgroup = world.adgroups[ad.parent];
    return (!account.suspended || moment < *account.suspended) && adgroup.starts <= moment &&
           moment < adgroup.ends && on_at(ad.switches, moment) && on_at(adgroup.switches, moment) &&
           on_at(world.campaigns[adgroup.parent].switches, moment) &&
           in_plan(adgroup, account, moment);
}

std::vector<Seconds> edges(const World& world, const Unit& unit, Seconds start, Seconds end) {
    std::vector<Seconds> found;
    const auto take = [&](Seconds moment) {
        if (moment > start && moment < end) {
            found.push_back(moment);
        }
    };
    const auto& campaign = campaign_of(world, unit);
    const bool alone = world.description.overlap == 0;
    if (alone) {
        take(world.accounts[unit.account].suspended.value_or(0));
        each_change(campaign, take);
        for (const auto index : unit.adgroups) {
            each_group_change(world.adgroups[index], take);
        }
        for (const auto ad : unit.ads) {
            each_change(world.ads[ad], take);
        }
    } else {
        each_campaign_change(world, campaign, take);
    }
    const auto has_plan = [&](std::uint32_t index) {
        return !world.adgroups[index].plans.empty();
    };
    if (std::ranges::any_of(alone ? unit.adgroups : campaign.children, has_plan)) {
        for (auto half = start; half < end; half += half_hour) {
            take(half);
        }
    }
    std::ranges::sort(found);
    return found;
}

Span steady_around(const World& world, const Campaign& campaign, Seconds moment) {
    Span span{std::numeric_limits<Seconds>::min(), std::numeric_limits<Seconds>::max()};
    const auto take = [&](Seconds change) {
        if (change > moment) {
            span.to = std::min(span.to, change);
        } else {
            span.from = std::max(span.from, change);
        }
    };
    each_campaign_change(world, campaign, take);
    const auto has_plan = [&](std::uint32_t index) {
        return !world.adgroups[index].plans.empty();
    };
    if (std::ranges::any_of(campaign.children, has_plan)) {
        const auto& account = world.accounts[campaign.account];
        const auto start = account.start_of(account.local_day(moment));
        take(moment - (moment - start) % half_hour);
        take(moment - (moment - start) % half_hour + half_hour);
    }
    return span;
}

Minor daily_limit(const World& world, const Unit& unit, Seconds moment) {
    const auto& owner = world.node(unit.level, unit.owner);
    const auto amount = owner.budget_at(moment);
    if (owner.budget_mode != BudgetMode::total) {
        return amount;
    }
    auto starts = world.adgroups[unit.adgroups.front()].starts;
    auto ends = world.adgroups[unit.adgroups.front()].ends;
    for (const auto index : unit.adgroups) {
        starts = std::min(starts, world.adgroups[index].starts);
        ends = std::max(ends, world.adgroups[index].ends);
    }
    return amount / std::max<Seconds>(1, (ends - starts) / day_length);
}

} // namespace bayme::sandbox

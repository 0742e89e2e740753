// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/running.hpp"

#include <algorithm>

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

/// Moments strictly inside a stretch of time.
class Edges {
public:
    Edges(const World& world, Seconds start, Seconds end)
        : world_(world), start_(start), end_(end) {}

    void add(Seconds moment) {
        if (moment > start_ && moment < end_) {
            found_.push_back(moment);
        }
    }
    void add(const Node& node) {
        for (const auto& change : node.switches) {
            add(change.at);
        }
        for (const auto& change : node.budgets) {
            add(change.at);
        }
    }
    void add_group(const Adgroup& adgroup) {
        add(adgroup.starts);
        add(adgroup.ends);
        for (const auto& plan : adgroup.plans) {
            add(plan.at);
        }
        for (auto half = start_; half < end_ && !adgroup.plans.empty(); half += half_hour) {
            add(half);
        }
        add(adgroup);
    }
    void add_ads(const std::vector<std::uint32_t>& ads) {
        for (const auto ad : ads) {
            add(world_.ads[ad]);
        }
    }
    std::vector<Seconds> take() {
        std::ranges::sort(found_);
        return std::move(found_);
    }

private:
    const World& world_;
    Seconds start_;
    Seconds end_;
    std::vector<Seconds> found_;
};

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
    Edges found{world, start, end};
    found.add(world.accounts[unit.account].suspended.value_or(0));
    const auto& campaign = campaign_of(world, unit);
    found.add(campaign);
    if (world.description.overlap == 0) {
        for (const auto index : unit.adgroups) {
            found.add_group(world.adgroups[index]);
        }
        found.add_ads(unit.ads);
        return found.take();
    }
    for (const auto index : campaign.children) {
        found.add_group(world.adgroups[index]);
        found.add_ads(world.adgroups[index].children);
    }
    return found.take();
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

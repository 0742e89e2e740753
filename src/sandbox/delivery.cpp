// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/delivery.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace bayme::sandbox {

namespace {

/// About 150 bytes each: the cache starts anew beyond 60 MB.
constexpr std::size_t most_kept_ads = 400'000;
constexpr Seconds half_hour = hour_length / 2;
/// For so long after an edit that matters an ad group converts less and costs more.
constexpr Seconds learning_length = 3 * day_length;

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

} // namespace

Delivery::Delivery(const World& world, Traffic traffic)
    : world_(world), traffic_(std::move(traffic)), kept_(world.units.size()) {}

bool Delivery::runs(const Ad& ad, Seconds moment) const {
    const auto& account = world_.accounts[ad.account];
    const auto& adgroup = world_.adgroups[ad.parent];
    return (!account.suspended || moment < *account.suspended) && adgroup.starts <= moment &&
           moment < adgroup.ends && on_at(ad.switches, moment) && on_at(adgroup.switches, moment) &&
           on_at(world_.campaigns[adgroup.parent].switches, moment) &&
           in_plan(adgroup, account, moment);
}

/// Every moment of the day at which somebody's delivery may change.
std::vector<Seconds> Delivery::edges(const Unit& unit, Seconds start, Seconds end) const {
    std::vector<Seconds> found;
    const auto add = [&](Seconds moment) {
        if (moment > start && moment < end) {
            found.push_back(moment);
        }
    };
    const auto add_node = [&](const Node& node) {
        for (const auto& change : node.switches) {
            add(change.at);
        }
        for (const auto& change : node.budgets) {
            add(change.at);
        }
    };
    add(world_.accounts[unit.account].suspended.value_or(0));
    for (const auto index : unit.adgroups) {
        const auto& adgroup = world_.adgroups[index];
        add(adgroup.starts);
        add(adgroup.ends);
        for (const auto& plan : adgroup.plans) {
            add(plan.at);
        }
        for (auto half = start; half < end && !adgroup.plans.empty(); half += half_hour) {
            add(half);
        }
        add_node(adgroup);
        add_node(world_.campaigns[adgroup.parent]);
    }
    for (const auto ad : unit.ads) {
        add_node(world_.ads[ad]);
    }
    std::ranges::sort(found);
    return found;
}

/// A lifetime budget is spread evenly over the schedule's days.
Minor Delivery::daily_limit(const Unit& unit, Seconds moment) const {
    const auto& owner = world_.node(unit.level, unit.owner);
    const auto amount = owner.budget_at(moment);
    if (owner.budget_mode != BudgetMode::total) {
        return amount;
    }
    const auto& adgroup = world_.adgroups[unit.owner];
    return amount / std::max<Seconds>(1, (adgroup.ends - adgroup.starts) / day_length);
}

Activity Delivery::activity(std::uint32_t unit_index, std::int64_t day, Seconds until) const {
    const auto& unit = world_.units[unit_index];
    const auto start = world_.accounts[unit.account].start_of(day);
    const auto end = std::min(start + day_length, until);
    Activity ran(unit.ads.size());
    auto changes = edges(unit, start, end);
    std::vector<bool> running(unit.ads.size());
    const auto look = [&](Seconds moment) {
        bool any = false;
        for (std::size_t i = 0; i < unit.ads.size(); ++i) {
            running[i] = runs(world_.ads[unit.ads[i]], moment);
            any = any || running[i];
        }
        return any;
    };
    if (start >= end || (!look(start) && changes.empty())) {
        return ran;
    }
    // Spending is kept in minor units times seconds per hour, so nothing is rounded on the way.
    std::int64_t spent = 0;
    auto change = changes.cbegin();
    for (auto from = start; from < end;) {
        const auto hour = (from - start) / hour_length;
        auto to = std::min(start + (hour + 1) * hour_length, end);
        if (change != changes.cend()) {
            to = std::min(to, *change);
        }
        std::int64_t rate = 0;
        for (std::size_t i = 0; i < unit.ads.size(); ++i) {
            rate += running[i] ? traffic_.hourly_spend(world_.ads[unit.ads[i]], day,
                                                       static_cast<unsigned>(hour))
                               : 0;
        }
        const auto left = daily_limit(unit, from) * hour_length - spent;
        const auto length =
            rate == 0 ? to - from : std::clamp<std::int64_t>(left / rate, 0, to - from);
        spent += rate * length;
        for (std::size_t i = 0; i < unit.ads.size(); ++i) {
            ran[i][static_cast<std::size_t>(hour)] = static_cast<std::uint16_t>(
                ran[i][static_cast<std::size_t>(hour)] + (running[i] ? length : 0));
        }
        from = to;
        if (change != changes.cend() && from == *change) {
            change = std::upper_bound(change, changes.cend(), from);
            look(from);
        }
    }
    return ran;
}

AdCounts Delivery::counts(std::uint32_t ad_index, std::int64_t day, unsigned hour, Seconds active,
                          AsOf as_of) const {
    const auto& ad = world_.ads[ad_index];
    const auto& objective = world_.objectives[world_.campaign_of(Level::ad, ad_index).objective];
    const auto& account = world_.accounts[ad.account];
    const auto moment = account.start_of(day) + static_cast<Seconds>(hour) * hour_length;
    const bool learns =
        std::ranges::any_of(world_.adgroups[ad.parent].learning, [&](Seconds since) {
            return since <= moment && moment < since + learning_length;
        });
    return traffic_.counts(ad, objective, account,
                           {day, hour, active, learns, world_.adgroups[ad.parent].window}, as_of);
}

std::vector<AdHour> Delivery::hours(std::uint32_t unit, std::int64_t day, AsOf as_of) const {
    std::vector<AdHour> found;
    const auto ran = activity(unit, day, as_of.published);
    for (std::size_t i = 0; i < ran.size(); ++i) {
        for (unsigned hour = 0; hour < 24; ++hour) {
            if (ran[i][hour] == 0) {
                continue;
            }
            const auto ad = world_.units[unit].ads[i];
            found.push_back({ad, hour, counts(ad, day, hour, ran[i][hour], as_of)});
        }
    }
    return found;
}

const std::vector<AdDay>& Delivery::day(std::uint32_t unit, std::int64_t day, AsOf as_of) {
    if (unit >= kept_.size()) {
        kept_.resize(world_.units.size());
    }
    auto& days = kept_[unit];
    auto found = days.find(day);
    if (found != days.end()) {
        auto& kept = found->second;
        if (kept.settled || (kept.as_of.published == as_of.published &&
                             kept.as_of.now / hour_length == as_of.now / hour_length)) {
            return kept.ads;
        }
        kept_ads_ -= kept.ads.size();
        days.erase(found);
    }
    if (kept_ads_ > most_kept_ads) {
        for (auto& other : kept_) {
            other.clear();
        }
        kept_ads_ = 0;
    }
    Kept kept;
    kept.as_of = as_of;
    kept.settled =
        as_of.now >= Traffic::settled_at(world_.accounts[world_.units[unit].account], day);
    for (const auto& hour : hours(unit, day, as_of)) {
        if (kept.ads.empty() || kept.ads.back().ad != hour.ad) {
            kept.ads.push_back({hour.ad, {}});
        }
        kept.ads.back().counts.add(hour.counts);
    }
    std::erase_if(kept.ads, [](const AdDay& ad) { return ad.counts.idle(); });
    kept_ads_ += kept.ads.size();
    return days.emplace(day, std::move(kept)).first->second.ads;
}

bool Delivery::is_spent_up(std::uint32_t unit, Seconds now) {
    if (now != spent_up_at_) {
        spent_up_.clear();
        spent_up_at_ = now;
    }
    const auto found = spent_up_.find(unit);
    return found != spent_up_.end()
               ? found->second
               : spent_up_.emplace(unit, has_no_budget_left(unit, now)).first->second;
}

bool Delivery::has_no_budget_left(std::uint32_t unit_index, Seconds now) const {
    const auto& unit = world_.units[unit_index];
    const auto& account = world_.accounts[unit.account];
    const auto day = account.local_day(now);
    const auto hour = static_cast<unsigned>((now - account.start_of(day)) / hour_length);
    const auto ran = activity(unit_index, day, now);
    // As activity counts: minor units times seconds per hour.
    std::int64_t spent = 0;
    std::int64_t rate = 0;
    for (std::size_t i = 0; i < unit.ads.size(); ++i) {
        const auto& ad = world_.ads[unit.ads[i]];
        for (unsigned past = 0; past <= hour; ++past) {
            if (ran[i][past] > 0) {
                spent += traffic_.hourly_spend(ad, day, past) * ran[i][past];
            }
        }
        rate += runs(ad, now) ? traffic_.hourly_spend(ad, day, hour) : 0;
    }
    return rate > 0 && daily_limit(unit, now) * hour_length - spent < rate;
}

void Delivery::set_daily_fix(int hour) {
    traffic_.set_daily_fix(hour);
    kept_.clear();
    kept_ads_ = 0;
}

void Delivery::forget(std::uint32_t unit, Seconds from) {
    spent_up_.erase(unit);
    if (unit >= kept_.size()) {
        return;
    }
    const auto first = world_.accounts[world_.units[unit].account].local_day(from);
    std::erase_if(kept_[unit], [&](const auto& entry) {
        kept_ads_ -= entry.first >= first ? entry.second.ads.size() : 0;
        return entry.first >= first;
    });
}

} // namespace bayme::sandbox

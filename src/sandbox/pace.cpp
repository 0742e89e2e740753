// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/pace.hpp"

#include "sandbox/dice.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

/// Below this nothing is bought at all, however the curve begins.
constexpr std::int64_t least_pressure = unity / 1000;

/// What an ad group could spend on the day: its running ads' demand, or its budget if that is less.
std::int64_t could_spend(const World& world, const Adgroup& adgroup, Seconds moment) {
    std::int64_t demand = 0;
    for (const auto index : adgroup.children) {
        const auto& ad = world.ads[index];
        demand += runs(world, ad, moment) ? ad.daily_demand : 0;
    }
    const auto& unit = world.units[adgroup.unit];
    return unit.level == Level::campaign || demand == 0
               ? demand
               : std::min(demand, daily_limit(world, unit, moment));
}

/// The limit over the demand, never so large that it overflows.
std::int64_t pressure_of(std::int64_t limit, std::int64_t demand, std::int64_t most) {
    if (demand <= 0 || limit >= scaled(demand, most)) {
        return most;
    }
    const auto unit = std::max<std::int64_t>(demand / unity, 1);
    const auto exact = demand < 1'000'000'000'000 ? limit * unity / demand : limit / unit;
    return std::clamp(exact, least_pressure, most);
}

} // namespace

Curve curve_of(const World& world, const Adgroup& adgroup) {
    const auto& shape = world.description.response;
    Dice dice{roll({world.seed, 50, adgroup.id})};
    const auto draw = [&dice](Range range) {
        return dice.between(range.low, range.high);
    };
    return {shape.family,
            draw(shape.exponent),
            draw(shape.half),
            draw(shape.steepness),
            draw(shape.scale),
            shape.most,
            0};
}

std::int64_t half_life_of(const World& world, const Ad& ad) {
    const auto& half = world.description.fatigue.half;
    return Dice{roll({world.seed, 51, ad.id})}.between(half.low, half.high);
}

std::int64_t freshness_of(const World& world, const Ad& ad, std::int64_t impressions) {
    const auto loss = world.description.fatigue.loss * 1000;
    return loss == 0 ? unity : unity - loss * impressions / (impressions + half_life_of(world, ad));
}

bool Pacing::is_usual() const {
    return world_.description.response.family == CurveFamily::linear_cap &&
           world_.description.overlap == 0;
}

const std::vector<std::int64_t>& Pacing::shares_of(std::uint32_t campaign_index,
                                                   Seconds moment) const {
    auto& kept = shares_[campaign_index];
    if (kept.births == world_.births && kept.span.from <= moment && moment < kept.span.to) {
        return kept.shares;
    }
    const auto& campaign = world_.campaigns[campaign_index];
    std::int64_t all = 0;
    kept.births = world_.births;
    kept.span = steady_around(world_, campaign, moment);
    kept.shares.clear();
    for (const auto index : campaign.children) {
        kept.shares.push_back(could_spend(world_, world_.adgroups[index], moment));
        all += kept.shares.back();
    }
    const auto overlap = world_.description.overlap * 1000;
    for (auto& share : kept.shares) {
        // What its siblings would like to have of the common audience is gone.
        share = all == 0 ? unity : unity - scaled(overlap, unity - part_of(share, unity, all));
    }
    return kept.shares;
}

/// Pressure and price.
Pace Pacing::priced(std::uint32_t adgroup, std::int64_t limit, std::int64_t demand) const {
    const auto [known, fresh] = prices_.try_emplace(adgroup);
    auto& [curve, pressure, price] = known->second;
    if (fresh) {
        curve = curve_of(world_, world_.adgroups[adgroup]);
        curve.risen_half =
            curve.family == CurveFamily::hill ? power_of(curve.half * 1000, curve.steepness) : 0;
    }
    const auto now = pressure_of(limit, demand, curve.most);
    if (now != pressure) {
        pressure = now;
        price = price_of(curve, now);
    }
    return {.pressure = pressure, .price = price};
}

std::vector<Pace> Pacing::paces(const Unit& unit, Seconds moment,
                                const std::vector<bool>& running) const {
    std::vector<Pace> paces(unit.ads.size());
    if (is_usual()) {
        return paces;
    }
    const auto& account = world_.accounts[unit.account];
    const auto day = account.local_day(moment);
    const auto hour = static_cast<unsigned>((moment - account.start_of(day)) / hour_length);
    std::int64_t demand = 0;
    std::vector<Pace> groups(unit.adgroups.size());
    if (world_.description.overlap != 0 && !groups.empty()) {
        const auto campaign = world_.adgroups[unit.adgroups.front()].parent;
        const auto& siblings = world_.campaigns[campaign].children;
        const auto& shares = shares_of(campaign, moment);
        for (std::size_t group = 0; group < groups.size(); ++group) {
            const auto place = std::ranges::find(siblings, unit.adgroups[group]);
            groups[group].share = shares[static_cast<std::size_t>(place - siblings.begin())];
        }
    }
    const auto group_of = [&](const Ad& ad) {
        const auto place = groups.size() == 1 ? unit.adgroups.begin()
                                              : std::ranges::find(unit.adgroups, ad.parent);
        return static_cast<std::size_t>(place - unit.adgroups.begin());
    };
    for (std::size_t i = 0; i < paces.size(); ++i) {
        const auto& ad = world_.ads[unit.ads[i]];
        demand += running[i]
                      ? scaled(traffic_.usual_demand(ad, day, hour), groups[group_of(ad)].share)
                      : 0;
    }
    if (world_.description.response.family != CurveFamily::linear_cap) {
        const auto limit = daily_limit(world_, unit, moment) * 1000;
        for (std::size_t group = 0; group < groups.size(); ++group) {
            const auto share = groups[group].share;
            groups[group] = priced(unit.adgroups[group], limit, demand);
            groups[group].share = share;
        }
    }
    for (std::size_t i = 0; i < paces.size(); ++i) {
        paces[i] = groups[group_of(world_.ads[unit.ads[i]])];
    }
    return paces;
}

} // namespace bayme::sandbox

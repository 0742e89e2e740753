// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/pace.hpp"

#include "sandbox/dice.hpp"
#include "sandbox/running.hpp"

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
    return {shape.family,          draw(shape.exponent), draw(shape.half),
            draw(shape.steepness), draw(shape.scale),    shape.most};
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

std::int64_t Pacing::share_of(const Adgroup& adgroup, Seconds moment) const {
    const auto overlap = world_.description.overlap * 1000;
    if (overlap == 0) {
        return unity;
    }
    std::int64_t own = 0;
    std::int64_t all = 0;
    for (const auto index : world_.campaigns[adgroup.parent].children) {
        const auto& sibling = world_.adgroups[index];
        const auto could = could_spend(world_, sibling, moment);
        all += could;
        own += sibling.id == adgroup.id ? could : 0;
    }
    // What its siblings would like to have of the common audience is gone.
    return all == 0 ? unity : unity - scaled(overlap, unity - own * unity / all);
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
    for (std::size_t group = 0; group < groups.size(); ++group) {
        groups[group].share = share_of(world_.adgroups[unit.adgroups[group]], moment);
    }
    const auto group_of = [&](const Ad& ad) {
        const auto place = std::ranges::find(unit.adgroups, ad.parent);
        return static_cast<std::size_t>(place - unit.adgroups.begin());
    };
    for (std::size_t i = 0; i < paces.size(); ++i) {
        const auto& ad = world_.ads[unit.ads[i]];
        demand += running[i]
                      ? scaled(traffic_.usual_demand(ad, day, hour), groups[group_of(ad)].share)
                      : 0;
    }
    const auto limit = daily_limit(world_, unit, moment) * 1000;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const auto curve = curve_of(world_, world_.adgroups[unit.adgroups[group]]);
        if (curve.family != CurveFamily::linear_cap) {
            groups[group].pressure = pressure_of(limit, demand, curve.most);
            groups[group].price = price_of(curve, groups[group].pressure);
        }
    }
    for (std::size_t i = 0; i < paces.size(); ++i) {
        paces[i] = groups[group_of(world_.ads[unit.ads[i]])];
    }
    return paces;
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/forecast.hpp"

#include "sandbox/running.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace bayme::sandbox {

namespace {

/// Four bytes each: the pasts start anew beyond 64 MB.
constexpr std::size_t most_kept = 16'000'000;

std::uint32_t narrow(std::int64_t value) {
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::uint32_t>::max()));
}

/// What an ad group last learned from, at or before this moment.
std::optional<Seconds> learning_since(const Adgroup& adgroup, Seconds moment) {
    std::optional<Seconds> since;
    for (const auto start : adgroup.learning) {
        if (start <= moment && (!since || start > *since)) {
            since = start;
        }
    }
    return since;
}

/// What money buys at these rates.
Expected bought(const Ad& ad, const Objective& objective, std::int64_t spend,
                const AdRates& rates) {
    Expected found;
    found.spend = spend;
    found.impressions = spend / std::max<std::int64_t>(rates.price, 1);
    found.clicks = scaled(found.impressions * 1000, rates.clicks);
    const bool sells = objective.name == "WEB_CONVERSIONS";
    if (sells || objective.name == "APP_PROMOTION" || objective.name == "LEAD_GENERATION") {
        found.conversions = scaled(found.clicks, rates.conversions);
        found.results = found.conversions;
        found.value = sells ? found.conversions * ad.order_value : 0;
        return found;
    }
    // Plays, of these two seconds, of these six, of these engaged: as add_video counts them.
    const auto engaged =
        scaled(scaled(scaled(found.impressions * 1000, 930'000), ad.hook_rate), 378'000);
    found.results = objective.goal == "CLICK"   ? found.clicks
                    : objective.goal == "REACH" ? found.impressions * 1000
                                                : engaged;
    return found;
}

} // namespace

void Expected::add(const Expected& other) {
    spend += other.spend;
    impressions += other.impressions;
    clicks += other.clicks;
    results += other.results;
    conversions += other.conversions;
    value += other.value;
}

Forecast::Forecast(const World& world, const Traffic& traffic, const Pacing& pacing)
    : world_(world), traffic_(traffic), pacing_(pacing), turns_(traffic.turns()) {}

bool Forecast::remembers() const {
    return world_.description.fatigue.loss > 0 || world_.description.learning.conversions > 0;
}

std::int64_t Forecast::first_day(std::uint32_t unit_index) const {
    const auto& unit = world_.units[unit_index];
    const auto found = pasts_.find(unit_index);
    if (found != pasts_.end() && found->second.ads == unit.ads.size()) {
        return found->second.first;
    }
    auto first = std::numeric_limits<std::int64_t>::max();
    for (const auto ad : unit.ads) {
        first = std::min(first, world_.ads[ad].created);
    }
    return world_.accounts[unit.account].local_day(first);
}

void Forecast::walk(std::uint32_t unit_index, Past& past, std::int64_t day) {
    const auto& unit = world_.units[unit_index];
    const auto& account = world_.accounts[unit.account];
    const auto groups = past.groups;
    auto known = past.first + static_cast<std::int64_t>(past.impressions.size() / past.ads) - 1;
    for (; known < day; ++known) {
        const auto expected = this->day(unit_index, known);
        const auto next = account.start_of(known + 1);
        auto seen = past.impressions.size() - past.ads;
        auto learned = past.conversions.size() - groups;
        for (std::size_t i = 0; i < past.ads; ++i, ++seen) {
            const auto& fresh = world_.ads[unit.ads[i]].refreshed;
            const bool anew = fresh && *fresh < next && *fresh >= next - day_length;
            past.impressions.push_back(
                anew ? 0 : narrow(past.impressions[seen] + expected[i].impressions));
        }
        for (std::size_t group = 0; group < groups; ++group, ++learned) {
            const auto& adgroup = world_.adgroups[unit.adgroups[group]];
            const auto since = learning_since(adgroup, next - 1);
            std::int64_t sum = since && *since >= next - day_length ? 0 : past.conversions[learned];
            for (std::size_t i = 0; i < past.ads; ++i) {
                sum += world_.ads[unit.ads[i]].parent == unit.adgroups[group]
                           ? expected[i].conversions
                           : 0;
            }
            past.conversions.push_back(narrow(sum));
        }
        kept_ += past.ads + groups;
    }
}

const Forecast::Past& Forecast::past(std::uint32_t unit_index, std::int64_t day) {
    const auto& unit = world_.units[unit_index];
    auto found = pasts_.find(unit_index);
    if (found == pasts_.end() || found->second.ads != unit.ads.size() ||
        found->second.groups != unit.adgroups.size()) {
        if (found != pasts_.end()) {
            kept_ -= found->second.size();
            pasts_.erase(found);
        }
        if (kept_ > most_kept) {
            pasts_.clear();
            kept_ = 0;
        }
        Past past{.first = first_day(unit_index),
                  .ads = unit.ads.size(),
                  .groups = unit.adgroups.size(),
                  .impressions = std::vector<std::uint32_t>(unit.ads.size()),
                  .conversions = std::vector<std::uint32_t>(unit.adgroups.size())};
        kept_ += past.size();
        found = pasts_.emplace(unit_index, std::move(past)).first;
    }
    walk(unit_index, found->second, day);
    return found->second;
}

std::int64_t Forecast::impressions(std::uint32_t ad_index, std::int64_t day) {
    const auto& unit = world_.units[world_.ads[ad_index].unit];
    if (world_.description.fatigue.loss == 0 || day <= first_day(world_.ads[ad_index].unit)) {
        return 0;
    }
    const auto& past = this->past(world_.ads[ad_index].unit, day);
    const auto place = std::ranges::find(unit.ads, ad_index) - unit.ads.begin();
    return past.impressions[static_cast<std::size_t>(day - past.first) * past.ads +
                            static_cast<std::size_t>(place)];
}

std::int64_t Forecast::conversions(std::uint32_t adgroup_index, std::int64_t day) {
    const auto& adgroup = world_.adgroups[adgroup_index];
    const auto& unit = world_.units[adgroup.unit];
    if (!remembers() || unit.ads.empty() || day <= first_day(adgroup.unit)) {
        return 0;
    }
    const auto& past = this->past(adgroup.unit, day);
    const auto place = std::ranges::find(unit.adgroups, adgroup_index) - unit.adgroups.begin();
    return past.conversions[static_cast<std::size_t>(day - past.first) * past.groups +
                            static_cast<std::size_t>(place)] /
           1000;
}

bool Forecast::learns(std::uint32_t adgroup_index, Seconds moment) {
    const auto& adgroup = world_.adgroups[adgroup_index];
    const auto& learning = world_.description.learning;
    const auto since = learning_since(adgroup, moment);
    if (!since || moment >= *since + learning.longest) {
        return false;
    }
    const auto& account = world_.accounts[adgroup.account];
    const auto today = account.local_day(moment);
    return learning.conversions == 0 || *since >= account.start_of(today) ||
           conversions(adgroup_index, today) < learning.conversions;
}

std::vector<Expected> Forecast::day(std::uint32_t unit_index, std::int64_t day) {
    const auto& unit = world_.units[unit_index];
    const auto& account = world_.accounts[unit.account];
    Stage stage{.unit = unit_index,
                .day = day,
                .from = account.start_of(day),
                .expected = std::vector<Expected>(unit.ads.size())};
    const auto end = stage.from + day_length;
    auto moments = edges(world_, unit, stage.from, end);
    for (const auto turn : turns_) {
        if (turn - account.offset > stage.from && turn - account.offset < end) {
            moments.push_back(turn - account.offset);
        }
    }
    moments.push_back(end);
    std::ranges::sort(moments);
    for (const auto moment : moments) {
        go_on(stage, moment);
    }
    return std::move(stage.expected);
}

void Forecast::go_on(Stage& stage, Seconds to) {
    const auto& unit = world_.units[stage.unit];
    const auto from = std::exchange(stage.from, to);
    std::vector<bool> running(unit.ads.size());
    bool any = false;
    for (std::size_t i = 0; i < running.size() && from < to; ++i) {
        running[i] = runs(world_, world_.ads[unit.ads[i]], from);
        any = any || running[i];
    }
    if (!any) {
        return;
    }
    const auto start = world_.accounts[unit.account].start_of(stage.day);
    const auto hour = static_cast<unsigned>((from - start) / hour_length);
    const auto weight = traffic_.weight(from - start, to - start);
    const auto paces = pacing_.paces(unit, from, running);
    std::vector<std::int64_t> wanted(running.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < running.size(); ++i) {
        if (running[i]) {
            const auto demand = traffic_.usual_demand(world_.ads[unit.ads[i]], stage.day, hour);
            wanted[i] = scaled(scaled(scaled(demand, paces[i].share), paces[i].pressure), weight);
            sum += wanted[i];
        }
    }
    const auto left =
        std::max<std::int64_t>(daily_limit(world_, unit, from) * 1000 - stage.spent, 0);
    const auto part = sum <= left               ? unity
                      : sum < 9'000'000'000'000 ? left * unity / sum
                                                : left / (sum / unity);
    const auto& objective = world_.objectives[campaign_of(world_, unit).objective];
    const bool tires = world_.description.fatigue.loss != 0 && stage.day > first_day(stage.unit);
    const auto* const past = tires ? &this->past(stage.unit, stage.day) : nullptr;
    const auto row = tires ? static_cast<std::size_t>(stage.day - past->first) * past->ads : 0;
    for (std::size_t i = 0; i < running.size(); ++i) {
        const auto paid = scaled(wanted[i], part);
        if (paid == 0) {
            continue;
        }
        const auto& ad = world_.ads[unit.ads[i]];
        const Stretch stretch{.day = stage.day,
                              .hour = hour,
                              .learning = learns(ad.parent, from),
                              .pace = paces[i],
                              .freshness =
                                  freshness_of(world_, ad, tires ? past->impressions[row + i] : 0)};
        stage.spent += paid;
        stage.expected[i].add(bought(ad, objective, paid, traffic_.usual_rates(ad, stretch)));
    }
}

void Forecast::forget(std::uint32_t unit_index, std::int64_t from) {
    const auto found = pasts_.find(unit_index);
    if (found == pasts_.end()) {
        return;
    }
    auto& past = found->second;
    // The row of `from` itself stands on days before the edit.
    const auto rows = static_cast<std::size_t>(std::max<std::int64_t>(from - past.first, 0)) + 1;
    kept_ -= past.size();
    past.impressions.resize(std::min(past.impressions.size(), rows * past.ads));
    past.conversions.resize(std::min(past.conversions.size(), rows * past.groups));
    kept_ += past.size();
}

} // namespace bayme::sandbox

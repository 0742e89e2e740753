// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/delivery.hpp"

#include "sandbox/running.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace bayme::sandbox {

namespace {

/// About 300 bytes each: the cache starts anew beyond 120 MB.
constexpr std::size_t most_kept_ads = 400'000;

/// Goes through one day of a unit, from one edge or full hour to the next.
class Day {
public:
    Day(const World& world, const Traffic& traffic, const Pacing& pacing, const Unit& unit,
        std::int64_t day)
        : world_(world), traffic_(traffic), pacing_(pacing), unit_(unit), day_(day),
          start_(world.accounts[unit.account].start_of(day)), running_(unit.ads.size()) {
        ran_.seconds.resize(unit.ads.size());
        ran_.spends.resize(unit.ads.size());
    }

    Activity run(Seconds until) {
        const auto end = std::min(start_ + day_length, until);
        const auto changes = edges(world_, unit_, start_, end);
        if (start_ >= end || (!look(start_) && changes.empty())) {
            return std::move(ran_);
        }
        if (!pacing_.is_usual()) {
            ran_.paces.resize(unit_.ads.size());
            calm_ = has_one_weather();
        }
        for (const auto ad : unit_.ads) {
            ran_.luck.push_back(traffic_.luck_of(world_.ads[ad], day_));
        }
        auto change = changes.cbegin();
        for (auto from = start_; from < end;) {
            auto to = std::min(from + hour_length - (from - start_) % hour_length, end);
            if (change != changes.cend()) {
                to = std::min(to, *change);
            }
            spend(from, to);
            from = to;
            if (change != changes.cend() && from == *change) {
                change = std::upper_bound(change, changes.cend(), from);
                look(from);
            }
        }
        return std::move(ran_);
    }

private:
    /// Who runs at this moment; whether anybody does.
    bool look(Seconds moment) {
        for (std::size_t i = 0; i < unit_.ads.size(); ++i) {
            running_[i] = runs(world_, world_.ads[unit_.ads[i]], moment);
        }
        paced_at_.reset();
        return std::ranges::find(running_, true) != running_.end();
    }
    /// Whether no shock begins or ends within the day.
    [[nodiscard]] bool has_one_weather() const {
        return std::ranges::none_of(traffic_.turns(), [&](Seconds turn) {
            return turn > day_ * day_length && turn < (day_ + 1) * day_length;
        });
    }
    /// A pace is set when the first of an hour runs and holds for its rest.
    void set_pace(unsigned hour, Seconds moment) {
        if (ran_.paces.empty() || paced_until_ > moment ||
            std::ranges::find(running_, true) == running_.end()) {
            return;
        }
        paced_until_ = start_ + (static_cast<Seconds>(hour) + 1) * hour_length;
        // While nobody is switched and the weather holds, all hours of a day have one pace.
        if (calm_ && paced_at_) {
            for (auto& paces : ran_.paces) {
                paces[hour] = paces[*paced_at_];
            }
            return;
        }
        const auto paces = pacing_.paces(unit_, moment, running_);
        for (std::size_t i = 0; i < paces.size(); ++i) {
            ran_.paces[i][hour] = paces[i];
        }
        paced_at_ = hour;
    }
    /// A stretch in which nothing changes but the budget.
    void spend(Seconds from, Seconds to) {
        const auto hour = static_cast<unsigned>((from - start_) / hour_length);
        set_pace(hour, from);
        std::int64_t rate = 0;
        for (std::size_t i = 0; i < unit_.ads.size(); ++i) {
            if (running_[i]) {
                auto& spend = ran_.spends[i][hour];
                spend = traffic_.hourly_spend(world_.ads[unit_.ads[i]], day_, hour,
                                              ran_.pace(i, hour), ran_.luck[i]);
                rate += spend;
            }
        }
        const auto left = daily_limit(world_, unit_, from) * hour_length - ran_.spent;
        const auto length =
            rate == 0 ? to - from : std::clamp<std::int64_t>(left / rate, 0, to - from);
        ran_.spent += rate * length;
        ran_.short_of_budget = length < to - from;
        for (std::size_t i = 0; i < unit_.ads.size(); ++i) {
            auto& seconds = ran_.seconds[i][hour];
            seconds = static_cast<std::uint16_t>(seconds + (running_[i] ? length : 0));
        }
    }

    const World& world_;
    const Traffic& traffic_;
    const Pacing& pacing_;
    const Unit& unit_;
    std::int64_t day_;
    Seconds start_;
    Seconds paced_until_ = std::numeric_limits<Seconds>::min();
    bool calm_ = false;
    std::optional<unsigned> paced_at_; ///< an hour since when nothing changed
    std::vector<bool> running_;
    Activity ran_;
};

} // namespace

Delivery::Delivery(const World& world)
    : world_(world), traffic_(world), pacing_(world, traffic_), forecast_(world, traffic_, pacing_),
      kept_(world.units.size()) {}

Activity Delivery::activity(std::uint32_t unit, std::int64_t day, Seconds until) const {
    return Day{world_, traffic_, pacing_, world_.units[unit], day}.run(until);
}

template <typename Take>
void Delivery::each_hour(std::uint32_t unit_index, std::int64_t day, AsOf as_of, Take take) {
    const auto ran = activity(unit_index, day, as_of.published);
    const auto& unit = world_.units[unit_index];
    const auto& account = world_.accounts[unit.account];
    const auto& objective = world_.objectives[campaign_of(world_, unit).objective];
    for (std::size_t i = 0; i < unit.ads.size(); ++i) {
        const auto& ad = world_.ads[unit.ads[i]];
        std::optional<Stretch> of_day;
        for (unsigned hour = 0; hour < 24; ++hour) {
            if (ran.seconds[i][hour] == 0) {
                continue;
            }
            if (!of_day) {
                of_day = Stretch{
                    .day = day,
                    .luck = ran.luck[i],
                    .window = world_.adgroups[ad.parent].window,
                    .freshness = freshness_of(world_, ad, forecast_.impressions(unit.ads[i], day))};
            }
            auto stretch = *of_day;
            stretch.hour = hour;
            stretch.active = ran.seconds[i][hour];
            stretch.spend = ran.spends[i][hour];
            stretch.pace = ran.pace(i, hour);
            stretch.learning = forecast_.learns(
                ad.parent, account.start_of(day) + static_cast<Seconds>(hour) * hour_length);
            take(unit.ads[i], hour, traffic_.counts(ad, objective, account, stretch, as_of));
        }
    }
}

std::vector<AdHour> Delivery::hours(std::uint32_t unit, std::int64_t day, AsOf as_of) {
    std::vector<AdHour> found;
    each_hour(unit, day, as_of, [&](std::uint32_t ad, unsigned hour, const AdCounts& counts) {
        found.push_back({ad, hour, counts});
    });
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
        as_of.now >= traffic_.settled_at(world_.accounts[world_.units[unit].account], day);
    each_hour(unit, day, as_of, [&](std::uint32_t ad, unsigned /*hour*/, const AdCounts& counts) {
        if (kept.ads.empty() || kept.ads.back().ad != ad) {
            kept.ads.push_back({ad, {}});
        }
        kept.ads.back().counts.add(counts);
    });
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
    // The second that begins now decides: it runs, or it is what the budget lacks.
    return activity(unit_index, world_.accounts[unit.account].local_day(now), now + 1)
        .short_of_budget;
}

void Delivery::set_daily_fix(int hour) {
    traffic_.set_daily_fix(hour);
    kept_.clear();
    kept_ads_ = 0;
}

void Delivery::forget(std::uint32_t unit, Seconds from) {
    if (world_.description.overlap == 0) {
        forget_unit(unit, from);
        return;
    }
    const auto& campaign = campaign_of(world_, world_.units[unit]);
    pacing_.forget(static_cast<std::uint32_t>(&campaign - world_.campaigns.data()));
    for (const auto adgroup : campaign.children) {
        forget_unit(world_.adgroups[adgroup].unit, from);
    }
}

void Delivery::forget_unit(std::uint32_t unit, Seconds from) {
    spent_up_.erase(unit);
    const auto first = world_.accounts[world_.units[unit].account].local_day(from);
    forecast_.forget(unit, first);
    if (unit >= kept_.size()) {
        return;
    }
    std::erase_if(kept_[unit], [&](const auto& entry) {
        kept_ads_ -= entry.first >= first ? entry.second.ads.size() : 0;
        return entry.first >= first;
    });
}

} // namespace bayme::sandbox

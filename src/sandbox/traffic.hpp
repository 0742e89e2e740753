// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/counters.hpp"
#include "sandbox/world.hpp"

#include <cstdint>
#include <vector>

namespace bayme::sandbox {

/// What a report may know at a moment.
struct AsOf {
    Seconds now = 0;
    Seconds published = 0; ///< delivery up to here is out: half an hour ago, in steps of 5 minutes

    static AsOf at(Seconds now);
};

/// How late viewers are counted and invalid clicks found [CONTRACT 6.1].
inline constexpr Seconds viewers_known = 16 * hour_length;

/// How an ad group goes through one hour, in parts per million.
struct Pace {
    std::int64_t share = unity;    ///< of its demand that its siblings leave to it
    std::int64_t pressure = unity; ///< spend over demand that its budget asks for
    std::int64_t price = unity;    ///< what that makes a result cost
};

/// What is luck in all hours of an ad's day.
struct DayLuck {
    std::uint64_t demand = 0;
    std::uint64_t rates = 0;
    std::uint64_t fix = 0;   ///< what the daily fix moves
    std::uint64_t later = 0; ///< what is found out after it
};

/// One hour of an ad's delivery: `active` of its seconds.
struct Stretch {
    std::int64_t day = 0;
    unsigned hour = 0;
    Seconds active = 0;
    Minor spend = 0; ///< of the whole hour: hourly_spend
    DayLuck luck = {};
    bool learning = false;
    Seconds window = 7 * day_length; ///< of attribution
    Pace pace = {};
    std::int64_t freshness = unity; ///< of the creative: what is left of its rate of clicks
};

/// What an ad's impressions cost and lead to.
struct AdRates {
    std::int64_t price = 0;       ///< minor units for 1,000 impressions
    std::int64_t clicks = 0;      ///< parts per million of impressions
    std::int64_t conversions = 0; ///< parts per million of clicks
};

/// What would happen to one ad in one hour of full activity, and how much of it is known when.
/// Pure: depends on the world's description and seed, the ad and the hour only.
class Traffic {
public:
    /// `world` outlives it.
    explicit Traffic(const World& world);

    [[nodiscard]] DayLuck luck_of(const Ad& ad, std::int64_t day) const;
    /// Spend of a full hour in minor units. `hour` is 0 to 23 of the account's day.
    [[nodiscard]] Minor hourly_spend(const Ad& ad, std::int64_t day, unsigned hour,
                                     const Pace& pace, const DayLuck& day_luck) const;
    /// What the ad's market takes in a whole day like this hour at the usual price, without luck
    /// and siblings, in thousandths of minor units.
    [[nodiscard]] std::int64_t usual_demand(const Ad& ad, std::int64_t day, unsigned hour) const;
    /// Without luck.
    [[nodiscard]] AdRates usual_rates(const Ad& ad, const Stretch& stretch) const;
    /// How much of a usual day's demand falls between two seconds of the day, in parts per million.
    [[nodiscard]] std::int64_t weight(Seconds from, Seconds to) const;

    /// The counters of a stretch of delivery, as known at `as_of`: conversions arrive over days,
    /// but none later than the window; at the daily fix spend and impressions of some ads move a
    /// little; 16 hours after the day invalid clicks go and viewers are known, after 48 vouchers
    /// come off.
    [[nodiscard]] AdCounts counts(const Ad& ad, const Objective& objective, const Account& account,
                                  const Stretch& stretch, AsOf as_of) const;

    /// The UTC hour of the daily fix: the sources say 12 or 8.
    void set_daily_fix(int hour) { fix_hour_ = hour; }

    /// From here on the day's figures stay as they are.
    [[nodiscard]] Seconds settled_at(const Account& account, std::int64_t day) const;
    /// The seconds of the account's time at which a shock begins or ends.
    [[nodiscard]] std::vector<Seconds> turns() const;

private:
    /// A shock with its dates; parts per million.
    struct Spell {
        Seconds from = 0; ///< of the account's time
        Seconds to = 0;
        const Shock* shock = nullptr;
    };
    struct Weather {
        std::int64_t demand = unity, price = unity, clicks = unity, conversions = unity;
    };
    [[nodiscard]] Weather weather(const Ad& ad, std::int64_t day, unsigned hour) const;
    [[nodiscard]] Minor day_rate(const Ad& ad, std::int64_t day) const;
    [[nodiscard]] std::int64_t youth(const Ad& ad, std::int64_t day) const;
    [[nodiscard]] AdRates rates(const Ad& ad, const Stretch& stretch, std::int64_t price_luck,
                                std::int64_t click_luck, std::int64_t conversion_luck) const;
    void restate(AdCounts& counts, const Stretch& stretch, std::uint64_t dither, AsOf as_of) const;
    void settle(AdCounts& counts, std::uint64_t luck, Seconds since) const;
    void hold_back(AdCounts& counts, std::uint64_t luck, Seconds age) const;
    [[nodiscard]] std::int64_t arrived_share(Seconds age) const;

    const World& world_;
    const WorldDescription& description_;
    std::uint64_t seed_ = 0;
    std::int64_t hours_sum_ = 0; ///< of the season's hours
    int fix_hour_ = 12;
    std::vector<Spell> spells_;
};

} // namespace bayme::sandbox

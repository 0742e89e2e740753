// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "sandbox/counters.hpp"
#include "sandbox/world.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace bayme::sandbox {

/// What a report may know at a moment.
struct AsOf {
    Seconds now = 0;
    Seconds published = 0; ///< delivery up to here is out: half an hour ago, in steps of 5 minutes

    static AsOf at(Seconds now);
};

/// One hour of an ad's delivery: `active` of its seconds.
struct Stretch {
    std::int64_t day = 0;
    unsigned hour = 0;
    Seconds active = 0;
    bool learning = false;
    Seconds window = 7 * day_length; ///< of attribution
};

/// What would happen to one ad in one hour of full activity, and how much of it is known when.
/// Pure: depends on the seed, the ad and the hour only.
class Traffic {
public:
    /// @return internal for broken embedded data.
    static Result<Traffic> load(std::uint64_t seed);

    /// Spend of a full hour in minor units. `hour` is 0 to 23 of the account's day.
    [[nodiscard]] Minor hourly_spend(const Ad& ad, std::int64_t day, unsigned hour) const;

    /// The counters of a stretch of delivery, as known at `as_of`: conversions arrive over days,
    /// but none later than the window; at the daily fix spend and impressions of some ads move a
    /// little; 16 hours after the day invalid clicks go and viewers are known, after 48 vouchers
    /// come off.
    [[nodiscard]] AdCounts counts(const Ad& ad, const Objective& objective, const Account& account,
                                  const Stretch& stretch, AsOf as_of) const;

    /// The UTC hour of the daily fix: the sources say 12 or 8.
    void set_daily_fix(int hour) { fix_hour_ = hour; }

    /// From here on the day's figures stay as they are.
    [[nodiscard]] static Seconds settled_at(const Account& account, std::int64_t day);

private:
    void restate(AdCounts& counts, const Ad& ad, std::int64_t day, std::uint64_t dither,
                 AsOf as_of) const;
    void settle(AdCounts& counts, const Ad& ad, std::int64_t day, Seconds since) const;
    void hold_back(AdCounts& counts, std::uint64_t luck, Seconds age) const;
    [[nodiscard]] std::int64_t arrived_share(Seconds age) const;

    std::uint64_t seed_ = 0;
    int fix_hour_ = 12;
    std::array<std::int64_t, 24> hour_shape_{};
    std::array<std::int64_t, 7> weekday_shape_{};
    std::array<std::int64_t, 12> season_{};
    std::vector<std::pair<Seconds, std::int64_t>> conversion_delay_; ///< age -> per mille arrived
};

} // namespace bayme::sandbox

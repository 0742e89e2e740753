// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/forecast.hpp"
#include "sandbox/pace.hpp"
#include "sandbox/traffic.hpp"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace bayme::sandbox {

/// One ad's figures of a day, or of one of its hours.
struct AdDay {
    std::uint32_t ad = 0;
    AdCounts counts;
};
struct AdHour {
    std::uint32_t ad = 0;
    unsigned hour = 0;
    AdCounts counts;
};

/// How a unit went through one day, by its ads.
struct Activity {
    std::vector<DayLuck> luck;
    std::vector<std::array<std::uint16_t, 24>> seconds; ///< really run in each hour
    std::vector<std::array<Minor, 24>> spends;          ///< of each whole hour, where it ran in it
    std::vector<std::array<Pace, 24>> paces;            ///< empty where every pace is the usual one
    std::int64_t spent = 0; ///< minor units times seconds per hour: nothing is rounded on the way
    bool short_of_budget = false; ///< at the end: somebody would have run on

    [[nodiscard]] Pace pace(std::size_t ad, unsigned hour) const {
        return paces.empty() ? Pace{} : paces[ad][hour];
    }
};

/// Who ran when, from statuses, schedules and budgets, and what came of it. Ads of one unit spend
/// its budget together; when it is gone they stop until the account's midnight or until somebody
/// raises it. Keeps day sums per ad; not safe from several threads.
class Delivery {
public:
    /// `world` outlives it.
    explicit Delivery(const World& world);
    Delivery(const Delivery&) = delete;
    Delivery& operator=(const Delivery&) = delete;

    /// In the order of the unit's ads, idle ones left out. Valid until the next call.
    const std::vector<AdDay>& day(std::uint32_t unit, std::int64_t day, AsOf as_of);
    std::vector<AdHour> hours(std::uint32_t unit, std::int64_t day, AsOf as_of);
    /// After an edit at this moment: figures kept from that day on are made again, those of
    /// siblings with a common audience too.
    void forget(std::uint32_t unit, Seconds from);

    /// Whether ads of the unit that should run at this moment stand still for want of budget.
    bool is_spent_up(std::uint32_t unit, Seconds now);
    /// The UTC hour of the daily fix; every figure is made again.
    void set_daily_fix(int hour);

    [[nodiscard]] Activity activity(std::uint32_t unit, std::int64_t day, Seconds until) const;

    [[nodiscard]] const Traffic& traffic() const { return traffic_; }
    [[nodiscard]] const Pacing& pacing() const { return pacing_; }
    Forecast& forecast() { return forecast_; }

private:
    struct Kept {
        AsOf as_of;
        bool settled = false;
        std::vector<AdDay> ads;
    };
    /// Calls `take` with each hour of each ad that ran, ad by ad.
    template <typename Take>
    void each_hour(std::uint32_t unit, std::int64_t day, AsOf as_of, Take take);
    void forget_unit(std::uint32_t unit, Seconds from);
    [[nodiscard]] bool has_no_budget_left(std::uint32_t unit, Seconds now) const;
    const World& world_;
    Traffic traffic_;
    Pacing pacing_;
    Forecast forecast_;
    std::vector<std::unordered_map<std::int64_t, Kept>> kept_; ///< by unit, then day
    std::size_t kept_ads_ = 0;
    std::unordered_map<std::uint32_t, bool> spent_up_; ///< by unit, of one moment
    Seconds spent_up_at_ = 0;
};

} // namespace bayme::sandbox

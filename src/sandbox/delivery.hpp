// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/traffic.hpp"

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

/// Seconds for which each ad of a unit really ran in each hour of one day.
using Activity = std::vector<std::array<std::uint16_t, 24>>;

/// Who ran when, from statuses, schedules and budgets, and what came of it. Ads of one unit spend
/// its budget together; when it is gone they stop until the account's midnight or until somebody
/// raises it. Keeps day sums per ad; not safe from several threads.
class Delivery {
public:
    Delivery(const World& world, Traffic traffic);

    /// In the order of the unit's ads, idle ones left out. Valid until the next call.
    const std::vector<AdDay>& day(std::uint32_t unit, std::int64_t day, AsOf as_of);
    std::vector<AdHour> hours(std::uint32_t unit, std::int64_t day, AsOf as_of) const;
    /// After an edit at this moment: figures kept from that day on are made again.
    void forget(std::uint32_t unit, Seconds from);

    /// Whether ads of the unit that should run at this moment stand still for want of budget.
    bool is_spent_up(std::uint32_t unit, Seconds now);
    /// The UTC hour of the daily fix; every figure is made again.
    void set_daily_fix(int hour);

    [[nodiscard]] Activity activity(std::uint32_t unit, std::int64_t day, Seconds until) const;

private:
    struct Kept {
        AsOf as_of;
        bool settled = false;
        std::vector<AdDay> ads;
    };
    [[nodiscard]] bool runs(const Ad& ad, Seconds moment) const;
    [[nodiscard]] std::vector<Seconds> edges(const Unit& unit, Seconds start, Seconds end) const;
    [[nodiscard]] Minor daily_limit(const Unit& unit, Seconds moment) const;
    [[nodiscard]] bool has_no_budget_left(std::uint32_t unit, Seconds now) const;
    [[nodiscard]] AdCounts counts(std::uint32_t ad, std::int64_t day, unsigned hour, Seconds active,
                                  AsOf as_of) const;

    const World& world_;
    Traffic traffic_;
    std::vector<std::unordered_map<std::int64_t, Kept>> kept_; ///< by unit, then day
    std::size_t kept_ads_ = 0;
    std::unordered_map<std::uint32_t, bool> spent_up_; ///< by unit, of one moment
    Seconds spent_up_at_ = 0;
};

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/pace.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace bayme::sandbox {

/// What is to be expected of an ad, without luck.
struct Expected {
    std::int64_t spend = 0; ///< thousandths of minor units
    std::int64_t impressions = 0;
    std::int64_t clicks = 0;      ///< thousandths, as the next two
    std::int64_t results = 0;     ///< what the campaign is made for
    std::int64_t conversions = 0; ///< orders, installs and forms
    std::int64_t value = 0;       ///< of orders, in thousandths of minor units

    void add(const Expected& other);
};

/// The expectation of each day, and what piles up from one to the next: impressions that tire a
/// creative, conversions by which an ad group learns. Both count from midnight to midnight of the
/// account, from days that are over, and follow from the world alone, not from luck: an edit never
/// changes them for a day that had begun. Not safe from several threads.
class Forecast {
public:
    /// All outlive it.
    Forecast(const World& world, const Traffic& traffic, const Pacing& pacing);

    /// By the unit's ads.
    std::vector<Expected> day(std::uint32_t unit, std::int64_t day);

    /// Impressions of an ad's creative before this day of its account.
    std::int64_t impressions(std::uint32_t ad, std::int64_t day);
    /// Conversions since an ad group last began to learn, before this day.
    std::int64_t conversions(std::uint32_t adgroup, std::int64_t day);
    /// Whether an ad group is still learning.
    bool learns(std::uint32_t adgroup, Seconds moment);

    /// After an edit that matters to a unit from this day on.
    void forget(std::uint32_t unit, std::int64_t from);

private:
    /// A unit's past: one row a day with what stood at its beginning.
    struct Past {
        std::int64_t first = 0;
        std::size_t ads = 0;
        std::size_t groups = 0;
        std::vector<std::uint32_t> impressions; ///< by day, then ad
        std::vector<std::uint32_t> conversions; ///< by day, then ad group; thousandths

        [[nodiscard]] std::size_t size() const { return impressions.size() + conversions.size(); }
    };
    /// A day on its way.
    struct Stage {
        std::uint32_t unit = 0;
        std::int64_t day = 0;
        Seconds from = 0;
        std::int64_t spent = 0;
        std::vector<Expected> expected;
    };
    [[nodiscard]] bool remembers() const;
    /// The row of this day, walked to from where the past is known.
    const Past& past(std::uint32_t unit, std::int64_t day);
    void walk(std::uint32_t unit, Past& past, std::int64_t day);
    [[nodiscard]] std::int64_t first_day(std::uint32_t unit) const;
    void go_on(Stage& stage, Seconds to);

    const World& world_;
    const Traffic& traffic_;
    const Pacing& pacing_;
    std::vector<Seconds> turns_; ///< of the world's shocks
    std::unordered_map<std::uint32_t, Past> pasts_;
    std::size_t kept_ = 0; ///< numbers in all pasts
};

} // namespace bayme::sandbox

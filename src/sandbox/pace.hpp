// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/running.hpp"
#include "sandbox/traffic.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace bayme::sandbox {

/// The curve of an ad group: drawn once within the world's ranges.
Curve curve_of(const World& world, const Adgroup& adgroup);
/// Impressions at which the ad has lost half of what it will lose.
std::int64_t half_life_of(const World& world, const Ad& ad);
/// What is left of an ad's rate of clicks after so many impressions, in parts per million.
std::int64_t freshness_of(const World& world, const Ad& ad, std::int64_t impressions);

/// How budgets become prices. The budget of a unit asks for a pressure x: the limit of the day over
/// what its running ads' markets take in such a day, the same for all of them and all day long.
/// Each ad group's curve turns x into a price. A pace holds for an hour at a time.
/// What siblings leave to each other is kept for the time around the last question, one span a
/// campaign, and the last price of each ad group: answers are the same as without. Not safe from
/// several threads.
class Pacing {
public:
    /// Both outlive it.
    Pacing(const World& world, const Traffic& traffic) : world_(world), traffic_(traffic) {}

    /// Whether every pace in this world is the usual one.
    [[nodiscard]] bool is_usual() const;
    /// By the unit's ads; `running` says which of them do.
    [[nodiscard]] std::vector<Pace> paces(const Unit& unit, Seconds moment,
                                          const std::vector<bool>& running) const;
    /// After an edit of the campaign or of anything below it. New objects need no call.
    void forget(std::uint32_t campaign) { shares_.erase(campaign); }

private:
    /// Of the demand of a campaign's ad groups, in their order: what their siblings leave of it.
    struct Shares {
        std::uint64_t births = 0; ///< the world's: with another object everything may differ
        Span span;
        std::vector<std::int64_t> shares;
    };
    /// Of an ad group. Nothing that an edit changes is in it.
    struct Priced {
        Curve curve;
        std::int64_t pressure = -1;
        std::int64_t price = 0;
    };
    [[nodiscard]] const std::vector<std::int64_t>& shares_of(std::uint32_t campaign,
                                                             Seconds moment) const;
    [[nodiscard]] Pace priced(std::uint32_t adgroup, std::int64_t limit, std::int64_t demand) const;

    const World& world_;
    const Traffic& traffic_;
    mutable std::unordered_map<std::uint32_t, Shares> shares_; ///< by campaign
    mutable std::unordered_map<std::uint32_t, Priced> prices_; ///< by ad group
};

} // namespace bayme::sandbox

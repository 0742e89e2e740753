// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"
#include "storage/connections.hpp"
#include "storage/mirror.hpp"

#include <optional>
#include <vector>

namespace bayme::reports {

/// Sums of one day, as their units say: money in millionths.
struct DayFigures {
    std::int64_t spend = 0;
    std::int64_t impressions = 0;
    std::int64_t clicks = 0;
    std::int64_t conversions = 0;

    void add(const DayFigures& other);
};

struct CampaignLine {
    storage::MirrorObject campaign;
    std::optional<DayFigures> yesterday; ///< nothing when TikTok has no row
    std::optional<DayFigures> today;
};

/// A day's window in words of the ledger.
struct DayState {
    Day day;
    snapshots::CellState state = snapshots::CellState::never_fetched;
    std::optional<Instant> facts_at;
};

/// What a buyer looks at first: an account's campaigns, yesterday and today by the account's days.
struct CampaignOverview {
    DayState yesterday;
    DayState today;
    std::vector<CampaignLine> campaigns; ///< by name; deleted ones only when they spent
    /// Nothing while the day was never read: no figure is not zero.
    std::optional<DayFigures> total_yesterday;
    std::optional<DayFigures> total_today;
};

/// @return conflict with reason "no_offset" when nobody knows how the account's days are cut.
Result<CampaignOverview> campaign_overview(storage::Transaction& tx,
                                           snapshots::Snapshots& snapshots,
                                           storage::MirrorStore& mirror,
                                           const storage::Advertiser& account, Instant now);

} // namespace bayme::reports

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"
#include "storage/connections.hpp"
#include "tiktok/client.hpp"

#include <string>
#include <vector>

namespace bayme::sync {

/// The longest range one call may span: 30 days by day, 1 by hour [CONTRACT 6.1].
int longest_call(snapshots::Grain grain);

/// What is asked for to fill a cube over a range of days.
struct ReportOrder {
    const snapshots::Cube* cube = nullptr;
    const storage::Advertiser* account = nullptr;
    DayRange days;
    std::vector<snapshots::MetricIndex> metrics; ///< of fetched_metrics(cube)
    /// Asked for one after the other; the whole account at once when empty.
    std::vector<std::vector<CampaignId>> slices;
    std::int64_t most_rows = 100'000; ///< of several days
};

tiktok::ReportRequest request_for(const ReportOrder& order);

/// One call, all pages of all its slices. `flaw` is empty when the answer is proven whole;
/// otherwise a stable word: "rows_missing" (fewer or more rows than total_number), "total_moved"
/// (it changed between pages), "key_twice", "totals_differ" (the rows do not add up to
/// total_metrics), "ads_throttled" (TikTok looked at the newest 20,000 ads only), "too_many_rows"
/// (several days hold more than `most_rows`: nothing but the first page was read), "unreadable" (a
/// value, id or count we cannot read exactly). Reports adds "hours_differ" (the hours do not add up
/// to the day).
struct Fetched {
    snapshots::FactBatch facts;
    std::vector<snapshots::MetricTotal> totals;
    std::vector<std::string> request_ids;
    std::int64_t total_number = 0;
    snapshots::Proof proof = snapshots::Proof::none;
    std::string flaw;
};

/// @return the platform's error; an answer that came but cannot be proven is a Fetched with a flaw.
Result<Fetched> fetch_report(tiktok::Client& client, const tiktok::CallContext& context,
                             const SecretText& token, const ReportOrder& order);

} // namespace bayme::sync

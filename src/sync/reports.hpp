// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "jobs/workers.hpp"
#include "sync/planner.hpp"
#include "sync/report_fetch.hpp"

namespace bayme::sync {

/// What a pass over an account's windows did.
struct ReportsOutcome {
    int calls = 0;
    int windows_complete = 0;
    int windows_provisional = 0;
    int windows_partial = 0;
    std::int64_t rows = 0;
    std::int64_t inserted = 0;
    std::int64_t superseded = 0;
    std::int64_t ended = 0;
};

enum class Windows {
    all,     ///< every window of the range
    missing, ///< those that are not complete
    due,     ///< those the timetable of their cube asks for, whatever the range
};
std::string_view to_string(Windows windows);
std::span<const std::string_view> names_of(Windows windows);

/// What one pass is asked to do.
struct ReportsRequest {
    DayRange days;
    std::vector<const snapshots::Cube*> cubes;
    Windows windows = Windows::all;
};

/// Fetches report windows and publishes them whole. A call that cannot be proven is made again at
/// most three times, then its range is halved; a single day that still cannot be proven is partial:
/// what stood before stands on [DESIGN 6.2]. The hours of a closed day must add up to the day's own
/// window; while that one is not complete they are provisional.
class Reports {
public:
    Reports(storage::Database& database, storage::AdvertiserStore& advertisers,
            accounts::Tokens& tokens, tiktok::Client& client, snapshots::Snapshots& snapshots,
            const Clock& clock, Random& random)
        : database_(database), advertisers_(advertisers), tokens_(tokens), client_(client),
          snapshots_(snapshots), clock_(clock), random_(random) {}

    /// @return conflict with reason "no_offset" when nobody knows how the account's days are cut.
    Result<ReportsOutcome> sync(jobs::Run& run, const tiktok::CallContext& context,
                                const AdvertiserId& advertiser, const ReportsRequest& request);

private:
    struct Pass;
    Result<void> sync_range(Pass& pass, const snapshots::Cube& cube, DayRange days);
    Result<Fetched> fetch(Pass& pass, const snapshots::Cube& cube, DayRange days, bool closed);
    Result<void> prove_hours(Pass& pass, const snapshots::Cube& cube, Day day, int attempt,
                             Fetched& fetched);
    Result<void> publish(Pass& pass, const snapshots::Cube& cube, DayRange days, Fetched fetched,
                         Instant fetched_at);
    Result<std::vector<PlannedCall>> plan(const Pass& pass, const ReportsRequest& request);
    Result<WantedDays> wanted_days(const Pass& pass, const snapshots::Cube& cube,
                                   const ReportsRequest& request);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    accounts::Tokens& tokens_;
    tiktok::Client& client_;
    snapshots::Snapshots& snapshots_;
    const Clock& clock_;
    Random& random_;
};

/// The cubes a plain sync fills: four levels by day, three by hour [DESIGN 6.3].
std::vector<const snapshots::Cube*> default_cubes();

} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "base/json_text.hpp"
#include "jobs/workers.hpp"
#include "sync/report_pass.hpp"

namespace bayme::sync {

enum class Windows {
    all,      ///< every window of the range
    missing,  ///< those that are not complete
    due,      ///< those the timetable of their cube asks for, whatever the range
    outdated, ///< those that were fetched before a metric of their cube was asked for
};
std::string_view to_string(Windows windows);
std::span<const std::string_view> names_of(Windows windows);

/// Of which days of a range the hours are fetched.
enum class HourDays { last_three, all };

/// What one pass is asked to do. Without cubes: those that are enabled.
struct ReportsRequest {
    DayRange days;
    std::vector<const snapshots::Cube*> cubes;
    Windows windows = Windows::all;
    HourDays hours = HourDays::last_three;
};

/// For the result of a job.
void write_outcome(JsonWriter& writer, const ReportsOutcome& outcome);

/// Decides which windows of an account are fetched in which calls, and has a ReportPass do it. The
/// hours of a closed day must add up to the day's own window; while that one is not complete they
/// are provisional.
class Reports {
public:
    Reports(storage::Database& database, storage::AdvertiserStore& advertisers,
            storage::ReportMemory& memory, accounts::Tokens& tokens, tiktok::Client& client,
            snapshots::Snapshots& snapshots, const Clock& clock, Random& random,
            Overlap overlap = Overlap::with_next_call)
        : database_(database), advertisers_(advertisers), memory_(memory), tokens_(tokens),
          client_(client), snapshots_(snapshots), clock_(clock), random_(random),
          overlap_(overlap) {}

    /// @return conflict with reason "no_offset" when nobody knows how the account's days are cut.
    Result<ReportsOutcome> sync(jobs::Run& run, const tiktok::CallContext& context,
                                const AdvertiserId& advertiser, const ReportsRequest& request);

    /// Nothing is fetched, no token is opened. @return as sync() does.
    Result<ReportsPrice> price(const AdvertiserId& advertiser, const ReportsRequest& request);

private:
    Result<PassAccount> read_account(const AdvertiserId& advertiser);
    Result<std::vector<const snapshots::Cube*>> cubes_of(const PassAccount& account,
                                                         const ReportsRequest& request);
    Result<std::vector<PlannedCall>> plan(const PassAccount& account, const ReportLessons& lessons,
                                          const ReportsRequest& request);
    Result<WantedDays> wanted_days(const PassAccount& account, const snapshots::Cube& cube,
                                   const ReportsRequest& request);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    storage::ReportMemory& memory_;
    accounts::Tokens& tokens_;
    tiktok::Client& client_;
    snapshots::Snapshots& snapshots_;
    const Clock& clock_;
    Random& random_;
    Overlap overlap_;
};

/// The cubes a plain sync fills: four levels by day, three by hour [DESIGN 6.3].
std::vector<const snapshots::Cube*> default_cubes();

} // namespace bayme::sync

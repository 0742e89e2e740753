// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/queue.hpp"
#include "jobs/workers.hpp"
#include "sync/reports.hpp"

namespace bayme::sync {

/// Which figures of the past are fetched.
struct BackfillRequest {
    std::vector<AdvertiserId> advertisers;
    DayRange days;
    std::vector<const snapshots::Cube*> cubes;
    Windows windows = Windows::missing; ///< or outdated: those that lack a metric that is new
};

/// The jobs of a back-fill. One that was asked for in the same words and has not ended is joined;
/// `group` is theirs then.
struct BackfillJobs {
    std::string group;
    std::vector<JobId> jobs;
};

/// A back-fill as a whole: the jobs of one group.
struct BackfillView {
    std::string group;
    Actor requested_by;
    Instant started_at;
    DayRange days;
    std::vector<std::string> cubes;
    std::vector<AdvertiserId> advertisers;
    std::int64_t parts = 0;
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    std::string doing; ///< of a part that runs; empty when none does

    [[nodiscard]] bool ended() const { return done + failed + cancelled == parts; }
};

struct BackfillArguments {
    Day from = {};
    Day to = {};
    std::vector<std::string> cubes = {};
    Windows windows = Windows::missing;
};
inline constexpr auto backfill_job = jobs::declare_kind<BackfillArguments>(
    "sync.backfill", "Back-fill of an account's reports",
    jobs::Argument{"from", &BackfillArguments::from}, jobs::Argument{"to", &BackfillArguments::to},
    jobs::Argument{"cubes", &BackfillArguments::cubes},
    jobs::Argument{"windows", &BackfillArguments::windows});
/// Asked for at the start when data/metrics.json has metrics that were never fetched before.
inline constexpr auto new_metrics_job =
    jobs::declare_kind<jobs::NoArguments>("sync.new_metrics", "Filling in new metrics");

/// Fills in the past, when nothing more urgent is to be done. An account's range is parted into
/// jobs of 30 days, newest first: each lets others go first when it is done, and one that was cut
/// off leaves out what it has published when it runs again.
class Backfill {
public:
    Backfill(storage::Database& database, storage::AdvertiserStore& advertisers,
             storage::ReportMemory& memory, jobs::Queue& queue, Reports& reports,
             const Clock& clock)
        : database_(database), advertisers_(advertisers), memory_(memory), queue_(queue),
          reports_(reports), clock_(clock) {}

    /// What it takes before anything goes wrong.
    Result<ReportsPrice> price(const BackfillRequest& request);
    Result<BackfillJobs> start(storage::Transaction& tx, const Actor& actor,
                               const BackfillRequest& request);
    /// Newest first.
    Result<std::vector<BackfillView>> list(storage::Transaction& tx);
    /// Ends what has not ended. @return not_found when there is no such back-fill.
    Result<BackfillView> cancel(storage::Transaction& tx, const std::string& group);

    /// Also asks for the back-fill of metrics that this build fetches and the last one did not.
    Result<void> register_jobs(jobs::Workers& workers);

private:
    Result<std::string> run(jobs::Run& run, const BackfillArguments& arguments);
    Result<std::string> fill_new_metrics(jobs::Run& run);
    Result<bool> note_metrics(storage::Transaction& tx);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    storage::ReportMemory& memory_;
    jobs::Queue& queue_;
    Reports& reports_;
    const Clock& clock_;
};

} // namespace bayme::sync

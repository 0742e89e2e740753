// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/scheduler.hpp"
#include "storage/jobs.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace bayme::jobs {

/// What a caller asks for; the rest is filled in.
struct JobRequest {
    std::string kind;
    std::vector<storage::JobArgument> arguments = {};
    AdvertiserId advertiser_id = {};
    int priority = 0;
    std::string unique_key = {};
    /// Empty makes the job a group of its own.
    std::string group = {};
    /// Not before this much later.
    std::chrono::seconds delay{0};
};

// Higher runs first [DESIGN 3.10].
inline constexpr int priority_person = 50;
inline constexpr int priority_safety = 40;
inline constexpr int priority_today = 30;
inline constexpr int priority_restatement = 20;
inline constexpr int priority_backfill = 10;

/// Told in the transaction that ends a job as failed or cancelled, so that what waits for the job
/// ends with it.
using Unfinished =
    std::function<Result<void>(storage::Transaction&, const storage::Job&, const Error&)>;

/// What a cancelled job's Unfinished is told.
Error cancelled_error(const JobId& id);

/// Where work is asked for and watched. Safe from any thread.
class Queue {
public:
    Queue(storage::JobStore& store, const Clock& clock, Random& random, Scheduler& scheduler);

    /// Adds a job in the caller's transaction; workers wake when it commits.
    /// @return the job, or the live one with the same unique key.
    Result<JobId> add(storage::Transaction& tx, const Actor& actor, const JobRequest& request);
    /// A waiting job ends here, a running one when its worker notices.
    Result<void> cancel(storage::Transaction& tx, const JobId& id);
    /// For jobs of this kind that end here. Registered before anything is cancelled.
    void on_cancelled(std::string kind, Unfinished told);
    Result<storage::Job> find(storage::Transaction& tx, const JobId& id);
    Result<std::vector<storage::Job>> list(storage::Transaction& tx,
                                           const storage::JobFilter& filter);
    Result<storage::JobCounts> counts(storage::Transaction& tx);
    /// A name for jobs that belong together.
    std::string new_group();

private:
    storage::JobStore& store_;
    const Clock& clock_;
    Random& random_;
    Scheduler& scheduler_;
    std::map<std::string, Unfinished> unfinished_;
};

} // namespace bayme::jobs

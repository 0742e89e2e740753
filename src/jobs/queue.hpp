// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/scheduler.hpp"
#include "jobs/kind.hpp"
#include "storage/jobs.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace bayme::jobs {

/// On what terms a job is asked for.
struct JobTerms {
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

/// What the queue knows of a kind.
struct KindRules {
    std::string title = {};
    Unfinished unfinished = {};
};

/// Where work is asked for and watched. Safe from any thread.
class Queue {
public:
    Queue(storage::JobStore& store, const Clock& clock, Random& random, Scheduler& scheduler);

    /// Adds a job in the caller's transaction; workers wake when it commits.
    /// @return the job, or the live one with the same unique key.
    template <typename Arguments, typename... Ts>
    Result<JobId>
    add(storage::Transaction& tx, const Actor& actor, const Kind<Arguments, Ts...>& kind,
        const std::type_identity_t<Arguments>& arguments, const JobTerms& terms = {}) {
        return add_encoded(tx, actor, kind.name, kind.encode(arguments), terms);
    }
    /// The same for arguments that were encoded already, such as those of an earlier job.
    Result<JobId> add_encoded(storage::Transaction& tx, const Actor& actor, const std::string& kind,
                              std::vector<storage::JobArgument> arguments, const JobTerms& terms);
    /// A waiting job ends here, a running one when its worker notices.
    Result<void> cancel(storage::Transaction& tx, const JobId& id);
    /// Makes a kind known; Workers::handle does it. Before anything of it ends.
    void declare(std::string kind, KindRules rules);
    /// Tells whoever waits for the job, in the transaction that ended it.
    Result<void> tell_unfinished(storage::Transaction& tx, const storage::Job& job,
                                 const Error& error);
    Result<storage::Job> find(storage::Transaction& tx, const JobId& id);
    Result<std::vector<storage::Job>> list(storage::Transaction& tx,
                                           const storage::JobFilter& filter);
    Result<storage::JobCounts> counts(storage::Transaction& tx);
    /// A name for jobs that belong together.
    std::string new_group();
    /// What workers write how a job goes on with.
    storage::JobStore& rows() { return store_; }

private:
    storage::JobStore& store_;
    const Clock& clock_;
    Random& random_;
    Scheduler& scheduler_;
    std::map<std::string, KindRules> kinds_;
};

} // namespace bayme::jobs

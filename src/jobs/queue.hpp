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
    /// It starts after these are done; when one of them ends otherwise it ends with that cause.
    std::vector<JobId> waits_for = {};
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
    /// A handler that gave no sign of life for so long is taken for stuck; see Run::alive.
    std::chrono::seconds stall{std::chrono::minutes{15}};
    /// What to do instead where trying a dead letter again makes no sense.
    std::string instead_of_retry = {};
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
    /// A waiting job ends here, with those that wait for it; a running one when its worker notices.
    Result<void> cancel(storage::Transaction& tx, const JobId& id);
    /// Workers end a job with these: those that wait for it end too, with its end as their cause,
    /// and whoever must know is told.
    Result<void> fail(storage::Transaction& tx, const storage::Job& job, const Error& error);
    Result<void> mark_cancelled(storage::Transaction& tx, const storage::Job& job);

    /// Asks for a dead letter's work again, on behalf of the actor: the same arguments and terms,
    /// as a new job. What it waited for and was retried it waits for again.
    /// @return the new job, or the live one with its unique key; conflict with reason
    ///         "no_dead_letter", "not_retried" (the message says what to do instead) or
    ///         "awaited_ended".
    Result<JobId> retry(storage::Transaction& tx, const Actor& actor, const JobId& id);
    /// Nothing will be done about a dead letter. @return conflict with reason "no_dead_letter".
    Result<void> dismiss(storage::Transaction& tx, const Actor& actor, const JobId& id);

    /// @return conflict with reason "paused" when it is already; not_found for an unknown kind.
    Result<void> pause(storage::Transaction& tx, const Actor& actor, storage::PauseScope scope,
                       const std::string& subject, const std::string& reason);
    /// @return not_found when it is not paused.
    Result<void> resume(storage::Transaction& tx, storage::PauseScope scope,
                        const std::string& subject);
    /// Makes a kind known; Workers::handle does it. Before anything of it ends.
    void declare(std::string kind, KindRules rules);
    /// Every kind that is known, by name.
    [[nodiscard]] const std::map<std::string, KindRules>& kinds() const { return kinds_; }
    Result<storage::Job> find(storage::Transaction& tx, const JobId& id);
    Result<std::vector<storage::Job>> list(storage::Transaction& tx,
                                           const storage::JobFilter& filter);
    Result<storage::JobCounts> counts(storage::Transaction& tx);
    Result<std::map<std::string, storage::JobCounts>> counts_by_kind(storage::Transaction& tx) {
        return store_.counts_by_kind(tx);
    }
    Result<std::vector<storage::JobPause>> pauses(storage::Transaction& tx) {
        return store_.pauses(tx);
    }
    /// The attempts that failed: the first one and the newest 19.
    Result<std::vector<storage::JobFailure>> failures(storage::Transaction& tx, const JobId& id) {
        return store_.failures(tx, id);
    }
    /// The jobs it waits for that are not done.
    Result<std::vector<JobId>> waits(storage::Transaction& tx, const JobId& id) {
        return store_.waits(tx, id);
    }
    /// A name for jobs that belong together.
    std::string new_group();
    /// What workers write how a job goes on with.
    storage::JobStore& rows() { return store_; }

private:
    /// Tells whoever waits for the job, and ends the jobs that do.
    Result<void> spread(storage::Transaction& tx, const storage::Job& ended, const Error& cause);

    storage::JobStore& store_;
    const Clock& clock_;
    Random& random_;
    Scheduler& scheduler_;
    std::map<std::string, KindRules> kinds_;
};

} // namespace bayme::jobs

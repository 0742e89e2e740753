// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/scheduler.hpp"
#include "jobs/queue.hpp"
#include "jobs/schedules.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace bayme::jobs {

/// What a running job may do. Used by the worker's thread only.
class Run {
public:
    virtual ~Run() = default;
    [[nodiscard]] virtual const storage::Job& job() const = 0;
    /// Shows how far it is; at most a few writes a second reach the disk.
    virtual void report(const storage::JobProgress& progress) = 0;
    /// Asked to stop when a person cancels it, the program stops, or the lease is lost: return soon
    /// with what is done so far intact. Hand it to whatever waits.
    [[nodiscard]] virtual std::stop_token stop() const = 0;
    [[nodiscard]] bool should_stop() const { return stop().stop_requested(); }
    /// A sign of life; report(), stop(), should_stop() and still_mine() are signs too. A handler
    /// that gives none for its kind's stall time loses its job: the attempt has failed with reason
    /// "stalled" and another worker takes the job.
    virtual void alive() {}
    /// Asked in the transaction in which the handler writes, before it commits: what a worker
    /// writes that stalled or was taken for dead must change nothing.
    /// @return conflict with reason "lease_lost" when the job has another worker or has ended.
    virtual Result<void> still_mine(storage::Transaction& tx);
    /// The same where the write goes elsewhere than into the state.
    virtual Result<void> still_mine();
};

/// Does the work. @return what was done, as JSON text for people and programs.
/// A handler may be run again after a crash or a lost lease: it must be idempotent.
using Handler = std::function<Result<std::string>(Run&)>;

struct WorkerOptions {
    std::size_t threads = 2;
    std::chrono::seconds lease{60};
    std::chrono::seconds heartbeat{15};
};

/// Threads that lease jobs and run them. Handlers and schedules are registered before start().
class Workers {
public:
    static std::unique_ptr<Workers> make(storage::Database& database, Queue& queue,
                                         storage::ScheduleStore& schedules, const Clock& clock,
                                         Random& random, Scheduler& scheduler,
                                         WorkerOptions options);
    virtual ~Workers() = default;

    /// Has jobs of the kind done by `work(Run&, const Arguments&)`, or by `work(Run&)` where it
    /// takes none. A job whose arguments are not the kind's fails without being started.
    template <typename Arguments, typename... Ts, typename Work>
    void handle(const Kind<Arguments, Ts...>& kind, Work work, KindRules rules = {}) {
        rules.title = kind.title;
        handle_encoded(
            kind.name,
            [kind, work = std::move(work)](Run& run) -> Result<std::string> {
                BAYME_TRY(const auto arguments, kind.decode(run.job().arguments));
                if constexpr (std::is_invocable_v<const Work&, Run&>) {
                    return work(run);
                } else {
                    return work(run, arguments);
                }
            },
            std::move(rules));
    }
    virtual void handle_encoded(std::string kind, Handler handler, KindRules rules) = 0;
    virtual void start() = 0;
    /// Asks running handlers to stop and waits for them; their jobs go back to the queue.
    virtual void stop() = 0;
    /// Runs at most one due job on this thread: tests and the crash suite.
    /// @return false when nothing was due.
    virtual Result<bool> run_one() = 0;
    /// Turns due schedules into jobs, once each however many turns were missed.
    virtual Result<void> tick() = 0;
    /// One look at what runs: passes on that somebody cancelled it, lengthens the leases when it is
    /// time, takes the job of a handler that stalled. Threads do it every second.
    virtual void look_after() = 0;
    /// @return the full disk that keeps jobs from being taken or ended, when that was met at or
    /// after
    ///         `since` and no job went through afterwards.
    virtual std::optional<Error> blocked(Instant since) = 0;
};

} // namespace bayme::jobs

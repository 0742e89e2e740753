// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/workers.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "jobs/lease.hpp"
#include "jobs/retry.hpp"

#include <atomic>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace bayme::jobs {
namespace {

using storage::Job;

constexpr std::chrono::seconds longest_nap{30};

Failpoint handled{"jobs.handled"};
/// Lengthens the lease of a stuck handler for ever.
Failpoint trust_the_stuck{"jobs.trust_the_stuck", FailpointKind::defect};

/// What became of one look for work.
enum class Ran { nothing, job, stalled };

class ThreadWorkers final : public Workers {
public:
    ThreadWorkers(storage::Database& database, Queue& queue, storage::ScheduleStore& schedules,
                  const Clock& clock, Random& random, Scheduler& scheduler, WorkerOptions options)
        : database_(database), queue_(queue), jobs_(queue.rows()), schedules_(schedules),
          clock_(clock), random_(random), scheduler_(scheduler), options_(options),
          name_(fmt::format("{}-{}", getpid(), make_token(random, 4))) {}

    ~ThreadWorkers() override { stop(); }

    void handle_encoded(std::string kind, Handler handler, KindRules rules) override {
        queue_.declare(kind, std::move(rules));
        handlers_.insert_or_assign(std::move(kind), std::move(handler));
    }

    void start() override {
        const std::scoped_lock lock{mutex_};
        for (std::size_t i = 0; i < options_.threads; ++i) {
            add_worker();
        }
        threads_.emplace_back([this](const std::stop_token& stop) { beat(stop); });
    }

    void stop() override {
        stopping_ = true;
        for (const auto& lease : running()) {
            lease->ask_to_stop();
        }
        std::vector<std::jthread> threads;
        {
            const std::scoped_lock lock{mutex_};
            threads = std::exchange(threads_, {});
        }
        for (auto& thread : threads) {
            thread.request_stop();
        }
        scheduler_.wake();
    }

    Result<bool> run_one() override {
        BAYME_TRY(const auto ran, look_for_work());
        return ran != Ran::nothing;
    }

    Result<void> tick() override {
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_TRY(const auto due, ask_for_due(*tx, schedules_, queue_, clock_.now()));
        (void)due; // one that is out of reach is set without being due
        return tx->commit();
    }

    void look_after() override {
        const bool due = clock_.monotonic() - beaten_at_ >= options_.heartbeat;
        beaten_at_ = due ? clock_.monotonic() : beaten_at_;
        for (const auto& lease : running()) {
            lease->look_for_cancel();
            if (lease->silence() >= stall_of(lease->job().kind) && !trust_the_stuck.is_planted()) {
                take_from(lease);
            } else if (due) {
                lease->extend(options_.lease);
            }
        }
    }

    std::optional<Error> blocked(Instant since) override {
        const std::scoped_lock lock{mutex_};
        return full_disk_ && full_disk_seen_ >= since ? full_disk_ : std::nullopt;
    }

private:
    Result<Ran> look_for_work() {
        auto ran = lease_and_run();
        note(ran);
        return ran;
    }

    Result<Ran> lease_and_run() {
        BAYME_TRY(auto job, lease());
        return job ? run(*std::move(job)) : Result<Ran>{Ran::nothing};
    }

    /// Under the mutex.
    void add_worker() {
        threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }

    [[nodiscard]] std::chrono::seconds stall_of(const std::string& kind) const {
        const auto rules = queue_.kinds().find(kind);
        return rules == queue_.kinds().end() ? KindRules{}.stall : rules->second.stall;
    }

    /// The handler cannot be stopped, but nothing it writes counts any more. Its thread is replaced
    /// and ends when the handler returns.
    void take_from(const std::shared_ptr<Lease>& lease) {
        lease->stall();
        const Error why{
            ErrorCode::unavailable,
            fmt::format("it gave no sign of life for {} s", stall_of(lease->job().kind).count()),
            "stalled"};
        const auto taken = lease->write(
            [&](storage::Transaction& tx) { return end_failed(tx, lease->job(), why); });
        if (!taken && taken.error().reason != "lease_lost") {
            log(LogLevel::error, "stalled_job_not_taken", {{"error", taken.error().message}});
        }
        {
            const std::scoped_lock lock{mutex_};
            std::erase(running_, lease);
            if (!threads_.empty() && !stopping_) {
                add_worker();
            }
        }
        scheduler_.wake();
    }

    Result<std::optional<Job>> lease() {
        BAYME_TRY(const auto tx, database_.begin_write());
        const auto now = clock_.now();
        BAYME_TRY(auto job, jobs_.lease(*tx, name_, now, now + options_.lease));
        BAYME_CHECK(tx->commit());
        return job;
    }

    /// @return the failure to store how it ended; a lost lease is none.
    Result<Ran> run(Job job) {
        const auto lease = std::make_shared<Lease>(std::move(job), database_, jobs_, clock_);
        {
            const std::scoped_lock lock{mutex_};
            running_.push_back(lease);
        }
        if (stopping_) {
            lease->ask_to_stop(); // leased while stop() was looking at the others
        }
        const auto ended = end(*lease, attempt(*lease));
        {
            const std::scoped_lock lock{mutex_};
            std::erase(running_, lease);
        }
        scheduler_.wake();
        const bool stale = lease->lost() || (!ended && ended.error().reason == "lease_lost");
        if (!ended && !stale) {
            return std::unexpected(ended.error());
        }
        return lease->stalled() ? Ran::stalled : Ran::job;
    }

    Result<std::string> attempt(Lease& lease) {
        const auto& job = lease.job();
        const auto handler = handlers_.find(job.kind);
        if (handler == handlers_.end()) {
            return fail(ErrorCode::internal, "nothing handles jobs of kind {}", job.kind);
        }
        const bool waited = job.error && job.error->code == ErrorCode::rate_limited;
        if (job.attempts > most_attempts && !waited) {
            return fail(ErrorCode::internal, "given up: it was started {} times", job.attempts - 1);
        }
        try {
            return handler->second(lease);
        } catch (const std::exception& error) {
            return fail(ErrorCode::internal, "{}", error.what());
        }
    }

    Result<void> end(Lease& lease, const Result<std::string>& outcome) {
        BAYME_CHECK(handled.reach());
        const auto& job = lease.job();
        const auto now = clock_.now();
        return lease.write([&](storage::Transaction& tx) -> Result<void> {
            if (outcome) {
                return jobs_.finish(tx, job, *outcome, now);
            }
            const auto& error = outcome.error();
            if (lease.cancelled()) {
                return queue_.mark_cancelled(tx, job);
            }
            if (lease.asked_to_stop()) {
                return jobs_.release(tx, job, now);
            }
            return end_failed(tx, job, error);
        });
    }

    Result<void> end_failed(storage::Transaction& tx, const Job& job, const Error& error) {
        log(LogLevel::warning, "job_attempt_failed",
            {{"job", job.id.text()},
             {"kind", job.kind},
             {"code", to_string(error.code)},
             {"reason", error.reason},
             {"request_id", error.request_id}});
        const auto now = clock_.now();
        const auto delay = retry_delay(error, job.attempts, random_);
        return delay ? jobs_.retry(tx, job, error, now, now + *delay) : queue_.fail(tx, job, error);
    }

    void work(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const auto ran = look_for_work();
            if (!ran) {
                log(LogLevel::error, "job_not_carried_out", {{"error", ran.error().message}});
            }
            if (ran == Ran::stalled) {
                return; // it was replaced
            }
            if (!ran || *ran == Ran::nothing) {
                scheduler_.wait(ran ? nap() : std::chrono::seconds{1}, stop);
            }
        }
    }

    /// Finding nothing to do writes nothing: it proves no room.
    void note(const Result<Ran>& ran) {
        const std::scoped_lock lock{mutex_};
        if (!ran && ran.error().reason == "disk_full") {
            full_disk_ = ran.error();
            full_disk_seen_ = clock_.now();
        } else if (ran && *ran != Ran::nothing) {
            full_disk_.reset();
        }
    }

    /// Until the next job or schedule is due.
    std::chrono::nanoseconds nap() {
        const auto tx = database_.begin_read();
        if (!tx) {
            return std::chrono::seconds{1};
        }
        const auto due = jobs_.next_due(**tx);
        if (!due || !*due) {
            return longest_nap;
        }
        const std::chrono::nanoseconds left = **due - clock_.now();
        return std::clamp<std::chrono::nanoseconds>(left, std::chrono::milliseconds{10},
                                                    longest_nap);
    }

    void beat(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (const auto ticked = tick(); !ticked) {
                log(LogLevel::error, "schedule_failed", {{"error", ticked.error().message}});
            }
            look_after();
            scheduler_.wait(std::chrono::seconds{1}, stop);
        }
    }

    std::vector<std::shared_ptr<Lease>> running() {
        const std::scoped_lock lock{mutex_};
        return running_;
    }

    storage::Database& database_;
    Queue& queue_;
    storage::JobStore& jobs_;
    storage::ScheduleStore& schedules_;
    const Clock& clock_;
    Random& random_;
    Scheduler& scheduler_;
    WorkerOptions options_;
    std::string name_;
    std::map<std::string, Handler> handlers_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::vector<std::shared_ptr<Lease>> running_;
    std::optional<Error> full_disk_;
    Instant full_disk_seen_;
    std::chrono::nanoseconds beaten_at_ = clock_.monotonic();
    // Last, so that threads end before anything they use.
    std::vector<std::jthread> threads_;
};

} // namespace

Result<void> Run::still_mine(storage::Transaction& /*tx*/) {
    return {};
}

Result<void> Run::still_mine() {
    return {};
}

std::unique_ptr<Workers> Workers::make(storage::Database& database, Queue& queue,
                                       storage::ScheduleStore& schedules, const Clock& clock,
                                       Random& random, Scheduler& scheduler,
                                       WorkerOptions options) {
    return std::make_unique<ThreadWorkers>(database, queue, schedules, clock, random, scheduler,
                                           options);
}

} // namespace bayme::jobs

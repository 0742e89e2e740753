// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/workers.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"
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
using storage::JobProgress;

constexpr std::chrono::seconds longest_nap{30};
constexpr std::chrono::milliseconds report_gap{250};

Failpoint handled{"jobs.handled"};

/// The lease of one running job: extends itself, and knows when it was lost.
class Lease final : public Run {
public:
    Lease(Job job, storage::Database& database, storage::JobStore& store, const Clock& clock)
        : job_(std::move(job)), database_(database), store_(store), clock_(clock) {}

    [[nodiscard]] const Job& job() const override { return job_; }

    void report(const JobProgress& progress) override {
        const auto now = clock_.monotonic();
        const bool last = progress.total > 0 && progress.done >= progress.total;
        if (!last && reported_ && now - *reported_ < report_gap) {
            return;
        }
        reported_ = now;
        note(write([&](storage::Transaction& tx) { return store_.progress(tx, job_, progress); }));
    }

    [[nodiscard]] std::stop_token stop() const override { return stop_.get_token(); }
    void ask_to_stop() { stop_.request_stop(); }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    [[nodiscard]] bool lost() const { return lost_; }

    /// Both are called by the heartbeat thread.
    void extend(std::chrono::seconds lease) {
        note(write([&](storage::Transaction& tx) {
            return store_.extend(tx, job_, clock_.now() + lease);
        }));
    }
    void look_for_cancel() {
        const auto tx = database_.begin_read();
        const auto seen = tx ? store_.find(**tx, job_.id) : std::unexpected(tx.error());
        if (seen && seen->cancel_asked) {
            cancelled_ = true;
            ask_to_stop();
        }
    }

    template <typename Write>
    Result<void> write(Write&& change) {
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(change(*tx));
        return tx->commit();
    }

private:
    void note(const Result<void>& written) {
        if (!written && written.error().reason == "lease_lost") {
            lost_ = true;
            ask_to_stop();
        }
    }

    Job job_;
    storage::Database& database_;
    storage::JobStore& store_;
    const Clock& clock_;
    std::stop_source stop_;
    std::optional<std::chrono::nanoseconds> reported_;
    std::atomic<bool> lost_ = false;
    std::atomic<bool> cancelled_ = false;
};

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
        for (std::size_t i = 0; i < options_.threads; ++i) {
            threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
        }
        threads_.emplace_back([this](const std::stop_token& stop) { beat(stop); });
    }

    void stop() override {
        stopping_ = true;
        for (const auto& lease : running()) {
            lease->ask_to_stop();
        }
        for (auto& thread : threads_) {
            thread.request_stop();
        }
        scheduler_.wake();
        threads_.clear();
    }

    Result<bool> run_one() override {
        auto ran = lease_and_run();
        note(ran);
        return ran;
    }

    Result<void> tick() override {
        BAYME_TRY(const auto tx, database_.begin_write());
        const auto now = clock_.now();
        BAYME_TRY(const auto due, schedules_.due(*tx, now));
        for (const auto& schedule : due) {
            BAYME_CHECK(add_scheduled(*tx, schedule, now));
        }
        return due.empty() ? Result<void>{} : tx->commit();
    }

    std::optional<Error> blocked(Instant since) override {
        const std::scoped_lock lock{mutex_};
        return full_disk_ && full_disk_seen_ >= since ? full_disk_ : std::nullopt;
    }

private:
    Result<bool> lease_and_run() {
        BAYME_TRY(auto job, lease());
        if (!job) {
            return false;
        }
        BAYME_CHECK(run(*std::move(job)));
        return true;
    }

    Result<void> add_scheduled(storage::Transaction& tx, const storage::Schedule& schedule,
                               Instant now) {
        const JobId id{make_id(random_)};
        BAYME_CHECK(jobs_.add(tx,
                              {.id = id,
                               .kind = schedule.kind,
                               .arguments = {},
                               .requested_by = {ActorKind::schedule, schedule.name},
                               .advertiser_id = {},
                               .priority = priority_today,
                               .unique_key = "schedule:" + schedule.name,
                               .group = id.text(),
                               .not_before = now},
                              now));
        const auto missed = (now - schedule.next_at) / schedule.every;
        return schedules_.move(tx, schedule.name, schedule.next_at + (missed + 1) * schedule.every);
    }

    Result<std::optional<Job>> lease() {
        BAYME_TRY(const auto tx, database_.begin_write());
        const auto now = clock_.now();
        BAYME_TRY(auto job, jobs_.lease(*tx, name_, now, now + options_.lease));
        BAYME_CHECK(tx->commit());
        return job;
    }

    /// @return the failure to store how it ended; a lost lease is none.
    Result<void> run(Job job) {
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
        return stale ? Result<void>{} : ended;
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
                BAYME_CHECK(jobs_.mark_cancelled(tx, job, now));
                return queue_.tell_unfinished(tx, job, cancelled_error(job.id));
            }
            if (lease.stop().stop_requested()) {
                return jobs_.retry(tx, job, error, now);
            }
            log(LogLevel::warning, "job_attempt_failed",
                {{"job", job.id.text()},
                 {"kind", job.kind},
                 {"code", to_string(error.code)},
                 {"reason", error.reason},
                 {"request_id", error.request_id}});
            const auto delay = retry_delay(error, job.attempts, random_);
            if (delay) {
                return jobs_.retry(tx, job, error, now + *delay);
            }
            BAYME_CHECK(jobs_.fail(tx, job, error, now));
            return queue_.tell_unfinished(tx, job, error);
        });
    }

    void work(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const auto ran = run_one();
            if (!ran) {
                log(LogLevel::error, "job_not_carried_out", {{"error", ran.error().message}});
            }
            if (!ran || !*ran) {
                scheduler_.wait(ran ? nap() : std::chrono::seconds{1}, stop);
            }
        }
    }

    /// Finding nothing to do writes nothing: it proves no room.
    void note(const Result<bool>& ran) {
        const std::scoped_lock lock{mutex_};
        if (!ran && ran.error().reason == "disk_full") {
            full_disk_ = ran.error();
            full_disk_seen_ = clock_.now();
        } else if (ran && *ran) {
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
        auto last = clock_.monotonic();
        while (!stop.stop_requested()) {
            if (const auto ticked = tick(); !ticked) {
                log(LogLevel::error, "schedule_failed", {{"error", ticked.error().message}});
            }
            const bool due = clock_.monotonic() - last >= options_.heartbeat;
            last = due ? clock_.monotonic() : last;
            for (const auto& lease : running()) {
                lease->look_for_cancel();
                if (due) {
                    lease->extend(options_.lease);
                }
            }
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
    // Last, so that threads end before anything they use.
    std::vector<std::jthread> threads_;
};

} // namespace

std::unique_ptr<Workers> Workers::make(storage::Database& database, Queue& queue,
                                       storage::ScheduleStore& schedules, const Clock& clock,
                                       Random& random, Scheduler& scheduler,
                                       WorkerOptions options) {
    return std::make_unique<ThreadWorkers>(database, queue, schedules, clock, random, scheduler,
                                           options);
}

} // namespace bayme::jobs

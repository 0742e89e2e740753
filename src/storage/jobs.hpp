// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "base/id.hpp"
#include "storage/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {

enum class JobState { queued, running, done, failed, cancelled };
std::string_view to_string(JobState state);

/// A named argument; a name may come more than once.
struct JobArgument {
    std::string name = {};
    std::string value = {};

    bool operator==(const JobArgument&) const = default;
};

/// How far a job is. `total` 0 means unknown.
struct JobProgress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string text = {};

    bool operator==(const JobProgress&) const = default;
};

/// A job that is asked for. `unique_key`: while a job with the same key is queued or running, no
/// second one is made. `group` ties jobs that somebody waits for together.
struct NewJob {
    JobId id = {};
    std::string kind = {};
    std::vector<JobArgument> arguments = {};
    Actor requested_by = {};
    AdvertiserId advertiser_id = {};
    int priority = 0; ///< higher runs first
    std::string unique_key = {};
    std::string group = {};
    Instant not_before = {};
};

struct Job {
    JobId id = {};
    std::string kind = {};
    std::vector<JobArgument> arguments = {};
    Actor requested_by = {};
    AdvertiserId advertiser_id = {};
    JobState state = JobState::queued;
    int priority = 0;
    std::string group = {};
    Instant not_before = {};
    int attempts = 0;
    JobProgress progress = {};
    bool cancel_asked = false;
    /// Of the last attempt that failed; kept while a retry waits.
    std::optional<Error> error = {};
    /// What the job says it did, JSON text; empty until done.
    std::string result = {};
    Instant created_at = {};
    std::optional<Instant> started_at = {};
    std::optional<Instant> finished_at = {};
    /// Grows with every lease: a worker that lost its lease cannot write (fencing number).
    std::int64_t fence = 0;

    /// First value of an argument; empty when absent.
    [[nodiscard]] std::string_view argument(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> argument_list(std::string_view name) const;
    [[nodiscard]] bool ended() const { return state >= JobState::done; }
};

struct JobFilter {
    std::optional<JobState> state = {};
    std::string kind = {};
    std::string group = {};
    int limit = 100;
};

/// How many jobs have not ended.
struct JobCounts {
    std::int64_t queued = 0;
    std::int64_t running = 0;

    bool operator==(const JobCounts&) const = default;
};

/// The durable queue. Every write of a worker names its fence; a stale one changes nothing and
/// answers conflict with reason "lease_lost".
class JobStore {
public:
    virtual ~JobStore() = default;
    /// @return the id of the new job, or of the live one with the same unique key.
    virtual Result<JobId> add(Transaction& tx, const NewJob& job, Instant now) = 0;
    /// Takes the most urgent job that is due, or whose lease has run out.
    virtual Result<std::optional<Job>> lease(Transaction& tx, const std::string& worker,
                                             Instant now, Instant until) = 0;
    virtual Result<void> extend(Transaction& tx, const Job& job, Instant until) = 0;
    virtual Result<void> progress(Transaction& tx, const Job& job, const JobProgress& progress) = 0;
    virtual Result<void> finish(Transaction& tx, const Job& job, const std::string& result,
                                Instant now) = 0;
    virtual Result<void> fail(Transaction& tx, const Job& job, const Error& error, Instant now) = 0;
    virtual Result<void> retry(Transaction& tx, const Job& job, const Error& error,
                               Instant not_before) = 0;
    virtual Result<void> mark_cancelled(Transaction& tx, const Job& job, Instant now) = 0;
    /// A queued job ends at once; a running one is asked to. @return not_found; conflict when
    /// ended.
    virtual Result<void> cancel(Transaction& tx, const JobId& id, Instant now) = 0;
    /// Puts every running job back into the queue: for the start of the only process that owns the
    /// folder, so that work cut off by a crash goes on at once. Fences stay, late writers still
    /// fail.
    virtual Result<std::int64_t> release_all(Transaction& tx) = 0;
    virtual Result<Job> find(Transaction& tx, const JobId& id) = 0;
    /// Newest first.
    virtual Result<std::vector<Job>> list(Transaction& tx, const JobFilter& filter) = 0;
    virtual Result<JobCounts> counts(Transaction& tx) = 0;
    /// The earliest moment at which lease() may find something; nothing when the queue is empty.
    virtual Result<std::optional<Instant>> next_due(Transaction& tx) = 0;
};

/// When a kind of job is asked for by the clock. Catches up once after downtime.
struct Schedule {
    std::string name = {};
    std::string kind = {};
    std::chrono::seconds every{0};
    Instant next_at = {};
};

class ScheduleStore {
public:
    virtual ~ScheduleStore() = default;
    /// Keeps next_at of one that exists already.
    virtual Result<void> put(Transaction& tx, const Schedule& schedule) = 0;
    virtual Result<std::vector<Schedule>> due(Transaction& tx, Instant now) = 0;
    virtual Result<void> move(Transaction& tx, const std::string& name, Instant next_at) = 0;
    virtual Result<std::optional<Instant>> next_due(Transaction& tx) = 0;
};

std::unique_ptr<JobStore> make_sql_job_store();
std::unique_ptr<ScheduleStore> make_sql_schedule_store();

} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/database.hpp"
#include "storage/job.hpp"

#include <map>
#include <memory>

namespace bayme::storage {

/// The durable queue. Every write of a worker names its fence; a stale one changes nothing and
/// answers conflict with reason "lease_lost".
class JobStore {
public:
    virtual ~JobStore() = default;
    /// @return the id of the new job, or of the live one with the same unique key.
    ///         not_found for a job to wait for that is not there, conflict with reason
    ///         "awaited_ended" for one that failed or was cancelled. Only jobs that exist can be
    ///         named, so that none waits for itself.
    virtual Result<JobId> add(Transaction& tx, const NewJob& job, Instant now) = 0;
    /// Takes the most urgent job that is due, or whose lease has run out, and neither paused nor
    /// waiting for another.
    virtual Result<std::optional<Job>> lease(Transaction& tx, const std::string& worker,
                                             Instant now, Instant until) = 0;
    /// Whether the worker still has the job: for the transaction in which its handler writes.
    virtual Result<void> check(Transaction& tx, const Job& job) = 0;
    virtual Result<void> extend(Transaction& tx, const Job& job, Instant until) = 0;
    virtual Result<void> progress(Transaction& tx, const Job& job, const JobProgress& progress) = 0;
    virtual Result<void> finish(Transaction& tx, const Job& job, const std::string& result,
                                Instant now) = 0;
    virtual Result<void> fail(Transaction& tx, const Job& job, const Error& error, Instant now) = 0;
    virtual Result<void> retry(Transaction& tx, const Job& job, const Error& error, Instant now,
                               Instant not_before) = 0;
    /// Back into the queue as if it had not been started: the program stops.
    virtual Result<void> release(Transaction& tx, const Job& job, Instant now) = 0;
    virtual Result<void> mark_cancelled(Transaction& tx, const Job& job, Instant now) = 0;
    /// A queued job ends at once; a running one is asked to. @return not_found; conflict when
    /// ended.
    virtual Result<void> cancel(Transaction& tx, const JobId& id, Instant now) = 0;
    /// Ends the queued jobs that wait for this one, as failed or, when it was cancelled, as that.
    /// @return them, with the cause; those that wait for them in turn are not among them.
    virtual Result<std::vector<Job>> end_waiting(Transaction& tx, const Job& ended,
                                                 const Error& cause, Instant now) = 0;
    /// Puts every running job back into the queue: for the start of the only process that owns the
    /// folder, so that work cut off by a crash goes on at once. Fences stay, late writers still
    /// fail.
    virtual Result<std::int64_t> release_all(Transaction& tx) = 0;
    virtual Result<Job> find(Transaction& tx, const JobId& id) = 0;
    /// Newest first.
    virtual Result<std::vector<Job>> list(Transaction& tx, const JobFilter& filter) = 0;
    /// The attempts that failed, oldest first: the first one and the newest 19.
    virtual Result<std::vector<JobFailure>> failures(Transaction& tx, const JobId& id) = 0;
    /// What it waits for and is not done; not only while it is queued.
    virtual Result<std::vector<JobId>> waits(Transaction& tx, const JobId& id) = 0;
    /// @return conflict with reason "no_dead_letter" when it is none.
    virtual Result<void> settle(Transaction& tx, const JobId& id, const Settled& settled) = 0;
    /// @return conflict with reason "paused" when it is already.
    virtual Result<void> pause(Transaction& tx, const JobPause& pause) = 0;
    /// @return not_found when it is not paused.
    virtual Result<void> resume(Transaction& tx, PauseScope scope, const std::string& subject) = 0;
    virtual Result<std::vector<JobPause>> pauses(Transaction& tx) = 0;
    /// By kind; a kind without such jobs is not there.
    virtual Result<std::map<std::string, JobCounts>> counts_by_kind(Transaction& tx) = 0;
    virtual Result<JobCounts> counts(Transaction& tx) = 0;
    /// The earliest moment at which lease() may find something; nothing when the queue is empty.
    virtual Result<std::optional<Instant>> next_due(Transaction& tx) = 0;
};

std::unique_ptr<JobStore> make_sql_job_store();

} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/jobs.hpp"

#include "base/failpoint.hpp"
#include "storage/job_rows.hpp"

namespace bayme::storage {
namespace {

constexpr const char* insert_job =
    "INSERT INTO jobs (id, kind, requested_by, advertiser_id, state, priority, unique_key, "
    "job_group, not_before, attempts, fence, cancel_asked, progress_done, progress_total, "
    "progress_text, result, created_at) "
    "VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, 0, 0, 0, 0, 0, '', '', $9)";
constexpr const char* insert_argument =
    "INSERT INTO job_arguments (job_id, position, name, value) VALUES ($1, $2, $3, $4)";
constexpr const char* select_live =
    "SELECT id FROM jobs WHERE unique_key = $1 AND state IN ('queued', 'running')";
// Whoever asks again and sooner need not wait for the earlier asker's moment, nor for a clock that
// was set back; a job that waits to be tried again does.
constexpr const char* hasten =
    "UPDATE jobs SET not_before = $2 WHERE id = $1 AND state = 'queued' AND not_before > $2 "
    "AND error_code IS NULL";
constexpr const char* insert_wait =
    "INSERT OR IGNORE INTO job_waits (job_id, awaited_id) VALUES ($1, $2)";

// For the jobs of the outer query.
#define BAYME_JOB_PAUSED                                                                           \
    "EXISTS (SELECT 1 FROM job_pauses WHERE (scope = 'kind' AND subject = jobs.kind) "             \
    "OR (scope = 'account' AND subject = jobs.advertiser_id))"
#define BAYME_JOB_WAITS                                                                            \
    "EXISTS (SELECT 1 FROM job_waits JOIN jobs AS awaited ON awaited.id = awaited_id "             \
    "WHERE job_id = jobs.id AND awaited.state <> 'done')"

constexpr const char* lease_one =
    "UPDATE jobs SET state = 'running', worker = $1, lease_until = $3, fence = fence + 1, "
    "attempts = attempts + 1, started_at = $2 WHERE id = ("
    "SELECT id FROM jobs WHERE ((state = 'queued' AND not_before <= $2) "
    "OR (state = 'running' AND lease_until < $2)) "
    "AND NOT " BAYME_JOB_PAUSED " AND NOT " BAYME_JOB_WAITS
    " ORDER BY priority DESC, not_before, created_at, id LIMIT 1) "
    "RETURNING " BAYME_JOB_COLUMNS;
constexpr const char* select_fence = "SELECT fence FROM jobs WHERE id = $1";
constexpr const char* check_lease =
    "SELECT 1 FROM jobs WHERE id = $1 AND fence = $2 AND state = 'running'";
constexpr const char* extend_lease =
    "UPDATE jobs SET lease_until = $3 WHERE id = $1 AND fence = $2 AND state = 'running'";
constexpr const char* set_progress =
    "UPDATE jobs SET progress_done = $3, progress_total = $4, progress_text = $5 "
    "WHERE id = $1 AND fence = $2 AND state = 'running'";
constexpr const char* end_job =
    "UPDATE jobs SET state = $3, result = $4, finished_at = $5, error_code = $6, "
    "error_reason = $7, error_message = $8, error_request_id = $9, lease_until = NULL "
    "WHERE id = $1 AND fence = $2 AND state = 'running'";
constexpr const char* put_back =
    "UPDATE jobs SET state = 'queued', not_before = $3, error_code = $4, error_reason = $5, "
    "error_message = $6, error_request_id = $7, lease_until = NULL "
    "WHERE id = $1 AND fence = $2 AND state = 'running'";
constexpr const char* release_one =
    "UPDATE jobs SET state = 'queued', not_before = $3, attempts = attempts - 1, "
    "lease_until = NULL WHERE id = $1 AND fence = $2 AND state = 'running'";
constexpr const char* note_failure =
    "INSERT OR REPLACE INTO job_failures (job_id, attempt, failed_at, code, reason, message, "
    "request_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";
// A job that waits for quota may be tried for hours.
constexpr const char* thin_failures =
    "DELETE FROM job_failures WHERE job_id = $1 AND attempt < $2 - 18 "
    "AND attempt > (SELECT MIN(attempt) FROM job_failures WHERE job_id = $1)";
constexpr const char* select_failures =
    "SELECT attempt, failed_at, code, reason, message, request_id FROM job_failures "
    "WHERE job_id = $1 ORDER BY attempt";
constexpr const char* select_waits =
    "SELECT awaited_id FROM job_waits JOIN jobs ON jobs.id = awaited_id "
    "WHERE job_id = $1 AND state <> 'done' ORDER BY awaited_id";
constexpr const char* end_waiting_jobs =
    "UPDATE jobs SET state = $2, finished_at = $3, error_code = $4, error_reason = $5, "
    "error_message = $6, error_request_id = $7 WHERE state = 'queued' AND id IN "
    "(SELECT job_id FROM job_waits WHERE awaited_id = $1) RETURNING " BAYME_JOB_COLUMNS;
constexpr const char* follow =
    "UPDATE jobs SET settled_as = 'followed', settled_by = (SELECT requested_by FROM jobs AS later "
    "WHERE later.id = $1), settled_at = $2, settled_job_id = $1 WHERE state = 'failed' "
    "AND settled_as IS NULL AND id <> $1 AND unique_key = (SELECT unique_key FROM jobs AS later "
    "WHERE later.id = $1)";
constexpr const char* settle_one =
    "UPDATE jobs SET settled_as = $2, settled_by = $3, settled_at = $4, settled_job_id = $5 "
    "WHERE id = $1 AND state = 'failed' AND settled_as IS NULL";
constexpr const char* insert_pause =
    "INSERT OR IGNORE INTO job_pauses (scope, subject, paused_by, reason, paused_at) "
    "VALUES ($1, $2, $3, $4, $5)";
constexpr const char* delete_pause = "DELETE FROM job_pauses WHERE scope = $1 AND subject = $2";
constexpr const char* select_pauses =
    "SELECT scope, subject, paused_by, reason, paused_at FROM job_pauses ORDER BY scope, subject";
constexpr const char* cancel_queued =
    "UPDATE jobs SET state = 'cancelled', finished_at = $2, cancel_asked = 1 "
    "WHERE id = $1 AND state = 'queued'";
constexpr const char* ask_cancel =
    "UPDATE jobs SET cancel_asked = 1 WHERE id = $1 AND state = 'running'";
constexpr const char* release_running =
    "UPDATE jobs SET state = 'queued', lease_until = NULL WHERE state = 'running'";
constexpr const char* select_job = "SELECT " BAYME_JOB_COLUMNS " FROM jobs WHERE id = $1";
constexpr const char* select_jobs =
    "SELECT " BAYME_JOB_COLUMNS " FROM jobs WHERE ($1 = '' OR state = $1) "
    "AND ($2 = '' OR kind = $2) AND ($3 = '' OR job_group = $3) "
    "AND ($5 = 0 OR (state = 'failed' AND settled_as IS NULL)) "
    "ORDER BY created_at DESC, id DESC LIMIT $4";
constexpr const char* select_counts =
    "SELECT kind, COUNT(*) FILTER (WHERE state = 'queued'), "
    "COUNT(*) FILTER (WHERE state = 'running'), COUNT(*) FILTER (WHERE state = 'failed'), "
    "COUNT(*) FILTER (WHERE state = 'queued' AND " BAYME_JOB_PAUSED ") FROM jobs "
    "WHERE state IN ('queued', 'running') OR (state = 'failed' AND settled_as IS NULL) "
    "GROUP BY kind";
constexpr const char* select_next_due =
    "SELECT MIN(CASE state WHEN 'queued' THEN not_before ELSE lease_until END) FROM jobs "
    "WHERE state IN ('queued', 'running') AND NOT " BAYME_JOB_PAUSED " AND NOT " BAYME_JOB_WAITS;

Failpoint leased{"jobs.leased"};
Failpoint finishing{"jobs.finishing"};
/// Takes the word of a worker whose lease another one has.
Failpoint forget_fence{"jobs.forget_fence", FailpointKind::defect};

std::unexpected<Error> lease_lost(const Job& job) {
    return bayme::fail(
        Error{ErrorCode::conflict, fmt::format("job {} has another worker now", job.id)}.because(
            "lease_lost"));
}

/// A worker's write that changed nothing was made by one that lost its lease.
Result<void> changed_one(Result<std::int64_t> changed, const Job& job) {
    if (!changed) {
        return std::unexpected(std::move(changed).error());
    }
    if (*changed == 0) {
        return lease_lost(job);
    }
    return {};
}

Result<std::int64_t> fence_of(Transaction& tx, const Job& job) {
    if (!forget_fence.is_planted()) {
        return job.fence;
    }
    BAYME_TRY(const auto row, tx.find(select_fence, {job.id.text()}));
    return row ? row->integer(0) : job.fence;
}

class SqlJobStore final : public JobStore {
public:
    Result<JobId> add(Transaction& tx, const NewJob& job, Instant now) override {
        if (!job.unique_key.empty()) {
            BAYME_TRY(const auto live, tx.find(select_live, {job.unique_key}));
            if (live) {
                BAYME_CHECK(tx.run(hasten, {live->text(0), value(job.not_before)}));
                return JobId{live->text(0)};
            }
        }
        // Before the job is there: it cannot be named itself.
        for (const auto& awaited : job.waits_for) {
            BAYME_CHECK(check_awaited(tx, awaited));
        }
        BAYME_CHECK(tx.run(insert_job, {job.id.text(), job.kind, to_string(job.requested_by),
                                        job.advertiser_id.text(), std::int64_t{job.priority},
                                        job.unique_key.empty() ? Value{} : Value{job.unique_key},
                                        job.group, value(job.not_before), value(now)}));
        for (const auto& awaited : job.waits_for) {
            BAYME_CHECK(tx.run(insert_wait, {job.id.text(), awaited.text()}));
        }
        std::int64_t position = 0;
        for (const auto& argument : job.arguments) {
            BAYME_CHECK(tx.run(insert_argument,
                               {job.id.text(), position++, argument.name, argument.value}));
        }
        return job.id;
    }

    Result<std::optional<Job>> lease(Transaction& tx, const std::string& worker, Instant now,
                                     Instant until) override {
        BAYME_TRY(const auto row, tx.find(lease_one, {worker, value(now), value(until)}));
        BAYME_CHECK(leased.reach());
        if (!row) {
            return std::nullopt;
        }
        BAYME_TRY(auto job, read_job(tx, *row));
        return job;
    }

    Result<void> check(Transaction& tx, const Job& job) override {
        BAYME_TRY(const auto fence, fence_of(tx, job));
        BAYME_TRY(const auto row, tx.find(check_lease, {job.id.text(), fence}));
        return row ? Result<void>{} : lease_lost(job);
    }

    Result<void> extend(Transaction& tx, const Job& job, Instant until) override {
        return changed_one(tx.run(extend_lease, {job.id.text(), job.fence, value(until)}), job);
    }

    Result<void> progress(Transaction& tx, const Job& job, const JobProgress& progress) override {
        return changed_one(tx.run(set_progress, {job.id.text(), job.fence, progress.done,
                                                 progress.total, progress.text}),
                           job);
    }

    Result<void> finish(Transaction& tx, const Job& job, const std::string& result,
                        Instant now) override {
        BAYME_CHECK(finishing.reach());
        return end(tx, job, JobState::done, result, std::nullopt, now);
    }

    Result<void> fail(Transaction& tx, const Job& job, const Error& error, Instant now) override {
        BAYME_CHECK(end(tx, job, JobState::failed, "", error, now));
        return note(tx, job, error, now);
    }

    Result<void> retry(Transaction& tx, const Job& job, const Error& error, Instant now,
                       Instant not_before) override {
        BAYME_CHECK(changed_one(tx.run(put_back, {job.id.text(), job.fence, value(not_before),
                                                  std::string{to_string(error.code)}, error.reason,
                                                  error.message, error.request_id}),
                                job));
        return note(tx, job, error, now);
    }

    Result<void> release(Transaction& tx, const Job& job, Instant now) override {
        return changed_one(tx.run(release_one, {job.id.text(), job.fence, value(now)}), job);
    }

    Result<void> mark_cancelled(Transaction& tx, const Job& job, Instant now) override {
        return end(tx, job, JobState::cancelled, "", std::nullopt, now);
    }

    Result<void> cancel(Transaction& tx, const JobId& id, Instant now) override {
        BAYME_TRY(const auto queued, tx.run(cancel_queued, {id.text(), value(now)}));
        if (queued == 1) {
            return {};
        }
        BAYME_TRY(const auto running, tx.run(ask_cancel, {id.text()}));
        if (running == 1) {
            return {};
        }
        BAYME_TRY(const auto job, find(tx, id));
        return bayme::fail(ErrorCode::conflict, "job {} has ended already ({})", id,
                           to_string(job.state));
    }

    Result<std::vector<Job>> end_waiting(Transaction& tx, const Job& ended, const Error& cause,
                                         Instant now) override {
        BAYME_TRY(const auto rows,
                  tx.query(end_waiting_jobs, {ended.id.text(), std::string{to_string(ended.state)},
                                              value(now), std::string{to_string(cause.code)},
                                              cause.reason, cause.message, cause.request_id}));
        return read_jobs(tx, rows);
    }

    Result<std::int64_t> release_all(Transaction& tx) override { return tx.run(release_running); }

    Result<Job> find(Transaction& tx, const JobId& id) override {
        BAYME_TRY(const auto row, tx.find(select_job, {id.text()}));
        if (!row) {
            return bayme::fail(ErrorCode::not_found, "there is no job {}", id);
        }
        return read_job(tx, *row);
    }

    Result<std::vector<Job>> list(Transaction& tx, const JobFilter& filter) override {
        const std::string state{filter.state ? to_string(*filter.state) : ""};
        BAYME_TRY(
            const auto rows,
            tx.query(select_jobs, {state, filter.kind, filter.group, std::int64_t{filter.limit},
                                   std::int64_t{filter.dead_letters ? 1 : 0}}));
        return read_jobs(tx, rows);
    }

    Result<std::vector<JobFailure>> failures(Transaction& tx, const JobId& id) override {
        BAYME_TRY(const auto rows, tx.query(select_failures, {id.text()}));
        std::vector<JobFailure> failures;
        for (const auto& row : rows) {
            failures.push_back(
                {static_cast<int>(row.integer(0)), row.instant(1), read_job_error(row, 2)});
        }
        return failures;
    }

    Result<std::vector<JobId>> waits(Transaction& tx, const JobId& id) override {
        BAYME_TRY(const auto rows, tx.query(select_waits, {id.text()}));
        std::vector<JobId> waits;
        for (const auto& row : rows) {
            waits.emplace_back(row.text(0));
        }
        return waits;
    }

    Result<void> settle(Transaction& tx, const JobId& id, const Settled& settled) override {
        BAYME_TRY(const auto changed,
                  tx.run(settle_one, {id.text(), std::string{to_string(settled.as)},
                                      to_string(settled.by), value(settled.at),
                                      settled.job.empty() ? Value{} : Value{settled.job.text()}}));
        if (changed == 1) {
            return {};
        }
        BAYME_TRY(const auto job, find(tx, id));
        const auto how = job.settled ? fmt::format("was {} already", to_string(job.settled->as))
                                     : fmt::format("is {}", to_string(job.state));
        return bayme::fail(Error{ErrorCode::conflict,
                                 fmt::format("job {} {}: only one that failed and was not dealt "
                                             "with is retried or dismissed",
                                             id, how)}
                               .because("no_dead_letter"));
    }

    Result<void> pause(Transaction& tx, const JobPause& pause) override {
        BAYME_TRY(const auto added,
                  tx.run(insert_pause, {std::string{to_string(pause.scope)}, pause.subject,
                                        to_string(pause.by), pause.reason, value(pause.at)}));
        return added == 1 ? Result<void>{}
                          : bayme::fail(Error{ErrorCode::conflict,
                                              fmt::format("{} {} is paused already",
                                                          to_string(pause.scope), pause.subject)}
                                            .because("paused"));
    }

    Result<void> resume(Transaction& tx, PauseScope scope, const std::string& subject) override {
        BAYME_TRY(const auto removed,
                  tx.run(delete_pause, {std::string{to_string(scope)}, subject}));
        return removed == 1 ? Result<void>{}
                            : bayme::fail(ErrorCode::not_found, "{} {} is not paused",
                                          to_string(scope), subject);
    }

    Result<std::vector<JobPause>> pauses(Transaction& tx) override {
        BAYME_TRY(const auto rows, tx.query(select_pauses, {}));
        std::vector<JobPause> pauses;
        for (const auto& row : rows) {
            pauses.push_back(
                {.scope = row.text(0) == "kind" ? PauseScope::kind : PauseScope::account,
                 .subject = row.text(1),
                 .by = parse_actor(row.text(2)),
                 .reason = row.text(3),
                 .at = row.instant(4)});
        }
        return pauses;
    }

    Result<std::map<std::string, JobCounts>> counts_by_kind(Transaction& tx) override {
        BAYME_TRY(const auto rows, tx.query(select_counts, {}));
        std::map<std::string, JobCounts> counts;
        for (const auto& row : rows) {
            counts[row.text(0)] = {.queued = row.integer(1),
                                   .running = row.integer(2),
                                   .dead_letters = row.integer(3),
                                   .paused = row.integer(4)};
        }
        return counts;
    }

    Result<JobCounts> counts(Transaction& tx) override {
        BAYME_TRY(const auto by_kind, counts_by_kind(tx));
        JobCounts sum;
        for (const auto& [kind, counts] : by_kind) {
            sum.queued += counts.queued;
            sum.running += counts.running;
            sum.dead_letters += counts.dead_letters;
            sum.paused += counts.paused;
        }
        return sum;
    }

    Result<std::optional<Instant>> next_due(Transaction& tx) override {
        BAYME_TRY(const auto row, tx.find(select_next_due, {}));
        return row ? row->optional_instant(0) : std::nullopt;
    }

private:
    static Result<void> end(Transaction& tx, const Job& job, JobState state,
                            const std::string& result, const std::optional<Error>& error,
                            Instant now) {
        const auto text = [&](const std::string& part) {
            return error ? Value{part} : Value{};
        };
        const Error none;
        const Error& said = error ? *error : none;
        BAYME_TRY(const auto fence, fence_of(tx, job));
        BAYME_CHECK(changed_one(
            tx.run(end_job, {job.id.text(), fence, std::string{to_string(state)}, result,
                             value(now), text(std::string{to_string(said.code)}), text(said.reason),
                             text(said.message), text(said.request_id)}),
            job));
        if (state != JobState::cancelled) {
            BAYME_CHECK(tx.run(follow, {job.id.text(), value(now)}));
        }
        return {};
    }

    static Result<void> note(Transaction& tx, const Job& job, const Error& error, Instant now) {
        BAYME_CHECK(tx.run(note_failure, {job.id.text(), std::int64_t{job.attempts}, value(now),
                                          std::string{to_string(error.code)}, error.reason,
                                          error.message, error.request_id}));
        BAYME_CHECK(tx.run(thin_failures, {job.id.text(), std::int64_t{job.attempts}}));
        return {};
    }

    Result<void> check_awaited(Transaction& tx, const JobId& awaited) {
        BAYME_TRY(const auto job, find(tx, awaited));
        if (job.state == JobState::failed || job.state == JobState::cancelled) {
            return bayme::fail(
                Error{ErrorCode::conflict,
                      fmt::format("nothing can wait for job {}: it has {}", awaited,
                                  job.state == JobState::failed ? "failed" : "been cancelled")}
                    .because("awaited_ended"));
        }
        return {};
    }
};

} // namespace

std::unique_ptr<JobStore> make_sql_job_store() {
    return std::make_unique<SqlJobStore>();
}

} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/jobs.hpp"

#include "base/failpoint.hpp"
#include "storage/enum_names.hpp"

#include <algorithm>
#include <array>

namespace bayme::storage {
namespace {

constexpr std::array<std::string_view, 5> state_names{"queued", "running", "done", "failed",
                                                      "cancelled"};

// The order of read_job.
#define BAYME_JOB_COLUMNS                                                                          \
    "id, kind, requested_by, advertiser_id, state, priority, job_group, not_before, attempts, "    \
    "fence, cancel_asked, progress_done, progress_total, progress_text, error_code, "              \
    "error_reason, error_message, error_request_id, result, created_at, started_at, finished_at"

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
constexpr const char* lease_one =
    "UPDATE jobs SET state = 'running', worker = $1, lease_until = $3, fence = fence + 1, "
    "attempts = attempts + 1, started_at = $2 WHERE id = ("
    "SELECT id FROM jobs WHERE (state = 'queued' AND not_before <= $2) "
    "OR (state = 'running' AND lease_until < $2) "
    "ORDER BY priority DESC, not_before, created_at, id LIMIT 1) "
    "RETURNING " BAYME_JOB_COLUMNS;
constexpr const char* select_arguments =
    "SELECT name, value FROM job_arguments WHERE job_id = $1 ORDER BY position";
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
    "ORDER BY created_at DESC, id DESC LIMIT $4";
constexpr const char* select_counts =
    "SELECT COUNT(*) FILTER (WHERE state = 'queued'), COUNT(*) FILTER (WHERE state = 'running') "
    "FROM jobs WHERE state IN ('queued', 'running')";
constexpr const char* select_next_due =
    "SELECT MIN(CASE state WHEN 'queued' THEN not_before ELSE lease_until END) FROM jobs "
    "WHERE state IN ('queued', 'running')";

constexpr const char* put_schedule =
    "INSERT INTO schedules (name, kind, every_seconds, next_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, "
    "every_seconds = excluded.every_seconds";
constexpr const char* select_due_schedules =
    "SELECT name, kind, every_seconds, next_at FROM schedules WHERE next_at <= $1 ORDER BY name";
constexpr const char* move_schedule = "UPDATE schedules SET next_at = $2 WHERE name = $1";
constexpr const char* select_next_schedule = "SELECT MIN(next_at) FROM schedules";

Failpoint leased{"jobs.leased"};
Failpoint finishing{"jobs.finishing"};

std::optional<Error> read_error(const Row& row, std::size_t first) {
    if (row.is_null(first)) {
        return std::nullopt;
    }
    Error error;
    for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
        if (row.text(first) == to_string(static_cast<ErrorCode>(code))) {
            error.code = static_cast<ErrorCode>(code);
        }
    }
    error.reason = row.text(first + 1);
    error.message = row.text(first + 2);
    error.request_id = row.text(first + 3);
    return error;
}

Result<Job> read_job(Transaction& tx, const Row& row) {
    Job job;
    job.id = JobId{row.text(0)};
    job.kind = row.text(1);
    job.requested_by = parse_actor(row.text(2));
    job.advertiser_id = AdvertiserId{row.text(3)};
    job.state = named<JobState>(state_names, row.text(4));
    job.priority = static_cast<int>(row.integer(5));
    job.group = row.text(6);
    job.not_before = row.instant(7);
    job.attempts = static_cast<int>(row.integer(8));
    job.fence = row.integer(9);
    job.cancel_asked = row.integer(10) != 0;
    job.progress = {row.integer(11), row.integer(12), row.text(13)};
    job.error = read_error(row, 14);
    job.result = row.text(18);
    job.created_at = row.instant(19);
    job.started_at = row.optional_instant(20);
    job.finished_at = row.optional_instant(21);
    BAYME_TRY(const auto arguments, tx.query(select_arguments, {job.id.text()}));
    for (const auto& argument : arguments) {
        job.arguments.push_back({argument.text(0), argument.text(1)});
    }
    return job;
}

/// A worker's write that changed nothing was made by one that lost its lease.
Result<void> changed_one(Result<std::int64_t> changed, const Job& job) {
    if (!changed) {
        return std::unexpected(std::move(changed).error());
    }
    if (*changed == 0) {
        return bayme::fail(
            Error{ErrorCode::conflict, fmt::format("job {} has another worker now", job.id)}
                .because("lease_lost"));
    }
    return {};
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
        BAYME_CHECK(tx.run(insert_job, {job.id.text(), job.kind, to_string(job.requested_by),
                                        job.advertiser_id.text(), std::int64_t{job.priority},
                                        job.unique_key.empty() ? Value{} : Value{job.unique_key},
                                        job.group, value(job.not_before), value(now)}));
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
        return end(tx, job, JobState::failed, "", error, now);
    }

    Result<void> retry(Transaction& tx, const Job& job, const Error& error,
                       Instant not_before) override {
        return changed_one(tx.run(put_back, {job.id.text(), job.fence, value(not_before),
                                             std::string{to_string(error.code)}, error.reason,
                                             error.message, error.request_id}),
                           job);
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
        BAYME_TRY(const auto rows, tx.query(select_jobs, {state, filter.kind, filter.group,
                                                          std::int64_t{filter.limit}}));
        std::vector<Job> jobs;
        for (const auto& row : rows) {
            BAYME_TRY(auto job, read_job(tx, row));
            jobs.push_back(std::move(job));
        }
        return jobs;
    }

    Result<JobCounts> counts(Transaction& tx) override {
        BAYME_TRY(const auto row, tx.find(select_counts, {}));
        return JobCounts{.queued = row->integer(0), .running = row->integer(1)};
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
        return changed_one(
            tx.run(end_job, {job.id.text(), job.fence, std::string{to_string(state)}, result,
                             value(now), text(std::string{to_string(said.code)}), text(said.reason),
                             text(said.message), text(said.request_id)}),
            job);
    }
};

class SqlScheduleStore final : public ScheduleStore {
public:
    Result<void> put(Transaction& tx, const Schedule& schedule) override {
        BAYME_CHECK(
            tx.run(put_schedule, {schedule.name, schedule.kind,
                                  std::int64_t{schedule.every.count()}, value(schedule.next_at)}));
        return {};
    }

    Result<std::vector<Schedule>> due(Transaction& tx, Instant now) override {
        BAYME_TRY(const auto rows, tx.query(select_due_schedules, {value(now)}));
        std::vector<Schedule> schedules;
        for (const auto& row : rows) {
            schedules.push_back(
                {row.text(0), row.text(1), std::chrono::seconds{row.integer(2)}, row.instant(3)});
        }
        return schedules;
    }

    Result<void> move(Transaction& tx, const std::string& name, Instant next_at) override {
        BAYME_CHECK(tx.run(move_schedule, {name, value(next_at)}));
        return {};
    }

    Result<std::optional<Instant>> next_due(Transaction& tx) override {
        BAYME_TRY(const auto row, tx.find(select_next_schedule, {}));
        return row ? row->optional_instant(0) : std::nullopt;
    }
};

} // namespace

std::string_view to_string(JobState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::string_view Job::argument(std::string_view name) const {
    const auto found = std::ranges::find(arguments, name, &JobArgument::name);
    return found == arguments.end() ? std::string_view{} : std::string_view{found->value};
}

std::vector<std::string> Job::argument_list(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& argument : arguments) {
        if (argument.name == name) {
            values.push_back(argument.value);
        }
    }
    return values;
}

std::unique_ptr<JobStore> make_sql_job_store() {
    return std::make_unique<SqlJobStore>();
}

std::unique_ptr<ScheduleStore> make_sql_schedule_store() {
    return std::make_unique<SqlScheduleStore>();
}

} // namespace bayme::storage

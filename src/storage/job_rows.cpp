// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/job_rows.hpp"

#include "storage/enum_names.hpp"

#include <algorithm>
#include <array>

namespace bayme::storage {
namespace {

constexpr std::array<std::string_view, 5> state_names{"queued", "running", "done", "failed",
                                                      "cancelled"};
constexpr std::array<std::string_view, 3> settlement_names{"retried", "dismissed", "followed"};
constexpr std::array<std::string_view, 2> scope_names{"kind", "account"};

constexpr const char* select_arguments =
    "SELECT name, value FROM job_arguments WHERE job_id = $1 ORDER BY position";

} // namespace

std::string_view to_string(JobState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::string_view to_string(Settlement settlement) {
    return settlement_names.at(static_cast<std::size_t>(settlement));
}

std::string_view to_string(PauseScope scope) {
    return scope_names.at(static_cast<std::size_t>(scope));
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

Error read_job_error(const Row& row, std::size_t first) {
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
    if (!row.is_null(14)) {
        job.error = read_job_error(row, 14);
    }
    job.result = row.text(18);
    job.created_at = row.instant(19);
    job.started_at = row.optional_instant(20);
    job.finished_at = row.optional_instant(21);
    job.unique_key = row.optional_text(22).value_or("");
    if (!row.is_null(23)) {
        job.settled = Settled{.as = named<Settlement>(settlement_names, row.text(23)),
                              .by = parse_actor(row.text(24)),
                              .at = row.instant(25),
                              .job = JobId{row.optional_text(26).value_or("")}};
    }
    BAYME_TRY(const auto arguments, tx.query(select_arguments, {job.id.text()}));
    for (const auto& argument : arguments) {
        job.arguments.push_back({argument.text(0), argument.text(1)});
    }
    return job;
}

Result<std::vector<Job>> read_jobs(Transaction& tx, const std::vector<Row>& rows) {
    std::vector<Job> jobs;
    for (const auto& row : rows) {
        BAYME_TRY(auto job, read_job(tx, row));
        jobs.push_back(std::move(job));
    }
    return jobs;
}

} // namespace bayme::storage

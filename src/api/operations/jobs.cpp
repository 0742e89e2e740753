// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/errors.hpp"
#include "api/operations.hpp"
#include "jobs/queue.hpp"
#include "staff/authority.hpp"

namespace bayme::storage {
BOOST_DESCRIBE_ENUM(JobState, queued, running, done, failed, cancelled)
BOOST_DESCRIBE_STRUCT(JobProgress, (), (done, total, text))
BOOST_DESCRIBE_STRUCT(JobArgument, (), (name, value))
} // namespace bayme::storage

namespace bayme::api {
namespace {

using storage::JobState;

struct JobProblem {
    std::string code;
    std::string reason;
    std::string message;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(JobProblem, (), (code, reason, message, request_id))

struct JobView {
    JobId id;
    std::string kind;
    JobState state = JobState::queued;
    std::string group;
    std::string requested_by;
    std::optional<AdvertiserId> advertiser_id = {};
    std::vector<storage::JobArgument> arguments;
    std::int64_t attempts = 0;
    storage::JobProgress progress;
    bool cancel_asked = false;
    std::optional<JobProblem> error = {};
    /// When a job that waits to be tried again is tried again.
    std::optional<Instant> next_try_at = {};
    std::optional<std::int64_t> next_try_in_seconds = {};
    /// What keeps it from going on at all, such as a full disk; it goes on by itself afterwards.
    std::optional<JobProblem> blocked = {};
    std::optional<Json> result = {};
    Instant created_at;
    std::optional<Instant> started_at = {};
    std::optional<Instant> finished_at = {};
};
BOOST_DESCRIBE_STRUCT(JobView, (),
                      (id, kind, state, group, requested_by, advertiser_id, arguments, attempts,
                       progress, cancel_asked, error, next_try_at, next_try_in_seconds, blocked,
                       result, created_at, started_at, finished_at))

JobProblem problem(const Error& error) {
    return {std::string{code_word(error)}, error.reason, error.message, error.request_id};
}

JobView view(Context& context, const storage::Job& job) {
    JobView seen{.id = job.id,
                 .kind = job.kind,
                 .state = job.state,
                 .group = job.group,
                 .requested_by = to_string(job.requested_by),
                 .arguments = job.arguments,
                 .attempts = job.attempts,
                 .progress = job.progress,
                 .cancel_asked = job.cancel_asked,
                 .created_at = job.created_at,
                 .started_at = job.started_at,
                 .finished_at = job.finished_at};
    if (!job.advertiser_id.empty()) {
        seen.advertiser_id = job.advertiser_id;
    }
    if (job.error) {
        seen.error = problem(*job.error);
    }
    if (job.error && job.state == JobState::queued) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(job.not_before - context.now());
        seen.next_try_at = job.not_before;
        seen.next_try_in_seconds = std::max<std::int64_t>(left.count(), 0);
    }
    const auto blocked = job.ended() ? std::nullopt : context.jobs_blocked(job.created_at);
    if (blocked) {
        seen.blocked = problem(*blocked);
        seen.blocked->message = fmt::format(
            "job {} stands still because the disk is full; it goes on by itself when there is "
            "room again and a server runs ({})",
            job.id, blocked->message);
    }
    if (!job.result.empty()) {
        seen.result = Json{job.result};
    }
    return seen;
}

/// A job of an account is seen by whoever may see the account; others by all who may see jobs.
bool is_visible(const staff::AccountScope& scope, const storage::Job& job) {
    return job.advertiser_id.empty() || scope.contains(job.advertiser_id);
}

Result<storage::Job> find_visible(Context& context, storage::Transaction& transaction,
                                  const JobId& id) {
    BAYME_TRY(auto job, context.jobs().find(transaction, id));
    if (!is_visible(context.scope(), job)) {
        return fail(ErrorCode::not_found, "there is no job {}", id);
    }
    return job;
}

struct ListJobs {
    std::optional<JobState> state = {};
    std::string kind;
    std::string group;
    std::int64_t limit = 100;
};
BOOST_DESCRIBE_STRUCT(ListJobs, (), (state, kind, group, limit))
constexpr auto rules(const ListJobs*) {
    return std::array{with_default(length("kind", 0, 100)), with_default(length("group", 0, 100)),
                      with_default(range("limit", 1, 1000))};
}

struct JobList {
    std::vector<JobView> jobs;
};
BOOST_DESCRIBE_STRUCT(JobList, (), (jobs))

struct OneJob {
    JobId job_id;
};
BOOST_DESCRIBE_STRUCT(OneJob, (), (job_id))

Result<JobList> list_jobs(Context& context, const ListJobs& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto jobs,
              context.jobs().list(transaction, {.state = request.state,
                                                .kind = request.kind,
                                                .group = request.group,
                                                .limit = static_cast<int>(request.limit)}));
    JobList list;
    for (const auto& job : jobs) {
        if (is_visible(context.scope(), job)) {
            list.jobs.push_back(view(context, job));
        }
    }
    return list;
}

const Operation table[] = {
    {.name = "jobs.list",
     .summary = "Jobs, newest first",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListJobs& request) {
             return list_jobs(context, request);
         }},
    {.name = "jobs.show",
     .summary = "One job with its progress",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const OneJob& request) -> Result<JobView> {
         BAYME_TRY(storage::Transaction & transaction, context.reading());
         BAYME_TRY(const auto job, find_visible(context, transaction, request.job_id));
         return view(context, job);
     }},
    {.name = "jobs.cancel",
     .summary = "Stop a job: at once when it waits, soon when it runs",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run = [](Context& context, const OneJob& request) -> Result<JobView> {
         BAYME_TRY(storage::Transaction & transaction, context.writing());
         BAYME_TRY(const auto before, find_visible(context, transaction, request.job_id));
         BAYME_CHECK(context.jobs().cancel(transaction, before.id));
         BAYME_TRY(const auto after, context.jobs().find(transaction, before.id));
         context.audit(fmt::format("job:{}", before.id), {}, {}, before.advertiser_id);
         return view(context, after);
     }},
};

} // namespace

std::span<const Operation> job_operations() {
    return table;
}

} // namespace bayme::api

// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/jobs.hpp"

#include "api/context.hpp"
#include "api/errors.hpp"
#include "api/operations.hpp"
#include "base/json_text.hpp"
#include "jobs/queue.hpp"
#include "staff/authority.hpp"
#include "staff/staff.hpp"

namespace bayme::api {

using storage::JobState;

JobProblem problem(const Error& error) {
    return {std::string{code_word(error)}, error.reason, error.message, error.request_id};
}

Result<PauseView> view(staff::ActorNames& names, const storage::JobPause& pause) {
    PauseView seen{.scope = pause.scope,
                   .subject = pause.subject,
                   .paused_by = to_string(pause.by),
                   .paused_by_name = {},
                   .reason = pause.reason,
                   .paused_at = pause.at};
    BAYME_TRY(seen.paused_by_name, names.of(pause.by));
    return seen;
}

namespace {

/// Shows jobs of one call; what is the same for all of them is read once.
class JobViews {
public:
    static Result<JobViews> make(Context& context, storage::Transaction& transaction) {
        JobViews views{context, transaction};
        staff::ActorNames names{context.staff().people(), transaction};
        BAYME_TRY(const auto pauses, context.jobs().pauses(transaction));
        for (const auto& pause : pauses) {
            BAYME_TRY(auto seen, view(names, pause));
            views.pauses_.push_back(std::move(seen));
        }
        return views;
    }

    Result<JobView> view_of(const storage::Job& job);
    /// With the attempts that failed.
    Result<JobView> whole_view_of(const storage::Job& job) {
        BAYME_TRY(auto seen, view_of(job));
        BAYME_TRY(const auto failures, context_.jobs().failures(transaction_, job.id));
        for (const auto& failure : failures) {
            seen.failures.push_back({failure.attempt, failure.at, problem(failure.error)});
        }
        return seen;
    }

private:
    JobViews(Context& context, storage::Transaction& transaction)
        : context_(context), transaction_(transaction) {}

    std::optional<PauseView> pause_of(const storage::Job& job) const {
        for (const auto& pause : pauses_) {
            const bool kind = pause.scope == storage::PauseScope::kind;
            if (job.state == JobState::queued &&
                pause.subject == (kind ? job.kind : job.advertiser_id.text())) {
                return pause;
            }
        }
        return std::nullopt;
    }

    Context& context_;
    storage::Transaction& transaction_;
    std::vector<PauseView> pauses_;
};

Result<JobView> JobViews::view_of(const storage::Job& job) {
    const auto& kinds = context_.jobs().kinds();
    const auto kind = kinds.find(job.kind);
    JobView seen{.id = job.id,
                 .kind = job.kind,
                 .title = kind == kinds.end() ? job.kind : kind->second.title,
                 .state = job.state,
                 .group = job.group,
                 .requested_by = to_string(job.requested_by),
                 .arguments = job.arguments,
                 .priority = job.priority,
                 .attempts = job.attempts,
                 .progress = job.progress,
                 .cancel_asked = job.cancel_asked,
                 .dead_letter = job.is_dead_letter(),
                 .paused = pause_of(job),
                 .not_before = job.not_before,
                 .created_at = job.created_at,
                 .started_at = job.started_at,
                 .finished_at = job.finished_at};
    if (!job.advertiser_id.empty()) {
        seen.advertiser_id = job.advertiser_id;
    }
    if (job.settled) {
        seen.settled = SettledView{
            .as = job.settled->as, .by = to_string(job.settled->by), .at = job.settled->at};
        if (!job.settled->job.empty()) {
            seen.settled->job_id = job.settled->job;
        }
    }
    if (job.state == JobState::queued) {
        BAYME_TRY(seen.waits_for, context_.jobs().waits(transaction_, job.id));
    }
    if (job.error) {
        seen.error = problem(*job.error);
    }
    if (job.error && job.state == JobState::queued) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(job.not_before - context_.now());
        seen.next_try_at = job.not_before;
        seen.next_try_in_seconds = std::max<std::int64_t>(left.count(), 0);
    }
    const auto blocked = job.ended() ? std::nullopt : context_.jobs_blocked(job.created_at);
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
    bool dead_letters = false;
    std::int64_t limit = 100;
};
BOOST_DESCRIBE_STRUCT(ListJobs, (), (state, kind, group, dead_letters, limit))
constexpr auto rules(const ListJobs*) {
    return std::array{with_default(length("kind", 0, 100)), with_default(length("group", 0, 100)),
                      with_default("dead_letters"), with_default(range("limit", 1, 1000))};
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
                                                .limit = static_cast<int>(request.limit),
                                                .dead_letters = request.dead_letters}));
    BAYME_TRY(auto views, JobViews::make(context, transaction));
    JobList list;
    for (const auto& job : jobs) {
        if (is_visible(context.scope(), job)) {
            BAYME_TRY(auto seen, views.view_of(job));
            list.jobs.push_back(std::move(seen));
        }
    }
    return list;
}

Result<JobView> show(Context& context, storage::Transaction& transaction, const storage::Job& job) {
    BAYME_TRY(auto views, JobViews::make(context, transaction));
    return views.whole_view_of(job);
}

Result<JobView> cancel_job(Context& context, const OneJob& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto before, find_visible(context, transaction, request.job_id));
    BAYME_CHECK(context.jobs().cancel(transaction, before.id));
    BAYME_TRY(const auto after, context.jobs().find(transaction, before.id));
    context.audit(fmt::format("job:{}", before.id), {}, {}, before.advertiser_id);
    return show(context, transaction, after);
}

Result<JobView> retry_job(Context& context, const OneJob& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto dead, find_visible(context, transaction, request.job_id));
    BAYME_TRY(const auto id, context.jobs().retry(transaction, context.actor(), dead.id));
    BAYME_TRY(const auto again, context.jobs().find(transaction, id));
    context.audit(fmt::format("job:{}", dead.id), {},
                  JsonWriter{}.begin_object().member("retried_as", id.text()).end_object().take(),
                  dead.advertiser_id);
    return show(context, transaction, again);
}

Result<JobView> dismiss_job(Context& context, const OneJob& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto dead, find_visible(context, transaction, request.job_id));
    BAYME_CHECK(context.jobs().dismiss(transaction, context.actor(), dead.id));
    BAYME_TRY(const auto after, context.jobs().find(transaction, dead.id));
    context.audit(fmt::format("job:{}", dead.id), {}, {}, dead.advertiser_id);
    return show(context, transaction, after);
}

const Operation table[] = {
    {.name = "jobs.list",
     .summary = "Jobs, newest first; with dead_letters only those that failed for good",
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
         return show(context, transaction, job);
     }},
    {.name = "jobs.cancel",
     .summary = "Stop a job: at once when it waits, soon when it runs",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OneJob& request) {
             return cancel_job(context, request);
         }},
    {.name = "jobs.retry",
     .summary = "Try a job that failed for good again, as a new job with the same arguments",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OneJob& request) {
             return retry_job(context, request);
         }},
    {.name = "jobs.dismiss",
     .summary = "Take a job that failed for good off the list; it stays in the history",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OneJob& request) {
             return dismiss_job(context, request);
         }},
};

} // namespace

std::span<const Operation> job_operations() {
    return table;
}

} // namespace bayme::api

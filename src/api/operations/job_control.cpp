// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations.hpp"
#include "api/operations/jobs.hpp"
#include "base/json_text.hpp"
#include "jobs/queue.hpp"
#include "jobs/schedules.hpp"
#include "staff/staff.hpp"
#include "storage/connections.hpp"

namespace bayme::api {
namespace {

using storage::PauseScope;

struct KindView {
    std::string kind;
    std::string title;
    std::int64_t queued = 0;
    std::int64_t running = 0;
    std::int64_t dead_letters = 0;
    std::optional<PauseView> paused = {};
};
BOOST_DESCRIBE_STRUCT(KindView, (), (kind, title, queued, running, dead_letters, paused))

struct JobsOverview {
    std::int64_t queued = 0;
    std::int64_t running = 0;
    /// Of the queued ones.
    std::int64_t paused = 0;
    std::int64_t dead_letters = 0;
    std::vector<KindView> kinds;
    std::vector<PauseView> paused_accounts;
};
BOOST_DESCRIBE_STRUCT(JobsOverview, (),
                      (queued, running, paused, dead_letters, kinds, paused_accounts))

struct PauseKind {
    std::string kind;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PauseKind, (), (kind, reason))
constexpr auto rules(const PauseKind*) {
    return std::array{length("kind", 1, 100), length("reason", 1, 500)};
}

struct ResumeKind {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(ResumeKind, (), (kind))
constexpr auto rules(const ResumeKind*) {
    return std::array{length("kind", 1, 100)};
}

struct PauseAccount {
    AdvertiserId advertiser_id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PauseAccount, (), (advertiser_id, reason))
constexpr auto rules(const PauseAccount*) {
    return std::array{length("reason", 1, 500)};
}

struct ResumeAccount {
    AdvertiserId advertiser_id;
};
BOOST_DESCRIBE_STRUCT(ResumeAccount, (), (advertiser_id))

struct ScheduleView {
    std::string name;
    std::string kind;
    std::string title;
    std::string rhythm; ///< "every 15 minutes", "daily at 03:00 UTC+2"
    std::optional<AdvertiserId> advertiser_id = {};
    Instant next_at;
    std::optional<Instant> last_at = {};
    /// The job it asked for last, while its history is kept.
    std::optional<JobId> last_job_id = {};
    std::optional<storage::JobState> last_state = {};
    std::optional<JobProblem> last_error = {};
    std::optional<PauseView> paused = {};
};
BOOST_DESCRIBE_STRUCT(ScheduleView, (),
                      (name, kind, title, rhythm, advertiser_id, next_at, last_at, last_job_id,
                       last_state, last_error, paused))

struct ScheduleList {
    std::vector<ScheduleView> schedules;
};
BOOST_DESCRIBE_STRUCT(ScheduleList, (), (schedules))

/// The pauses the actor may see, by kind and by account.
struct Pauses {
    std::map<std::string, PauseView> kinds;
    std::map<std::string, PauseView> accounts;

    [[nodiscard]] std::optional<PauseView> of(const std::string& kind,
                                              const AdvertiserId& advertiser) const {
        if (const auto found = kinds.find(kind); found != kinds.end()) {
            return found->second;
        }
        const auto found = accounts.find(advertiser.text());
        return found == accounts.end() ? std::nullopt : std::optional{found->second};
    }
};

Result<Pauses> pauses_of(Context& context, storage::Transaction& transaction) {
    BAYME_TRY(const auto all, context.jobs().pauses(transaction));
    staff::ActorNames names{context.staff().people(), transaction};
    Pauses pauses;
    for (const auto& pause : all) {
        BAYME_TRY(auto seen, view(names, pause));
        if (pause.scope == PauseScope::kind) {
            pauses.kinds.emplace(pause.subject, std::move(seen));
        } else if (context.scope().contains(AdvertiserId{pause.subject})) {
            pauses.accounts.emplace(pause.subject, std::move(seen));
        }
    }
    return pauses;
}

Result<JobsOverview> overview(Context& context) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto pauses, pauses_of(context, transaction));
    BAYME_TRY(const auto counts, context.jobs().counts_by_kind(transaction));
    JobsOverview seen;
    for (const auto& [name, rules] : context.jobs().kinds()) {
        const auto found = counts.find(name);
        const auto count = found == counts.end() ? storage::JobCounts{} : found->second;
        seen.kinds.push_back({.kind = name,
                              .title = rules.title,
                              .queued = count.queued,
                              .running = count.running,
                              .dead_letters = count.dead_letters,
                              .paused = pauses.of(name, {})});
    }
    for (const auto& [name, count] : counts) {
        seen.queued += count.queued;
        seen.running += count.running;
        seen.paused += count.paused;
        seen.dead_letters += count.dead_letters;
    }
    for (const auto& [id, pause] : pauses.accounts) {
        seen.paused_accounts.push_back(pause);
    }
    return seen;
}

Result<ScheduleList> list_schedules(Context& context) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto schedules, context.schedules().list(transaction));
    BAYME_TRY(const auto pauses, pauses_of(context, transaction));
    const auto& kinds = context.jobs().kinds();
    ScheduleList list;
    for (const auto& schedule : schedules) {
        if (!schedule.advertiser_id.empty() && !context.scope().contains(schedule.advertiser_id)) {
            continue;
        }
        const auto kind = kinds.find(schedule.kind);
        ScheduleView seen{.name = schedule.name,
                          .kind = schedule.kind,
                          .title = kind == kinds.end() ? schedule.kind : kind->second.title,
                          .rhythm = jobs::in_words(schedule.rhythm),
                          .next_at = schedule.next_at,
                          .last_at = schedule.last_at,
                          .paused = pauses.of(schedule.kind, schedule.advertiser_id)};
        if (!schedule.advertiser_id.empty()) {
            seen.advertiser_id = schedule.advertiser_id;
        }
        // Ended jobs are kept for a while only.
        if (const auto job = context.jobs().find(transaction, schedule.last_job)) {
            seen.last_job_id = job->id;
            seen.last_state = job->state;
            seen.last_error = job->error ? std::optional{problem(*job->error)} : std::nullopt;
        }
        list.schedules.push_back(std::move(seen));
    }
    return list;
}

Result<JobsOverview> pause(Context& context, PauseScope scope, const std::string& subject,
                           const std::string& reason) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_CHECK(context.jobs().pause(transaction, context.actor(), scope, subject, reason));
    context.audit(fmt::format("{}:{}", to_string(scope), subject), {},
                  JsonWriter{}.begin_object().member("reason", reason).end_object().take(),
                  AdvertiserId{scope == PauseScope::account ? subject : ""});
    return overview(context);
}

Result<JobsOverview> resume(Context& context, PauseScope scope, const std::string& subject) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_CHECK(context.jobs().resume(transaction, scope, subject));
    context.audit(fmt::format("{}:{}", to_string(scope), subject), {}, {},
                  AdvertiserId{scope == PauseScope::account ? subject : ""});
    return overview(context);
}

const Operation table[] = {
    {.name = "jobs.overview",
     .summary = "How many jobs wait, run and failed for good, by kind, and what is paused",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const Nothing&) {
             return overview(context);
         }},
    {.name = "jobs.pause_kind",
     .summary = "Start no more jobs of a kind until it is resumed; those that run end normally",
     .needs = Permission::operate,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const PauseKind& request) {
             return pause(context, PauseScope::kind, request.kind, request.reason);
         }},
    {.name = "jobs.resume_kind",
     .summary = "Start jobs of a kind again",
     .needs = Permission::operate,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const ResumeKind& request) {
             return resume(context, PauseScope::kind, request.kind);
         }},
    {.name = "jobs.pause_account",
     .summary = "Start no more jobs of an account until it is resumed; those that run end normally",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run = [](Context& context, const PauseAccount& request) -> Result<JobsOverview> {
         BAYME_TRY(storage::Transaction & transaction, context.writing());
         BAYME_CHECK(context.advertisers().find(transaction, request.advertiser_id));
         return pause(context, PauseScope::account, request.advertiser_id.text(), request.reason);
     }},
    {.name = "jobs.resume_account",
     .summary = "Start jobs of an account again",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const ResumeAccount& request) {
             return resume(context, PauseScope::account, request.advertiser_id.text());
         }},
    {.name = "schedules.list",
     .summary = "What is done by the clock: how often, when next, and how it went last",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const Nothing&) {
             return list_schedules(context);
         }},
};

} // namespace

std::span<const Operation> job_control_operations() {
    return table;
}

} // namespace bayme::api

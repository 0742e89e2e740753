// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/apply.hpp"

#include "base/failpoint.hpp"
#include "base/json_text.hpp"
#include "changes/changes.hpp"
#include "jobs/retry.hpp"

#include <algorithm>

namespace bayme::changes {
namespace {

using storage::Attempt;
using storage::PlanState;
using storage::PlanStep;
using storage::StepState;

constexpr std::size_t most_calls = 3;

Failpoint attempt_begun{"changes.attempt_begun"};
Failpoint call_answered{"changes.call_answered"};
Failpoint step_settled{"changes.step_settled"};
Failpoint send_blindly{"changes.send_blindly", FailpointKind::defect};

/// What may be tried again by the job's retry table because nothing was sent.
bool certainly_not_sent(const Error& error) {
    return error.code == ErrorCode::rate_limited || error.reason == "http.not_sent";
}

bool may_have_happened(const Error& error) {
    return error.code == ErrorCode::uncertain || error.code == ErrorCode::unavailable ||
           error.code == ErrorCode::internal;
}

/// Calls that TikTok may have seen.
std::size_t sent(const std::vector<Attempt>& attempts) {
    return static_cast<std::size_t>(std::ranges::count_if(
        attempts, [](const Attempt& attempt) { return attempt.outcome != "not_sent"; }));
}

PlanState state_of(const std::vector<PlanStep>& steps) {
    const auto count = [&](StepState state) {
        return static_cast<std::size_t>(std::ranges::count(steps, state, &PlanStep::state));
    };
    if (count(StepState::uncertain) > 0) {
        return PlanState::uncertain;
    }
    if (count(StepState::applied) == steps.size()) {
        return PlanState::done;
    }
    return count(StepState::applied) > 0 ? PlanState::partly : PlanState::failed;
}

void say_why(PlanStep& step, const Error& error) {
    step.message = error.message;
    step.code = to_string(error.code);
    step.reason = error.reason;
    if (!error.request_id.empty()) {
        step.request_id = error.request_id;
    }
}

std::unexpected<Error> still_finding_out(const PlanStep& step) {
    return fail(Error{ErrorCode::unavailable,
                      fmt::format("still finding out whether \"{}\" was changed", step.object_name)}
                    .because("changes.unclear"));
}

} // namespace

/// One run of the job: what stays the same over its steps.
struct Apply::Work {
    jobs::Run& run;
    storage::Plan plan;
    tiktok::CallContext context;
    /// Without one, as after a disconnection, nothing can be sent and the plan ends.
    Result<SecretText> token;
};

void Apply::register_jobs(jobs::Workers& workers) {
    const auto stopped = [this](storage::Transaction& tx, const storage::Job& job,
                                const Error& error) {
        return stop(tx, job, error);
    };
    const auto work = [this](jobs::Run& job, const ApplyArguments& arguments) {
        return run(job, arguments.plan);
    };
    workers.handle(apply_job, work,
                   {.unfinished = stopped,
                    .instead_of_retry = "its plan was stopped; resume or discard the plan"});
}

std::mutex& Apply::writer_of(const AdvertiserId& advertiser) {
    const std::scoped_lock lock{mutex_};
    return writers_[advertiser];
}

Result<std::string> Apply::run(jobs::Run& run, const PlanId& id) {
    const auto& job = run.job();
    const std::scoped_lock writer{writer_of(job.advertiser_id)};
    Work work{run,
              {},
              {.priority = tiktok::Priority::person,
               .actor = to_string(job.requested_by),
               .job = job.id.text(),
               .advertiser = job.advertiser_id,
               .stop = run.stop()},
              {}};
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(work.plan, plans_.find(*tx, id));
        if (work.plan.state != PlanState::approved) {
            return steps_json(work.plan);
        }
        work.token = tokens_.open_for(*tx, job.advertiser_id);
    }
    const auto total = static_cast<std::int64_t>(work.plan.steps.size());
    std::int64_t done = 0;
    for (auto& step : work.plan.steps) {
        if (run.should_stop()) {
            return fail(Error{ErrorCode::unavailable, "stopped before the plan was done"}.because(
                "stopped"));
        }
        if (step.state == StepState::pending) {
            const auto applied =
                work.token ? apply_step(work, step) : std::unexpected(work.token.error());
            if (!applied && jobs::is_retried(applied.error(), job.attempts)) {
                return std::unexpected(applied.error());
            }
            if (!applied) {
                BAYME_CHECK(give_up(work, step, applied.error()));
            }
        }
        run.report({++done, total, step.object_name});
    }
    BAYME_CHECK(finish(work));
    return steps_json(work.plan);
}

Result<LiveObject> Apply::read(const Work& work, const PlanStep& step) {
    return read_live(client_, work.context, *work.token, step.level, step.object_id, clock_.now());
}

Result<std::vector<Attempt>> Apply::attempts(const PlanStep& step) {
    BAYME_TRY(const auto tx, database_.begin_read());
    return plans_.attempts(*tx, step.id);
}

Result<void> Apply::apply_step(Work& work, PlanStep& step) {
    const auto live = read(work, step);
    if (!live) {
        // Reading may be tried again; what TikTok does not have cannot be changed.
        return live.error().code == ErrorCode::not_found ? refuse(work, step, live.error())
                                                         : std::unexpected(live.error());
    }
    BAYME_TRY(const auto journal, attempts(step));
    const auto calls = sent(journal);
    if (live->satisfies(step) && !send_blindly.is_planted()) {
        step.message = calls == 0 ? "it was so already; nothing was sent" : "";
        return settle(work, step, StepState::applied, &*live);
    }
    if (calls >= most_calls) {
        step.message = fmt::format("sent {} times without a clear answer; TikTok still says {}",
                                   calls, live->value(step.field));
        step.code = to_string(ErrorCode::uncertain);
        step.reason = "changes.unclear";
        return settle(work, step, StepState::uncertain, &*live);
    }
    if (live->value(step.field) != step.before && !send_blindly.is_planted()) {
        step.message = fmt::format("it is {} at TikTok now, not {} as when this was drafted; "
                                   "nothing was sent",
                                   live->value(step.field), step.before);
        step.code = to_string(ErrorCode::conflict);
        step.reason = "changes.moved";
        return settle(work, step, StepState::conflict, &*live);
    }
    return send(work, step, *live);
}

Result<void> Apply::send(Work& work, PlanStep& step, const LiveObject& live) {
    Attempt attempt;
    {
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(work.run.still_mine(*tx));
        BAYME_TRY(attempt, plans_.begin_attempt(*tx, step.id, work.run.job().fence, clock_.now()));
        BAYME_CHECK(tx->commit());
    }
    BAYME_CHECK(attempt_begun.reach());
    const auto answer = send_step(client_, work.context, *work.token, step, live);
    BAYME_CHECK(call_answered.reach());

    const bool unsent = !answer && certainly_not_sent(answer.error());
    const bool unclear = !answer && !unsent && may_have_happened(answer.error());
    attempt.ended_at = clock_.now();
    attempt.outcome = answer ? "ok" : unsent ? "not_sent" : unclear ? "unclear" : "refused";
    attempt.request_id = answer ? *answer : answer.error().request_id;
    step.request_id = attempt.request_id;
    {
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(work.run.still_mine(*tx));
        BAYME_CHECK(plans_.end_attempt(*tx, step.id, attempt));
        BAYME_CHECK(tx->commit());
    }
    if (unsent) {
        return std::unexpected(answer.error());
    }
    if (!answer && !unclear) {
        return refuse(work, step, answer.error());
    }
    BAYME_TRY(const auto after, read(work, step));
    if (after.satisfies(step)) {
        return settle(work, step, StepState::applied, &after);
    }
    return still_finding_out(step);
}

Result<void> Apply::refuse(Work& work, PlanStep& step, const Error& error) {
    say_why(step, error);
    return settle(work, step, StepState::refused, nullptr);
}

Result<void> Apply::give_up(Work& work, PlanStep& step, const Error& error) {
    if (error.reason == "failpoint") {
        return std::unexpected(error);
    }
    BAYME_TRY(const auto journal, attempts(step));
    say_why(step, error);
    const bool open = !journal.empty() && sent(journal) > 0;
    return settle(work, step, open ? StepState::uncertain : StepState::refused, nullptr);
}

Result<void> Apply::settle(Work& work, PlanStep& step, StepState state, const LiveObject* live) {
    step.state = state;
    step.finished_at = clock_.now();
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(work.run.still_mine(*tx));
    if (live != nullptr) {
        step.read_back = live->satisfies(step) ? step.after : live->value(step.field);
        BAYME_CHECK(mirror_.put(*tx, live->object));
    }
    BAYME_CHECK(plans_.set_step(*tx, step));
    BAYME_CHECK(watch_.suspect(*tx, work.plan.advertiser_id, step.reason));
    JsonWriter after;
    after.begin_object().member("state", to_string(state)).member("read_back", step.read_back);
    after.member("tiktok_request_id", step.request_id).end_object();
    BAYME_CHECK(staff_.audit().record(
        *tx, {.actor = work.plan.approved_by,
              .action = "plans.apply_step",
              .object = fmt::format("{}:{}", to_string(step.level), step.object_id),
              .advertiser_id = work.plan.advertiser_id,
              .before = json_string(step.before),
              .after = after.text(),
              .request_id = work.run.job().id.text()}));
    BAYME_CHECK(tx->commit());
    return step_settled.reach();
}

Result<void> Apply::finish(Work& work) {
    work.plan.state = state_of(work.plan.steps);
    work.plan.finished_at = clock_.now();
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(work.run.still_mine(*tx));
    BAYME_CHECK(plans_.move(*tx, work.plan, PlanState::approved));
    return tx->commit();
}

Result<void> Apply::stop(storage::Transaction& tx, const storage::Job& job, const Error& error) {
    const auto arguments = apply_job.decode(job.arguments);
    if (!arguments) {
        return {}; // it never ran, and names no plan that could wait for it
    }
    BAYME_TRY(auto plan, plans_.find(tx, arguments->plan));
    if (plan.state != PlanState::approved || plan.job_id != job.id) {
        return {};
    }
    plan.state = PlanState::stopped;
    plan.finished_at = clock_.now();
    plan.stop = {std::string{to_string(error.code)}, error.reason, error.message};
    BAYME_CHECK(plans_.move(tx, plan, PlanState::approved));
    JsonWriter after;
    after.begin_object().member("state", to_string(plan.state));
    after.member("code", plan.stop.code).member("reason", plan.stop.reason).end_object();
    BAYME_CHECK(staff_.audit().record(tx, {.actor = plan.approved_by,
                                           .action = "plans.stop",
                                           .object = "plan:" + plan.id.text(),
                                           .advertiser_id = plan.advertiser_id,
                                           .after = after.text(),
                                           .request_id = job.id.text()}));
    return {};
}

} // namespace bayme::changes

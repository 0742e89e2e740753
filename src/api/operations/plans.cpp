// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/plans.hpp"

#include "api/context.hpp"
#include "api/errors.hpp"
#include "api/operations.hpp"
#include "changes/changes.hpp"
#include "staff/actor_names.hpp"
#include "staff/staff.hpp"
#include "tiktok/codes.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

using storage::Plan;
using storage::Transaction;

/// As every other error of the program says it.
std::string code_of(const std::string& code, const std::string& reason) {
    return code.empty() ? code : std::string{code_word({parse_error_code(code), "", reason})};
}

StepView view(const storage::PlanStep& step) {
    auto said = tiktok::explain(step.reason, step.message);
    return {.step_id = step.id,
            .level = step.level,
            .object_id = step.object_id,
            .object_name = step.object_name,
            .field = step.field,
            .before = step.before,
            .after = step.after,
            .note = step.note,
            .state = step.state,
            .message = step.message,
            .code = code_of(step.code, step.reason),
            .reason = step.reason,
            .tiktok_request_id = step.request_id,
            .explanation = std::move(said.ours),
            .tiktok_message = std::move(said.theirs),
            .read_back = step.read_back,
            .finished_at = step.finished_at,
            .rivals = {}};
}

PlanView view(const Plan& plan, const std::string& currency) {
    PlanView seen{.plan_id = plan.id,
                  .advertiser_id = plan.advertiser_id,
                  .currency = currency,
                  .title = plan.title,
                  .state = plan.state,
                  .needs = plan.needs,
                  .approval = changes::approval_words(plan),
                  .drafted_by = to_string(plan.drafted_by),
                  .drafted_by_name = {},
                  .drafted_at = plan.drafted_at,
                  .approved_by = plan.approved_at ? to_string(plan.approved_by) : "",
                  .approved_by_name = {},
                  .approved_at = plan.approved_at,
                  .finished_at = plan.finished_at,
                  .job_id = {},
                  .stop = {},
                  .steps = {}};
    if (!plan.job_id.empty()) {
        seen.job_id = plan.job_id;
    }
    if (plan.state == storage::PlanState::stopped) {
        const auto& stop = plan.stop;
        seen.stop = PlanStopView{code_of(stop.code, stop.reason), stop.reason, stop.message};
    }
    for (const auto& step : plan.steps) {
        seen.steps.push_back(view(step));
    }
    return seen;
}

Result<PlanView> view(Context& context, Transaction& transaction, const Plan& plan,
                      staff::ActorNames& names) {
    BAYME_TRY(const auto account, context.advertisers().find(transaction, plan.advertiser_id));
    auto seen = view(plan, account.currency);
    BAYME_TRY(seen.drafted_by_name, names.of(plan.drafted_by));
    if (plan.approved_at) {
        BAYME_TRY(seen.approved_by_name, names.of(plan.approved_by));
    }
    BAYME_TRY(const auto rivals, context.changes().rivals(transaction, plan.id));
    for (const auto& rival : rivals) {
        const auto step = std::ranges::find(seen.steps, rival.step_id, &StepView::step_id);
        if (step != seen.steps.end()) {
            BAYME_TRY(auto name, names.of(rival.drafted_by));
            step->rivals.push_back(
                {rival.plan_id, rival.title, rival.state, std::move(name), rival.after});
        }
    }
    return seen;
}

Result<PlanView> view(Context& context, Transaction& transaction, const Plan& plan) {
    staff::ActorNames names{context.staff().people(), transaction};
    return view(context, transaction, plan, names);
}

/// A plan of an account the actor may not see does not exist for them.
Result<Plan> find_visible(Context& context, Transaction& transaction, const PlanId& id) {
    BAYME_TRY(auto plan, context.changes().find(transaction, id));
    if (!context.scope().contains(plan.advertiser_id)) {
        return fail(ErrorCode::not_found, "there is no plan {}", id);
    }
    return plan;
}

void note(Context& context, const Plan& plan) {
    context.audit(fmt::format("plan:{}", plan.id), {}, changes::steps_json(plan),
                  plan.advertiser_id);
}

Result<PlanView> draft(Context& context, const AdvertiserId& advertiser, const std::string& title,
                       const std::vector<changes::Wish>& wishes) {
    BAYME_TRY(Transaction & transaction, context.writing());
    BAYME_TRY(const auto plan,
              context.changes().draft(transaction, context.actor(), advertiser, title, wishes));
    note(context, plan);
    return view(context, transaction, plan);
}

Result<PlanView> draft_plan(Context& context, const DraftPlan& request) {
    std::vector<changes::Wish> wishes;
    for (const auto& change : request.changes) {
        wishes.push_back({change.level, change.object_id, change.field, change.value});
    }
    return draft(context, request.advertiser_id, request.title, wishes);
}

Result<PlanView> pause(Context& context, const PauseCampaigns& request) {
    std::vector<changes::Wish> wishes;
    for (const auto& id : request.campaign_ids) {
        wishes.push_back({storage::ObjectLevel::campaign, id.text(),
                          storage::StepField::operation_status, "DISABLE"});
    }
    return draft(context, request.advertiser_id, "", wishes);
}

Result<PlanView> approve(Context& context, const ApprovePlan& request) {
    BAYME_TRY(Transaction & transaction, context.writing());
    BAYME_CHECK(find_visible(context, transaction, request.plan_id));
    BAYME_TRY(const auto plan, context.changes().approve(transaction, context.actor(),
                                                         request.plan_id, request.confirmed));
    note(context, plan);
    return view(context, transaction, plan);
}

Result<PlanView> resume(Context& context, const OnePlan& request) {
    BAYME_TRY(Transaction & transaction, context.writing());
    BAYME_CHECK(find_visible(context, transaction, request.plan_id));
    BAYME_TRY(const auto plan,
              context.changes().resume(transaction, context.actor(), request.plan_id));
    note(context, plan);
    return view(context, transaction, plan);
}

Result<PlanView> discard(Context& context, const OnePlan& request) {
    BAYME_TRY(Transaction & transaction, context.writing());
    BAYME_CHECK(find_visible(context, transaction, request.plan_id));
    BAYME_TRY(const auto plan, context.changes().discard(transaction, request.plan_id));
    note(context, plan);
    return view(context, transaction, plan);
}

Result<PlanView> undo(Context& context, const OnePlan& request) {
    BAYME_TRY(Transaction & transaction, context.writing());
    BAYME_CHECK(find_visible(context, transaction, request.plan_id));
    BAYME_TRY(const auto plan,
              context.changes().undo(transaction, context.actor(), request.plan_id));
    note(context, plan);
    return view(context, transaction, plan);
}

Result<PlanList> list_plans(Context& context, const ListPlans& request) {
    BAYME_TRY(Transaction & transaction, context.reading());
    BAYME_TRY(const auto plans,
              context.changes().list(transaction, request.advertiser_id.value_or(AdvertiserId{}),
                                     static_cast<int>(request.limit)));
    PlanList list;
    staff::ActorNames names{context.staff().people(), transaction};
    for (const auto& plan : plans) {
        if (context.scope().contains(plan.advertiser_id)) {
            BAYME_TRY(auto seen, view(context, transaction, plan, names));
            list.plans.push_back(std::move(seen));
        }
    }
    return list;
}

const Operation table[] = {
    {.name = "plans.draft",
     .summary = "Draft changes of status and budget for review",
     .needs = Permission::draft_changes,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .effect = Effect::changes,
     .run =
         [](Context& context, const DraftPlan& request) {
             return draft_plan(context, request);
         }},
    {.name = "campaigns.pause",
     .summary = "Draft a plan that pauses campaigns",
     .needs = Permission::draft_changes,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .effect = Effect::changes,
     .run =
         [](Context& context, const PauseCampaigns& request) {
             return pause(context, request);
         }},
    {.name = "plans.approve",
     .summary = "Approve a plan: its changes are sent to TikTok",
     .needs = Permission::approve_changes,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const ApprovePlan& request) {
             return approve(context, request);
         }},
    {.name = "plans.resume",
     .summary = "Go on with a stopped plan where it was",
     .needs = Permission::approve_changes,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OnePlan& request) {
             return resume(context, request);
         }},
    {.name = "plans.discard",
     .summary = "Drop a draft, or what a stopped plan has left",
     .needs = Permission::draft_changes,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OnePlan& request) {
             return discard(context, request);
         }},
    {.name = "plans.undo",
     .summary = "Draft the opposite of what a plan applied",
     .needs = Permission::draft_changes,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OnePlan& request) {
             return undo(context, request);
         }},
    {.name = "plans.show",
     .summary = "One plan, step by step, with what TikTok said",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const OnePlan& request) -> Result<PlanView> {
         BAYME_TRY(Transaction & transaction, context.reading());
         BAYME_TRY(const auto plan, find_visible(context, transaction, request.plan_id));
         return view(context, transaction, plan);
     }},
    {.name = "plans.list",
     .summary = "Plans, newest first",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListPlans& request) {
             return list_plans(context, request);
         }},
};

} // namespace

std::span<const Operation> plan_operations() {
    return table;
}

} // namespace bayme::api

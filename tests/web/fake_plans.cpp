// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "fake_operations.hpp"

#include <fmt/format.h>

namespace bayme::web::test {
namespace {

using api::Context;
using api::Effect;
using api::Nothing;
using api::Operation;
using api::Permission;

struct Rival {
    PlanId plan_id;
    std::string state;
    std::string drafted_by_name;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(Rival, (), (plan_id, state, drafted_by_name, after))
struct Step {
    std::string level;
    std::string object_id;
    std::string object_name;
    std::string field;
    std::string before;
    std::string after;
    std::string note;
    std::string state;
    std::string message;
    std::string tiktok_request_id;
    std::string read_back;
    std::string explanation;
    std::string tiktok_message;
    std::vector<Rival> rivals = {};
};
BOOST_DESCRIBE_STRUCT(Step, (),
                      (level, object_id, object_name, field, before, after, note, state, message,
                       tiktok_request_id, read_back, explanation, tiktok_message, rivals))
struct Plan {
    PlanId plan_id;
    AdvertiserId advertiser_id;
    std::string title;
    std::string state;
    std::string needs;
    std::string drafted_by;
    std::string drafted_by_name;
    Instant drafted_at;
    std::vector<Step> steps;
    std::optional<Instant> approved_at = {};
    std::string approval = {};
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (plan_id, advertiser_id, title, state, needs, drafted_by, drafted_by_name,
                       drafted_at, steps, approved_at, approval))
struct Plans {
    std::vector<Plan> plans;
};
BOOST_DESCRIBE_STRUCT(Plans, (), (plans))
struct OnePlan {
    PlanId plan_id;
};
BOOST_DESCRIBE_STRUCT(OnePlan, (), (plan_id))
struct Approve {
    PlanId plan_id;
    bool confirmed = false;
};
BOOST_DESCRIBE_STRUCT(Approve, (), (plan_id, confirmed))

Plan draft_plan() {
    return {PlanId{"p1"},
            AdvertiserId{"7001"},
            "Budget of <i>Spring</i>",
            "draft",
            "one",
            "person:grace",
            "Grace Okafor",
            parse_instant("2026-05-27T09:10:00Z").value(),
            {{"campaign", "17", "<i>Spring</i>", "budget", "270", "1324.5", "", "pending", "", "",
              "", "", ""}}};
}

/// "approved-just-now" and "approved-long-ago".
Plan approved_plan(const PlanId& id, Instant now) {
    auto plan = draft_plan();
    plan.plan_id = id;
    plan.state = "approved";
    plan.approved_at = now - std::chrono::seconds{id.text() == "approved-just-now" ? 10 : 600};
    return plan;
}

/// TikTok refused its step.
Plan refused_plan() {
    auto plan = draft_plan();
    plan.state = "failed";
    auto& step = plan.steps.front();
    step.state = "refused";
    step.message = "TikTok refused a value. TikTok says: \"<b>too low</b>\" (40002)";
    step.explanation = "TikTok refused a value.";
    step.tiktok_message = "TikTok says: \"<b>too low</b>\" (40002)";
    step.tiktok_request_id = "2026TT";
    return plan;
}

/// Never sent; its step was left as it was.
Plan discarded_plan() {
    auto plan = draft_plan();
    plan.state = "discarded";
    return plan;
}

/// So large that its author may not approve it.
Plan huge_plan() {
    auto plan = draft_plan();
    plan.plan_id = PlanId{"huge"};
    plan.needs = "second_person";
    plan.approval = "Somebody else must approve it.";
    return plan;
}

/// Somebody else wants to change the same budget.
Plan rival_plan() {
    auto plan = draft_plan();
    plan.plan_id = PlanId{"rival"};
    plan.steps.front().rivals = {{PlanId{"p1"}, "draft", "Ada <b>L</b>", "410"}};
    return plan;
}

struct Wish {
    std::string level;
    std::string object_id;
    std::string field;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (level, object_id, field, value))
struct Draft {
    AdvertiserId advertiser_id;
    std::vector<Wish> changes;
};
BOOST_DESCRIBE_STRUCT(Draft, (), (advertiser_id, changes))

const Operation table[] = {
    {.name = "plans.draft",
     .summary = "Draft",
     .needs = Permission::draft_changes,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const Draft& request) -> Result<Plan> {
         const auto& wish = request.changes.front();
         if (wish.value == "a lot") {
             Error wrong{ErrorCode::invalid_input, "the changes make no sense as they stand"};
             wrong.fields.push_back({"changes[0]", "\"a lot\" is not an amount"});
             return fail(std::move(wrong));
         }
         asked().push_back(fmt::format("draft {} {} {} {} {}", request.advertiser_id.text(),
                                       wish.level, wish.object_id, wish.field, wish.value));
         return draft_plan();
     }},
    {.name = "plans.list",
     .summary = "One plan",
     .needs = Permission::read_reports,
     .run = [](Context&, const Nothing&) -> Result<Plans> {
         return Plans{{draft_plan()}};
     }},
    {.name = "plans.show",
     .summary = "One plan",
     .needs = Permission::read_reports,
     .run = [](Context& context, const OnePlan& request) -> Result<Plan> {
         if (request.plan_id.text().starts_with("approved")) {
             return approved_plan(request.plan_id, context.now());
         }
         if (request.plan_id == PlanId{"refused"}) {
             return refused_plan();
         }
         if (request.plan_id == PlanId{"discarded"}) {
             return discarded_plan();
         }
         if (request.plan_id == PlanId{"huge"}) {
             return huge_plan();
         }
         if (request.plan_id == PlanId{"rival"}) {
             return rival_plan();
         }
         if (request.plan_id != PlanId{"p1"}) {
             return fail(ErrorCode::not_found, "there is no plan {}", request.plan_id);
         }
         return draft_plan();
     }},
    {.name = "plans.approve",
     .summary = "Approve",
     .needs = Permission::approve_changes,
     .effect = Effect::changes_in_steps,
     .run = [](Context& context, const Approve& request) -> Result<Plan> {
         if (request.plan_id == PlanId{"huge"}) {
             return fail(
                 Error{ErrorCode::forbidden, "Somebody else must approve it.", "second_person"});
         }
         asked().push_back(fmt::format("plans.approve {} by {}", request.plan_id.text(),
                                       to_string(context.actor())));
         return draft_plan();
     }},
    {.name = "plans.discard",
     .summary = "Discard",
     .needs = Permission::draft_changes,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OnePlan&) -> Result<Plan> {
         return fail(ErrorCode::conflict, "the plan is being applied");
     }},
    {.name = "plans.resume",
     .summary = "Resume",
     .needs = Permission::approve_changes,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OnePlan& request) -> Result<Plan> {
         asked().push_back("resume " + request.plan_id.text());
         return draft_plan();
     }},
};

} // namespace

std::span<const Operation> fake_plan_operations() {
    return table;
}

} // namespace bayme::web::test

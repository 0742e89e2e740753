// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/changes.hpp"

#include "base/failpoint.hpp"
#include "base/json_text.hpp"

#include <algorithm>

namespace bayme::changes {
namespace {

using storage::Agreement;
using storage::Plan;
using storage::PlanState;
using storage::StepState;

Failpoint approving{"changes.approving"};

/// Whether TikTok may have done what the call asked for.
bool is_open(const storage::Attempt& attempt) {
    return attempt.outcome != "not_sent" && attempt.outcome != "refused";
}

std::string title_for(const std::vector<storage::PlanStep>& steps, std::string_view currency) {
    const auto& first = steps.front();
    const std::string what =
        first.field == storage::StepField::budget
            ? fmt::format("budget {} to {} {}", first.before, first.after, currency)
            : (first.after == "ENABLE" ? "enable" : "pause");
    const auto others = steps.size() == 1 ? "" : fmt::format(" and {} more", steps.size() - 1);
    return fmt::format("{}: {}{}", first.object_name, what, others);
}

} // namespace

std::string approval_words(const Plan& plan) {
    switch (plan.needs) {
    case Agreement::one:
        return {};
    case Agreement::confirmation:
        return "It is large: approving asks twice.";
    case Agreement::second_person:
        break;
    }
    if (plan.drafted_by.kind == ActorKind::local_operator) {
        return "The local operator drafted it, so somebody who is signed in must approve it, on "
               "its page under Plans.";
    }
    return fmt::format("Somebody other than who drafted it must approve it, or the local operator "
                       "with bayme plan approve {} on the machine.",
                       plan.id);
}

std::string steps_json(const Plan& plan) {
    JsonWriter writer;
    writer.begin_object().member("state", to_string(plan.state)).key("steps").begin_array();
    for (const auto& step : plan.steps) {
        writer.begin_object()
            .member("object", fmt::format("{}:{}", to_string(step.level), step.object_id))
            .member("field", to_string(step.field))
            .member("before", step.before)
            .member("after", step.after)
            .member("state", to_string(step.state))
            .end_object();
    }
    return writer.end_array().end_object().take();
}

Result<Plan> Changes::draft(storage::Transaction& tx, const Actor& actor,
                            const AdvertiserId& advertiser, const std::string& title,
                            const std::vector<Wish>& wishes) {
    if (wishes.empty() || wishes.size() > most_steps) {
        return fail(ErrorCode::invalid_input, "a plan has 1 to {} changes, not {}", most_steps,
                    wishes.size());
    }
    BAYME_TRY(const auto account, advertisers_.find(tx, advertiser));
    Plan plan{.id = PlanId{make_id(random_)},
              .advertiser_id = advertiser,
              .drafted_by = actor,
              .drafted_at = clock_.now()};
    Error wrong{ErrorCode::invalid_input, "the changes make no sense as they stand"};
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const auto& wish = wishes[i];
        const auto object = mirror_.find(tx, advertiser, wish.level, wish.object_id);
        auto step = object ? check_wish(wish, *object, account) : std::unexpected(object.error());
        if (!step) {
            wrong.reason = step.error().reason;
            wrong.fields.push_back({fmt::format("changes[{}]", i), step.error().message});
            continue;
        }
        step->id = StepId{make_id(random_)};
        step->position = static_cast<int>(i);
        plan.steps.push_back(*std::move(step));
    }
    if (!wrong.fields.empty()) {
        return fail(std::move(wrong));
    }
    plan.title = title.empty() ? title_for(plan.steps, account.currency) : title;
    plan.needs = agreement_for(plan.steps, limits_);
    BAYME_CHECK(plans_.add(tx, plan));
    return plan;
}

Result<Plan> Changes::find_draft(storage::Transaction& tx, const PlanId& id) {
    BAYME_TRY(auto plan, plans_.find(tx, id));
    if (plan.state != PlanState::draft) {
        return fail(Error{ErrorCode::conflict, fmt::format("plan {} is {}, no draft any more", id,
                                                           to_string(plan.state))}
                        .because("no_draft"));
    }
    return plan;
}

Result<Plan> Changes::approve(storage::Transaction& tx, const Actor& actor, const PlanId& id,
                              bool confirmed) {
    BAYME_TRY(auto plan, find_draft(tx, id));
    if (plan.needs == Agreement::second_person && actor == plan.drafted_by) {
        return fail(Error{ErrorCode::forbidden,
                          "a change this large needs a second person. " + approval_words(plan)}
                        .because("second_person"));
    }
    if (plan.needs == Agreement::confirmation && !confirmed) {
        return fail(Error{ErrorCode::invalid_input,
                          "a change this large has to be confirmed when it is approved"}
                        .because("confirmation"));
    }
    plan.state = PlanState::approved;
    plan.approved_by = actor;
    plan.approved_at = clock_.now();
    BAYME_TRY(plan.job_id, ask_to_apply(tx, actor, plan));
    BAYME_CHECK(plans_.move(tx, plan, PlanState::draft));
    BAYME_CHECK(approving.reach());
    return plan;
}

Result<JobId> Changes::ask_to_apply(storage::Transaction& tx, const Actor& actor,
                                    const Plan& plan) {
    return queue_.add(tx, actor, apply_job, {.plan = plan.id},
                      {.advertiser_id = plan.advertiser_id,
                       .priority = jobs::priority_person,
                       .unique_key = "plan:" + plan.id.text()});
}

Result<Plan> Changes::resume(storage::Transaction& tx, const Actor& actor, const PlanId& id) {
    BAYME_TRY(auto plan, plans_.find(tx, id));
    if (plan.state != PlanState::stopped) {
        return fail(Error{ErrorCode::conflict, fmt::format("plan {} is {}: only a stopped one is "
                                                           "resumed",
                                                           id, to_string(plan.state))}
                        .because("not_stopped"));
    }
    plan.state = PlanState::approved;
    plan.finished_at.reset();
    plan.stop = {};
    BAYME_TRY(plan.job_id, ask_to_apply(tx, actor, plan));
    BAYME_CHECK(plans_.move(tx, plan, PlanState::stopped));
    return plan;
}

Result<Plan> Changes::discard(storage::Transaction& tx, const PlanId& id) {
    BAYME_TRY(auto plan, plans_.find(tx, id));
    if (plan.state != PlanState::stopped) {
        BAYME_TRY(plan, find_draft(tx, id));
    }
    const auto before = plan.state;
    if (before == PlanState::stopped) {
        for (auto& step : plan.steps) {
            BAYME_CHECK(drop_step(tx, step));
        }
    }
    const auto any = [&](StepState state) {
        return std::ranges::find(plan.steps, state, &storage::PlanStep::state) != plan.steps.end();
    };
    plan.state = any(StepState::uncertain) ? PlanState::uncertain
                 : any(StepState::applied) ? PlanState::partly
                                           : PlanState::discarded;
    plan.finished_at = clock_.now();
    BAYME_CHECK(plans_.move(tx, plan, before));
    return plan;
}

Result<void> Changes::drop_step(storage::Transaction& tx, storage::PlanStep& step) {
    if (step.state != StepState::pending) {
        return {};
    }
    BAYME_TRY(const auto attempts, plans_.attempts(tx, step.id));
    const bool sent = std::ranges::any_of(attempts, &is_open);
    step.state = sent ? StepState::uncertain : StepState::dropped;
    step.finished_at = clock_.now();
    if (sent) {
        step.message =
            "it was sent, but its plan was discarded before anybody knew what came of it";
        step.code = to_string(ErrorCode::uncertain);
        step.reason = "changes.unclear";
    }
    return plans_.set_step(tx, step);
}

Result<Plan> Changes::undo(storage::Transaction& tx, const Actor& actor, const PlanId& id) {
    BAYME_TRY(const auto plan, plans_.find(tx, id));
    std::vector<Wish> wishes;
    for (const auto& step : plan.steps) {
        if (step.state == storage::StepState::applied) {
            wishes.push_back({step.level, step.object_id, step.field, step.before});
        }
    }
    if (wishes.empty()) {
        return fail(ErrorCode::conflict, "nothing of plan {} was applied", id);
    }
    return draft(tx, actor, plan.advertiser_id, "Undo: " + plan.title, wishes);
}

} // namespace bayme::changes

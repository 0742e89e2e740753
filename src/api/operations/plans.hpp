// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "storage/plans.hpp"

namespace bayme::storage {
BOOST_DESCRIBE_ENUM(PlanState, draft, approved, done, partly, failed, uncertain, discarded, stopped)
BOOST_DESCRIBE_ENUM(StepField, operation_status, budget)
BOOST_DESCRIBE_ENUM(StepState, pending, applied, refused, conflict, uncertain, dropped)
BOOST_DESCRIBE_ENUM(Agreement, one, confirmation, second_person)
BOOST_DESCRIBE_ENUM(ObjectLevel, campaign, adgroup, ad)
} // namespace bayme::storage

namespace bayme::api {

/// Another open plan that wants the same field of the same object.
struct RivalView {
    PlanId plan_id;
    std::string title;
    storage::PlanState state = storage::PlanState::draft;
    std::string drafted_by_name;
    /// What it becomes there.
    std::string after;
};
BOOST_DESCRIBE_STRUCT(RivalView, (), (plan_id, title, state, drafted_by_name, after))

struct StepView {
    StepId step_id;
    storage::ObjectLevel level = storage::ObjectLevel::campaign;
    std::string object_id;
    std::string object_name;
    storage::StepField field = storage::StepField::operation_status;
    std::string before;
    std::string after;
    std::string note;
    storage::StepState state = storage::StepState::pending;
    /// Why it was not applied: `code` as in every error, `reason` such as "tiktok.40105".
    std::string message;
    std::string code;
    std::string reason;
    std::string tiktok_request_id;
    /// The message in two parts: what it means and what to do, and what TikTok itself said.
    std::string explanation;
    std::string tiktok_message;
    /// What TikTok said afterwards: the proof.
    std::string read_back;
    std::optional<Instant> finished_at;
    std::vector<RivalView> rivals;
};
BOOST_DESCRIBE_STRUCT(StepView, (),
                      (step_id, level, object_id, object_name, field, before, after, note, state,
                       message, code, reason, tiktok_request_id, explanation, tiktok_message,
                       read_back, finished_at, rivals))

/// What ended a plan's job before the plan was done.
struct PlanStopView {
    std::string code;
    std::string reason;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(PlanStopView, (), (code, reason, message))

struct PlanView {
    PlanId plan_id;
    AdvertiserId advertiser_id;
    /// Of its budgets.
    std::string currency;
    std::string title;
    storage::PlanState state = storage::PlanState::draft;
    storage::Agreement needs = storage::Agreement::one;
    /// The same as a sentence; empty when one person is enough.
    std::string approval;
    std::string drafted_by;
    /// As people call them; a pseudonym for whoever was erased.
    std::string drafted_by_name;
    Instant drafted_at;
    std::string approved_by;
    std::string approved_by_name;
    std::optional<Instant> approved_at;
    std::optional<Instant> finished_at;
    std::optional<JobId> job_id;
    /// Of a stopped plan: it can be resumed or discarded.
    std::optional<PlanStopView> stop;
    std::vector<StepView> steps;
};
BOOST_DESCRIBE_STRUCT(PlanView, (),
                      (plan_id, advertiser_id, currency, title, state, needs, approval, drafted_by,
                       drafted_by_name, drafted_at, approved_by, approved_by_name, approved_at,
                       finished_at, job_id, stop, steps))

struct PlanList {
    std::vector<PlanView> plans;
};
BOOST_DESCRIBE_STRUCT(PlanList, (), (plans))

struct WishedChange {
    storage::ObjectLevel level = storage::ObjectLevel::campaign;
    std::string object_id;
    storage::StepField field = storage::StepField::operation_status;
    /// ENABLE, DISABLE, or a budget in the account's currency, best as a plain decimal.
    std::string value;
};
BOOST_DESCRIBE_STRUCT(WishedChange, (), (level, object_id, field, value))
constexpr auto rules(const WishedChange*) {
    return std::array{length("object_id", 1, 32), length("value", 1, 32)};
}

struct DraftPlan {
    AdvertiserId advertiser_id;
    std::string title;
    std::vector<WishedChange> changes;
};
BOOST_DESCRIBE_STRUCT(DraftPlan, (), (advertiser_id, title, changes))
constexpr auto rules(const DraftPlan*) {
    return std::array{with_default(length("title", 0, 200)), items("changes", 1, 200)};
}

struct PauseCampaigns {
    AdvertiserId advertiser_id;
    std::vector<CampaignId> campaign_ids;
};
BOOST_DESCRIBE_STRUCT(PauseCampaigns, (), (advertiser_id, campaign_ids))
constexpr auto rules(const PauseCampaigns*) {
    return std::array{items("campaign_ids", 1, 200)};
}

struct OnePlan {
    PlanId plan_id;
};
BOOST_DESCRIBE_STRUCT(OnePlan, (), (plan_id))

struct ApprovePlan {
    PlanId plan_id;
    /// Says "yes, that large" to a plan that needs a confirmation.
    bool confirmed = false;
};
BOOST_DESCRIBE_STRUCT(ApprovePlan, (), (plan_id, confirmed))
constexpr auto rules(const ApprovePlan*) {
    return std::array{with_default("confirmed")};
}

struct ListPlans {
    std::optional<AdvertiserId> advertiser_id;
    std::int64_t limit = 100;
};
BOOST_DESCRIBE_STRUCT(ListPlans, (), (advertiser_id, limit))
constexpr auto rules(const ListPlans*) {
    return std::array{with_default(range("limit", 1, 1000))};
}

} // namespace bayme::api

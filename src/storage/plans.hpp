// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "base/id.hpp"
#include "storage/database.hpp"
#include "storage/mirror.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {

enum class PlanState {
    draft,
    approved, ///< its job sends it
    done,
    partly,
    failed,
    uncertain,
    discarded,
    stopped, ///< its job ended before the plan did: a person resumes or discards it
};
std::string_view to_string(PlanState state);

/// What a plan may change, one field of one object a step.
enum class StepField { operation_status, budget };
std::string_view to_string(StepField field);

enum class StepState {
    pending,
    applied,   ///< read back and found as wanted
    refused,   ///< TikTok said no; nothing changed
    conflict,  ///< somebody changed it meanwhile; nothing was sent
    uncertain, ///< it may have happened: a person decides
    dropped,   ///< discarded with a stopped plan; never sent
};
std::string_view to_string(StepState state);

/// Who has to agree before a plan is applied.
enum class Agreement {
    one,           ///< anybody who may approve
    confirmation,  ///< the same, who says so explicitly: a large change
    second_person, ///< not the one who drafted it: a very large change
};
std::string_view to_string(Agreement agreement);

/// `before`, `after` and `read_back` are TikTok's words, or a plain decimal for a budget.
struct PlanStep {
    StepId id = {};
    int position = 0;
    ObjectLevel level = ObjectLevel::campaign;
    std::string object_id = {};
    std::string object_name = {};
    StepField field = StepField::operation_status;
    std::string before = {};
    std::string after = {};
    /// When it takes effect, or what to mind; words for people.
    std::string note = {};
    StepState state = StepState::pending;
    /// Why it was not applied: an ErrorCode's word, its reason ("tiktok.40105") and TikTok's
    /// request id. Empty when it was.
    std::string message = {};
    std::string code = {};
    std::string reason = {};
    std::string request_id = {};
    std::string read_back = {};
    std::optional<Instant> finished_at = {};
};

/// What kept a plan's job from finishing it; `code` is an ErrorCode's word.
struct PlanStop {
    std::string code = {};
    std::string reason = {};
    std::string message = {};
};

struct Plan {
    PlanId id = {};
    AdvertiserId advertiser_id = {};
    std::string title = {};
    PlanState state = PlanState::draft;
    Agreement needs = Agreement::one;
    Actor drafted_by = {};
    Instant drafted_at = {};
    Actor approved_by = {};
    std::optional<Instant> approved_at = {};
    std::optional<Instant> finished_at = {};
    JobId job_id = {};
    /// Of a stopped plan.
    PlanStop stop = {};
    std::vector<PlanStep> steps = {};
};

/// One call for a step. Written before the call; without an end the answer was never seen.
struct Attempt {
    int number = 0;
    std::int64_t fence = 0;
    Instant started_at = {};
    std::optional<Instant> ended_at = {};
    std::string outcome = {}; ///< "", "ok", "refused", "not_sent", "unclear"
    std::string request_id = {};
};

/// An open step of another open plan that wants the same field of the same object.
struct RivalStep {
    StepId step_id = {}; ///< of the plan that was asked about
    PlanId plan_id = {};
    std::string title = {};
    PlanState state = PlanState::draft;
    Actor drafted_by = {};
    std::string after = {};
};

/// Plans and their journal, always within one account.
class PlanStore {
public:
    virtual ~PlanStore() = default;
    virtual Result<void> add(Transaction& tx, const Plan& plan) = 0;
    virtual Result<Plan> find(Transaction& tx, const PlanId& id) = 0;
    /// Newest first, without steps. `advertiser` empty lists all.
    virtual Result<std::vector<Plan>> list(Transaction& tx, const AdvertiserId& advertiser,
                                           int limit) = 0;
    /// Of a plan that is a draft, approved or stopped, for its steps that wait; none for others.
    virtual Result<std::vector<RivalStep>> rivals(Transaction& tx, const PlanId& id) = 0;
    /// Writes state, approval, job and stop of the plan when its state is still `expected`.
    /// @return conflict when it is not.
    virtual Result<void> move(Transaction& tx, const Plan& plan, PlanState expected) = 0;
    virtual Result<void> set_step(Transaction& tx, const PlanStep& step) = 0;
    virtual Result<Attempt> begin_attempt(Transaction& tx, const StepId& step, std::int64_t fence,
                                          Instant now) = 0;
    virtual Result<void> end_attempt(Transaction& tx, const StepId& step,
                                     const Attempt& attempt) = 0;
    /// In order.
    virtual Result<std::vector<Attempt>> attempts(Transaction& tx, const StepId& step) = 0;
};

std::unique_ptr<PlanStore> make_sql_plan_store();

} // namespace bayme::storage

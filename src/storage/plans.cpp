// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/plans.hpp"

#include "storage/enum_names.hpp"

#include <algorithm>
#include <array>

namespace bayme::storage {
namespace {

constexpr std::array<std::string_view, 8> plan_states{
    "draft", "approved", "done", "partly", "failed", "uncertain", "discarded", "stopped"};
constexpr std::array<std::string_view, 2> step_fields{"operation_status", "budget"};
constexpr std::array<std::string_view, 6> step_states{"pending",  "applied",   "refused",
                                                      "conflict", "uncertain", "dropped"};
constexpr std::array<std::string_view, 3> agreements{"one", "confirmation", "second_person"};

#define BAYME_PLAN_COLUMNS                                                                         \
    "id, advertiser_id, title, state, needs, drafted_by, drafted_at, approved_by, approved_at, "   \
    "finished_at, job_id, stop_code, stop_reason, stop_message"

constexpr const char* insert_plan =
    "INSERT INTO plans (" BAYME_PLAN_COLUMNS ") "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
constexpr const char* select_plan = "SELECT " BAYME_PLAN_COLUMNS " FROM plans WHERE id = $1";
constexpr const char* select_plans = "SELECT " BAYME_PLAN_COLUMNS " FROM plans "
                                     "WHERE $1 = '' OR advertiser_id = $1 "
                                     "ORDER BY drafted_at DESC, id LIMIT $2";
constexpr const char* move_plan =
    "UPDATE plans SET state = $2, approved_by = $3, approved_at = $4, finished_at = $5, "
    "job_id = $6, stop_code = $7, stop_reason = $8, stop_message = $9 "
    "WHERE id = $1 AND state = $10";
constexpr const char* insert_step =
    "INSERT INTO plan_steps (id, plan_id, position, level, object_id, object_name, field, "
    "value_before, value_after, note, state, message, code, reason, request_id, read_back) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'pending', '', '', '', '', '')";
constexpr const char* select_steps =
    "SELECT id, position, level, object_id, object_name, field, value_before, value_after, note, "
    "state, message, code, reason, request_id, read_back, finished_at FROM plan_steps "
    "WHERE plan_id = $1 ORDER BY position";
constexpr const char* update_step =
    "UPDATE plan_steps SET state = $2, message = $3, code = $4, reason = $5, request_id = $6, "
    "read_back = $7, finished_at = $8 WHERE id = $1";
constexpr const char* select_rivals =
    "SELECT mine.id, other.id, other.title, other.state, other.drafted_by, theirs.value_after "
    "FROM plans own JOIN plan_steps mine ON mine.plan_id = own.id AND mine.state = 'pending' "
    "JOIN plan_steps theirs ON theirs.object_id = mine.object_id AND theirs.field = mine.field "
    "AND theirs.level = mine.level AND theirs.state = 'pending' AND theirs.plan_id <> own.id "
    "JOIN plans other ON other.id = theirs.plan_id AND other.advertiser_id = own.advertiser_id "
    "AND other.state IN ('draft', 'approved', 'stopped') "
    "WHERE own.id = $1 AND own.state IN ('draft', 'approved', 'stopped') "
    "ORDER BY mine.position, other.drafted_at, other.id";
constexpr const char* insert_attempt =
    "INSERT INTO plan_attempts (step_id, number, fence, started_at, outcome, request_id) "
    "SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, '', '' FROM plan_attempts "
    "WHERE step_id = $1 RETURNING number";
constexpr const char* update_attempt =
    "UPDATE plan_attempts SET ended_at = $3, outcome = $4, request_id = $5 "
    "WHERE step_id = $1 AND number = $2";
constexpr const char* select_attempts =
    "SELECT number, fence, started_at, ended_at, outcome, request_id FROM plan_attempts "
    "WHERE step_id = $1 ORDER BY number";

Plan read_plan(const Row& row) {
    return {
        .id = PlanId{row.text(0)},
        .advertiser_id = AdvertiserId{row.text(1)},
        .title = row.text(2),
        .state = named<PlanState>(plan_states, row.text(3)),
        .needs = named<Agreement>(agreements, row.text(4)),
        .drafted_by = parse_actor(row.text(5)),
        .drafted_at = row.instant(6),
        .approved_by = parse_actor(row.text(7)),
        .approved_at = row.optional_instant(8),
        .finished_at = row.optional_instant(9),
        .job_id = JobId{row.text(10)},
        .stop = {row.text(11), row.text(12), row.text(13)},
    };
}

PlanStep read_step(const Row& row) {
    return {
        .id = StepId{row.text(0)},
        .position = static_cast<int>(row.integer(1)),
        .level = *parse_object_level(row.text(2)),
        .object_id = row.text(3),
        .object_name = row.text(4),
        .field = named<StepField>(step_fields, row.text(5)),
        .before = row.text(6),
        .after = row.text(7),
        .note = row.text(8),
        .state = named<StepState>(step_states, row.text(9)),
        .message = row.text(10),
        .code = row.text(11),
        .reason = row.text(12),
        .request_id = row.text(13),
        .read_back = row.text(14),
        .finished_at = row.optional_instant(15),
    };
}

class SqlPlanStore final : public PlanStore {
public:
    Result<void> add(Transaction& tx, const Plan& plan) override {
        BAYME_CHECK(
            tx.run(insert_plan,
                   {plan.id.text(), plan.advertiser_id.text(), plan.title,
                    std::string{to_string(plan.state)}, std::string{to_string(plan.needs)},
                    to_string(plan.drafted_by), value(plan.drafted_at), to_string(plan.approved_by),
                    value(plan.approved_at), value(plan.finished_at), plan.job_id.text(),
                    plan.stop.code, plan.stop.reason, plan.stop.message}));
        for (const auto& step : plan.steps) {
            BAYME_CHECK(
                tx.run(insert_step,
                       {step.id.text(), plan.id.text(), std::int64_t{step.position},
                        std::string{to_string(step.level)}, step.object_id, step.object_name,
                        std::string{to_string(step.field)}, step.before, step.after, step.note}));
        }
        return {};
    }

    Result<Plan> find(Transaction& tx, const PlanId& id) override {
        BAYME_TRY(const auto row, tx.find(select_plan, {id.text()}));
        if (!row) {
            return fail(ErrorCode::not_found, "there is no plan {}", id);
        }
        auto plan = read_plan(*row);
        BAYME_TRY(const auto steps, tx.query(select_steps, {id.text()}));
        for (const auto& step : steps) {
            plan.steps.push_back(read_step(step));
        }
        return plan;
    }

    Result<std::vector<Plan>> list(Transaction& tx, const AdvertiserId& advertiser,
                                   int limit) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_plans, {advertiser.text(), std::int64_t{limit}}));
        std::vector<Plan> plans;
        for (const auto& row : rows) {
            plans.push_back(read_plan(row));
        }
        return plans;
    }

    Result<std::vector<RivalStep>> rivals(Transaction& tx, const PlanId& id) override {
        BAYME_TRY(const auto rows, tx.query(select_rivals, {id.text()}));
        std::vector<RivalStep> rivals;
        for (const auto& row : rows) {
            rivals.push_back({.step_id = StepId{row.text(0)},
                              .plan_id = PlanId{row.text(1)},
                              .title = row.text(2),
                              .state = named<PlanState>(plan_states, row.text(3)),
                              .drafted_by = parse_actor(row.text(4)),
                              .after = row.text(5)});
        }
        return rivals;
    }

    Result<void> move(Transaction& tx, const Plan& plan, PlanState expected) override {
        BAYME_TRY(const auto changed,
                  tx.run(move_plan,
                         {plan.id.text(), std::string{to_string(plan.state)},
                          to_string(plan.approved_by), value(plan.approved_at),
                          value(plan.finished_at), plan.job_id.text(), plan.stop.code,
                          plan.stop.reason, plan.stop.message, std::string{to_string(expected)}}));
        if (changed == 0) {
            return fail(ErrorCode::conflict, "plan {} is not {} any more", plan.id,
                        to_string(expected));
        }
        return {};
    }

    Result<void> set_step(Transaction& tx, const PlanStep& step) override {
        BAYME_CHECK(tx.run(update_step, {step.id.text(), std::string{to_string(step.state)},
                                         step.message, step.code, step.reason, step.request_id,
                                         step.read_back, value(step.finished_at)}));
        return {};
    }

    Result<Attempt> begin_attempt(Transaction& tx, const StepId& step, std::int64_t fence,
                                  Instant now) override {
        BAYME_TRY(const auto row, tx.find(insert_attempt, {step.text(), fence, value(now)}));
        return Attempt{
            .number = static_cast<int>(row->integer(0)), .fence = fence, .started_at = now};
    }

    Result<void> end_attempt(Transaction& tx, const StepId& step, const Attempt& attempt) override {
        BAYME_CHECK(
            tx.run(update_attempt, {step.text(), std::int64_t{attempt.number},
                                    value(attempt.ended_at), attempt.outcome, attempt.request_id}));
        return {};
    }

    Result<std::vector<Attempt>> attempts(Transaction& tx, const StepId& step) override {
        BAYME_TRY(const auto rows, tx.query(select_attempts, {step.text()}));
        std::vector<Attempt> attempts;
        for (const auto& row : rows) {
            attempts.push_back({static_cast<int>(row.integer(0)), row.integer(1), row.instant(2),
                                row.optional_instant(3), row.text(4), row.text(5)});
        }
        return attempts;
    }
};

} // namespace

std::string_view to_string(PlanState state) {
    return plan_states.at(static_cast<std::size_t>(state));
}

std::string_view to_string(StepField field) {
    return step_fields.at(static_cast<std::size_t>(field));
}

std::string_view to_string(StepState state) {
    return step_states.at(static_cast<std::size_t>(state));
}

std::string_view to_string(Agreement agreement) {
    return agreements.at(static_cast<std::size_t>(agreement));
}

std::unique_ptr<PlanStore> make_sql_plan_store() {
    return std::make_unique<SqlPlanStore>();
}

} // namespace bayme::storage

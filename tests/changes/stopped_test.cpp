// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes_fixture.hpp"

namespace bayme::changes {
namespace {

using storage::PlanState;
using storage::StepState;

/// An approved plan whose job ends without having done it.
class StoppedPlanTest : public ChangesTest {
protected:
    PlanId approved(const std::vector<Wish>& wishes) {
        const auto id = draft(wishes).value().id;
        approve(id, drafter, true).value();
        return id;
    }
    /// As often as a job may kill its process, and once more.
    void kill_its_job() {
        for (int death = 0; death <= 20; ++death) {
            write([&](storage::Transaction& tx) {
                return jobs->lease(tx, "dead", state.clock.now(), state.clock.now());
            });
            state.clock.advance(seconds{1});
        }
        ASSERT_TRUE(workers->run_one().value());
    }
    /// The dead worker wrote this before the call, and nobody saw an answer.
    void begin_call(const PlanId& id, std::size_t step) {
        write([&](storage::Transaction& tx) {
            return plans->begin_attempt(tx, find(id).steps.at(step).id, 1, state.clock.now());
        });
    }
    void resume(const PlanId& id) {
        write([&](storage::Transaction& tx) { return changes.resume(tx, other, id); });
    }
    void discard(const PlanId& id) {
        write([&](storage::Transaction& tx) { return changes.discard(tx, id); });
    }
};

TEST_F(StoppedPlanTest, APlanWhoseJobWasGivenUpSaysWhatStoppedIt) {
    const auto id = approved({pause()});

    kill_its_job();

    const auto plan = find(id);
    EXPECT_EQ(plan.state, PlanState::stopped);
    EXPECT_EQ(plan.stop.code, "internal");
    EXPECT_EQ(plan.stop.message, "given up: it was started 21 times");
    EXPECT_TRUE(plan.finished_at);
    EXPECT_EQ(writes, 0);
}

TEST_F(StoppedPlanTest, APlanWhoseJobWasCancelledStopsToo) {
    const auto id = approved({pause()});

    write([&](storage::Transaction& tx) { return queue.cancel(tx, find(id).job_id); });

    EXPECT_EQ(find(id).state, PlanState::stopped);
    EXPECT_EQ(find(id).stop.reason, "cancelled");
}

TEST_F(StoppedPlanTest, AResumedPlanIsAppliedWhereItWas) {
    const auto id = approved({pause()});
    kill_its_job();

    resume(id);
    EXPECT_EQ(find(id).state, PlanState::approved);
    EXPECT_EQ(find(id).stop.message, "");
    run_jobs();

    EXPECT_EQ(find(id).state, PlanState::done);
    EXPECT_EQ(find(id).approved_by, drafter);
    EXPECT_EQ(writes, 1);
}

TEST_F(StoppedPlanTest, WhatMayHaveBeenSentIsLookedUpBeforeAnythingIsSentAgain) {
    const auto id = approved({pause()});
    begin_call(id, 0);
    live.operation_status = "DISABLE";
    kill_its_job();

    resume(id);
    run_jobs();

    EXPECT_EQ(find(id).state, PlanState::done);
    EXPECT_EQ(writes, 0);
}

TEST_F(StoppedPlanTest, WhatADiscardedPlanDidNotSendIsNeverSent) {
    const auto id = approved({pause()});
    kill_its_job();

    discard(id);
    run_jobs();

    EXPECT_EQ(find(id).state, PlanState::discarded);
    EXPECT_EQ(find(id).steps.at(0).state, StepState::dropped);
    EXPECT_EQ(writes, 0);
}

TEST_F(StoppedPlanTest, WhatMayHaveBeenSentStaysUncertainWhenTheRestIsDiscarded) {
    const auto id = approved({pause(), budget("150")});
    begin_call(id, 0);
    kill_its_job();

    discard(id);

    const auto plan = find(id);
    EXPECT_EQ(plan.state, PlanState::uncertain);
    EXPECT_EQ(plan.steps.at(0).state, StepState::uncertain);
    EXPECT_EQ(plan.steps.at(0).code, "uncertain");
    EXPECT_EQ(plan.steps.at(1).state, StepState::dropped);
}

TEST_F(StoppedPlanTest, OnlyAStoppedPlanIsResumed) {
    const auto id = draft({pause()}).value().id;
    const auto tx = state.database->begin_write().value();

    EXPECT_EQ(changes.resume(*tx, other, id).error().reason, "not_stopped");
}

TEST_F(StoppedPlanTest, APlanThatIsBeingAppliedCannotBeDiscarded) {
    const auto id = approved({pause()});
    const auto tx = state.database->begin_write().value();

    EXPECT_EQ(changes.discard(*tx, id).error().code, ErrorCode::conflict);
}

} // namespace
} // namespace bayme::changes

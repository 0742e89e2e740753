// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes_fixture.hpp"
#include "support/planted.hpp"

namespace bayme::changes {
namespace {

using storage::PlanState;
using storage::StepState;

TEST_F(ChangesTest, AnApprovedPauseIsSentOnceAndReadBack) {
    const auto plan = carry_out({pause()});

    EXPECT_EQ(plan.state, PlanState::done);
    EXPECT_EQ(plan.steps.at(0).state, StepState::applied);
    EXPECT_EQ(plan.steps.at(0).read_back, "DISABLE");
    EXPECT_EQ(writes, 1);
    const auto mirrored_now = mirror->find(*state.database->begin_read().value(), account_id,
                                           storage::ObjectLevel::campaign, "17");
    EXPECT_EQ(mirrored_now->operation_status, "DISABLE");
}

TEST_F(ChangesTest, ABudgetIsSentExactly) {
    const auto plan = carry_out({budget("150.25")});

    EXPECT_EQ(plan.state, PlanState::done);
    EXPECT_EQ(live.budget.amount, 150'250'000);
}

TEST_F(ChangesTest, WhatSomebodyElseChangedMeanwhileIsNotOverwritten) {
    live.budget.amount = 130'000'000;

    const auto plan = carry_out({budget("150")});

    EXPECT_EQ(plan.state, PlanState::failed);
    EXPECT_EQ(plan.steps.at(0).state, StepState::conflict);
    EXPECT_EQ(plan.steps.at(0).reason, "changes.moved");
    EXPECT_EQ(writes, 0);
}

// The defect that the test above must notice: with it, the other person's budget is overwritten.
TEST_F(ChangesTest, ProgramThatSendsBlindlyWouldOverwriteIt) {
    const test::Planted defect{"changes.send_blindly"};
    live.budget.amount = 130'000'000;

    carry_out({budget("150")});

    EXPECT_GT(writes, 0);
}

TEST_F(ChangesTest, WhatIsSoAlreadyIsNotSent) {
    live.operation_status = "DISABLE";

    const auto plan = carry_out({pause()});

    EXPECT_EQ(plan.state, PlanState::done);
    EXPECT_EQ(writes, 0);
}

TEST_F(ChangesTest, ALostAnswerIsFoundOutByReadingNotBySendingAgain) {
    client.on_status_update = [this](const std::vector<std::string>&,
                                     tiktok::OperationStatus) -> Result<tiktok::StatusUpdate> {
        ++writes;
        live.operation_status = "DISABLE";
        return fail(ErrorCode::uncertain, "the connection broke");
    };

    const auto plan = carry_out({pause()});

    EXPECT_EQ(plan.state, PlanState::done);
    EXPECT_EQ(writes, 1);
}

TEST_F(ChangesTest, ACallThatNeverArrivesIsRepeatedThreeTimesThenLeftToAPerson) {
    client.on_status_update = [this](const std::vector<std::string>&,
                                     tiktok::OperationStatus) -> Result<tiktok::StatusUpdate> {
        ++writes;
        return fail(ErrorCode::uncertain, "the connection broke");
    };

    const auto plan = carry_out({pause()});

    EXPECT_EQ(plan.state, PlanState::uncertain);
    EXPECT_EQ(plan.steps.at(0).state, StepState::uncertain);
    EXPECT_EQ(writes, 3);
}

TEST_F(ChangesTest, ARefusalIsToldInTikTokWordsWithItsRequestId) {
    client.on_campaign_update = [](const tiktok::CampaignUpdate&) -> Result<tiktok::Campaign> {
        Error error{ErrorCode::invalid_input, "budget: below the minimum"};
        error.reason = "tiktok.40002";
        error.request_id = "2026";
        return fail(std::move(error));
    };

    const auto plan = carry_out({budget("120")});

    EXPECT_EQ(plan.state, PlanState::failed);
    EXPECT_EQ(plan.steps.at(0).state, StepState::refused);
    EXPECT_EQ(plan.steps.at(0).message, "budget: below the minimum");
    EXPECT_EQ(plan.steps.at(0).code, "invalid_input");
    EXPECT_EQ(plan.steps.at(0).reason, "tiktok.40002");
    EXPECT_EQ(plan.steps.at(0).request_id, "2026");
}

TEST_F(ChangesTest, AnAccessThatTikTokRefusesIsKeptWithCodeReasonAndRequestId) {
    client.on_campaigns = [](int) -> Result<tiktok::Page<tiktok::Campaign>> {
        Error error{ErrorCode::unauthenticated, "the access was withdrawn", "tiktok.40105"};
        error.request_id = "2027";
        return fail(std::move(error));
    };

    const auto plan = carry_out({pause()});

    EXPECT_EQ(plan.state, PlanState::failed);
    EXPECT_EQ(plan.steps.at(0).code, "unauthenticated");
    EXPECT_EQ(plan.steps.at(0).reason, "tiktok.40105");
    EXPECT_EQ(plan.steps.at(0).request_id, "2027");
    const auto probes =
        queue.list(*state.database->begin_read().value(), {.kind = accounts::probe_job.name})
            .value();
    EXPECT_EQ(probes.size(), 1U) << "and has the connection probed";
}

TEST_F(ChangesTest, AWorkerThatLostItsJobWritesNothingMoreOfThePlan) {
    std::optional<storage::Job> winner;
    client.on_status_update = [&, this](const std::vector<std::string>& ids,
                                        tiktok::OperationStatus status) {
        state.clock.advance(seconds{61});
        const auto tx = state.database->begin_write().value();
        winner =
            jobs->lease(*tx, "winner", state.clock.now(), state.clock.now() + seconds{60}).value();
        tx->commit().value();
        live.operation_status = to_string(status);
        tiktok::StatusUpdate update;
        update.ids = ids;
        return update;
    };

    const auto id = draft({pause()}).value().id;
    approve(id, drafter, true).value();

    ASSERT_TRUE(workers->run_one().value());

    const auto plan = find(id);
    ASSERT_TRUE(winner);
    EXPECT_EQ(plan.state, PlanState::approved);
    EXPECT_EQ(plan.steps.at(0).state, StepState::pending) << "the winner settles it";
    const auto job = queue.find(*state.database->begin_read().value(), winner->id).value();
    EXPECT_EQ(job.state, storage::JobState::running);
    EXPECT_EQ(job.fence, winner->fence);
}

TEST_F(ChangesTest, ALimitIsWaitedOutAndCountsAsNoCall) {
    int limited = 5;
    client.on_status_update =
        [&, this](const std::vector<std::string>& ids,
                  tiktok::OperationStatus status) -> Result<tiktok::StatusUpdate> {
        if (limited-- > 0) {
            return fail(Error{ErrorCode::rate_limited, "wait"}.because("tiktok.40100"));
        }
        ++writes;
        live.operation_status = to_string(status);
        tiktok::StatusUpdate update;
        update.ids = ids;
        return update;
    };

    const auto plan = carry_out({pause()});

    EXPECT_EQ(plan.state, PlanState::done);
    EXPECT_EQ(writes, 1);
}

TEST_F(ChangesTest, ARunThatDiedAfterTheCallIsFinishedWithoutASecondCall) {
    const auto id = draft({pause()}).value().id;
    ASSERT_TRUE(approve(id, drafter));
    // The dead worker: it leased the job, wrote the attempt, and TikTok took the call.
    write([&](storage::Transaction& tx) -> Result<void> {
        BAYME_TRY(const auto job, jobs->lease(tx, "dead", state.clock.now(), state.clock.now()));
        BAYME_CHECK(
            plans->begin_attempt(tx, find(id).steps.at(0).id, job->fence, state.clock.now()));
        return {};
    });
    live.operation_status = "DISABLE";
    state.clock.advance(seconds{1});

    run_jobs();

    EXPECT_EQ(find(id).state, PlanState::done);
    EXPECT_EQ(writes, 0);
    const auto attempts =
        plans->attempts(*state.database->begin_read().value(), find(id).steps.at(0).id);
    EXPECT_EQ(attempts->size(), 1U);
}

TEST_F(ChangesTest, APlanWhoseConnectionIsGoneEndsAndSaysWhy) {
    const auto id = draft({pause()}).value().id;
    approve(id, drafter, true).value();
    write([&](storage::Transaction& tx) -> Result<void> {
        BAYME_TRY(auto connection, connections->find(tx, ConnectionId{"c"}));
        BAYME_CHECK(tokens.destroy(tx, connection));
        connection.state = storage::ConnectionState::revoked;
        return connections->update(tx, connection);
    });

    run_jobs();

    EXPECT_EQ(find(id).state, PlanState::failed);
    EXPECT_EQ(find(id).steps.at(0).state, StepState::refused);
    EXPECT_NE(find(id).steps.at(0).message, "");
    EXPECT_EQ(writes, 0);
}

TEST_F(ChangesTest, EveryAppliedStepHasOneAuditRow) {
    const auto plan = carry_out({pause()});

    const auto rows = staff.audit().list(*state.database->begin_read().value(), 100).value();

    EXPECT_EQ(std::ranges::count(rows, "plans.apply_step", &storage::AuditRecord::action), 1);
}

} // namespace
} // namespace bayme::changes

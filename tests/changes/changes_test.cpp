// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes_fixture.hpp"

namespace bayme::changes {
namespace {

using storage::PlanState;

TEST_F(ChangesTest, ADraftChangesNothingAnywhere) {
    const auto plan = draft({pause()}).value();

    EXPECT_EQ(plan.state, PlanState::draft);
    EXPECT_EQ(plan.title, "Spring: pause");
    run_jobs();
    EXPECT_EQ(client.calls, 0);
}

TEST_F(ChangesTest, EveryProblemIsNamedAtOnceAndNothingIsDrafted) {
    const auto plan = draft(
        {pause(),
         {storage::ObjectLevel::campaign, "99", storage::StepField::operation_status, "DISABLE"},
         budget("abc")});

    ASSERT_FALSE(plan);
    ASSERT_EQ(plan.error().fields.size(), 2U);
    EXPECT_EQ(plan.error().fields[0].path, "changes[1]");
    EXPECT_EQ(plan.error().fields[1].path, "changes[2]");
    EXPECT_TRUE(changes.list(*state.database->begin_read().value(), account_id, 10)->empty());
}

TEST_F(ChangesTest, ALargeChangeIsConfirmedAVeryLargeOneNeedsASecondPerson) {
    const auto large = draft({budget("250")}).value().id;
    EXPECT_EQ(approve(large, drafter).error().reason, "confirmation");
    EXPECT_TRUE(approve(large, drafter, true));

    const auto huge = draft({budget("1000")}).value().id;
    EXPECT_EQ(approve(huge, drafter, true).error().reason, "second_person");
    EXPECT_TRUE(approve(huge, other, true));
}

TEST_F(ChangesTest, WhoeverMayNotApproveIsToldWhoMay) {
    const auto plan = draft({budget("1000")}).value();
    EXPECT_EQ(approve(plan.id, drafter, true).error().message,
              fmt::format("a change this large needs a second person. Somebody other than who "
                          "drafted it must approve it, or the local operator with bayme plan "
                          "approve {} on the machine.",
                          plan.id));

    // He cannot be the second person of his own draft.
    auto own = plan;
    own.drafted_by = {ActorKind::local_operator, ""};
    EXPECT_EQ(approval_words(own), "The local operator drafted it, so somebody who is signed in "
                                   "must approve it, on its page under Plans.");
    EXPECT_EQ(approval_words(draft({budget("150")}).value()), "");
}

TEST_F(ChangesTest, TwoOpenPlansForOneFieldKnowOfEachOther) {
    const auto rivals = [&](const PlanId& id) {
        return changes.rivals(*state.database->begin_read().value(), id).value();
    };
    const auto first = draft({budget("150")}).value();
    draft({pause()}).value();
    EXPECT_TRUE(rivals(first.id).empty()) << "another field";

    const auto second = draft({pause(), budget("160")}).value();

    ASSERT_EQ(rivals(first.id).size(), 1U);
    EXPECT_EQ(rivals(first.id)[0].plan_id, second.id);
    EXPECT_EQ(rivals(first.id)[0].step_id, first.steps[0].id);
    EXPECT_EQ(rivals(first.id)[0].after, "160");
    EXPECT_EQ(rivals(first.id)[0].drafted_by, drafter);
    ASSERT_EQ(rivals(second.id).size(), 2U) << "the pause as well";

    write([&](storage::Transaction& tx) { return changes.discard(tx, first.id); });
    EXPECT_EQ(rivals(second.id).size(), 1U);
    EXPECT_TRUE(rivals(first.id).empty()) << "what was discarded wants nothing";
}

TEST_F(ChangesTest, ATitleNamesTheCurrencyOfABudget) {
    EXPECT_THAT(draft({budget("150")}).value().title, testing::EndsWith("budget 100 to 150 EUR"));
}

TEST_F(ChangesTest, APlanIsApprovedOnceAndADiscardedOneNever) {
    const auto first = draft({pause()}).value().id;
    ASSERT_TRUE(approve(first, drafter));
    EXPECT_EQ(approve(first, drafter).error().code, ErrorCode::conflict);
    EXPECT_EQ(approve(first, drafter).error().message,
              fmt::format("plan {} is approved, no draft any more", first));

    const auto second = draft({pause()}).value().id;
    write([&](storage::Transaction& tx) { return changes.discard(tx, second); });
    EXPECT_EQ(approve(second, drafter).error().code, ErrorCode::conflict);
}

TEST_F(ChangesTest, TheOppositeOfWhatWasAppliedCanBeDrafted) {
    const auto plan = carry_out({budget("150")});
    ASSERT_EQ(plan.state, PlanState::done);

    const auto tx = state.database->begin_write().value();
    const auto undo = changes.undo(*tx, drafter, plan.id);

    ASSERT_TRUE(undo) << undo.error();
    EXPECT_EQ(undo->steps.at(0).before, "150");
    EXPECT_EQ(undo->steps.at(0).after, "100");
}

} // namespace
} // namespace bayme::changes

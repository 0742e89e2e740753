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

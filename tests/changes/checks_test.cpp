// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/checks.hpp"

#include <gtest/gtest.h>

namespace bayme::changes {
namespace {

using storage::Agreement;
using storage::ObjectLevel;
using storage::StepField;

storage::MirrorObject campaign() {
    storage::MirrorObject object;
    object.id = "17";
    object.name = "Spring";
    object.operation_status = "ENABLE";
    object.budget_mode = "BUDGET_MODE_DAY";
    object.budget_micros = 100'000'000;
    return object;
}

storage::Advertiser account(const std::string& currency = "EUR") {
    storage::Advertiser advertiser;
    advertiser.currency = currency;
    return advertiser;
}

Wish budget(const std::string& value) {
    return {ObjectLevel::campaign, "17", StepField::budget, value};
}

TEST(ChecksTest, AStepSaysBeforeAndAfterInPlainDecimals) {
    const auto step = check_wish(budget("120.50"), campaign(), account());

    ASSERT_TRUE(step) << step.error();
    EXPECT_EQ(step->before, "100");
    EXPECT_EQ(step->after, "120.5");
    EXPECT_EQ(step->note, "");
}

TEST(ChecksTest, ABudgetMayBeTypedWithBlanks) {
    EXPECT_EQ(check_wish(budget("1 000"), campaign(), account())->after, "1000");
}

TEST(ChecksTest, ADailyAdGroupBudgetSaysThatItStartsTomorrow) {
    auto adgroup = campaign();
    adgroup.level = ObjectLevel::adgroup;

    const auto step =
        check_wish({ObjectLevel::adgroup, "17", StepField::budget, "120"}, adgroup, account());

    ASSERT_TRUE(step);
    EXPECT_NE(step->note, "");
}

TEST(ChecksTest, SenselessWishesSayWhy) {
    auto deleted = campaign();
    deleted.deleted_at = Instant{};
    auto infinite = campaign();
    infinite.budget_micros.reset();
    const Wish pause{ObjectLevel::campaign, "17", StepField::operation_status, "PAUSE"};
    const Wish enable{ObjectLevel::campaign, "17", StepField::operation_status, "ENABLE"};

    EXPECT_EQ(check_wish(budget("120"), deleted, account()).error().reason, "deleted");
    EXPECT_EQ(check_wish(budget("120"), infinite, account()).error().reason, "no_budget");
    EXPECT_EQ(check_wish(budget("0"), campaign(), account()).error().reason, "value");
    EXPECT_EQ(check_wish(budget("-5"), campaign(), account()).error().reason, "value");
    EXPECT_FALSE(check_wish(budget("+10%"), campaign(), account()));
    EXPECT_EQ(check_wish(budget("120.5051"), campaign(), account()).error().reason,
              "currency_digits");
    EXPECT_EQ(check_wish(budget("1,000"), campaign(), account()).error().reason, "value");
    EXPECT_EQ(check_wish(budget("120.5"), campaign(), account("JPY")).error().reason,
              "currency_digits");
    EXPECT_EQ(check_wish(budget("100.00"), campaign(), account()).error().reason, "no_change");
    EXPECT_EQ(check_wish(pause, campaign(), account()).error().reason, "value");
    EXPECT_EQ(check_wish(enable, campaign(), account()).error().reason, "no_change");
}

TEST(ChecksTest, HowManyMustAgreeFollowsFromTheSizeEitherWay) {
    const auto needs = [](const std::string& after) {
        return agreement_for({*check_wish(budget(after), campaign(), account())}, {});
    };

    EXPECT_EQ(needs("199.99"), Agreement::one);
    EXPECT_EQ(needs("50.01"), Agreement::one);
    EXPECT_EQ(needs("200"), Agreement::confirmation);
    EXPECT_EQ(needs("50"), Agreement::confirmation);
    EXPECT_EQ(needs("500"), Agreement::second_person);
    EXPECT_EQ(needs("20"), Agreement::second_person);
    EXPECT_EQ(needs("100000"), Agreement::second_person);
}

} // namespace
} // namespace bayme::changes

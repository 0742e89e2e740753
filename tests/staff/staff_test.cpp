// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/staff.hpp"

#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::staff {
namespace {

class StaffTest : public testing::Test {
protected:
    test::TestState state_;
    Staff staff_{*state_.vault, state_.random, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(StaffTest, AFreshInstallHasNoWayIn) {
    for (const auto* sql : {"SELECT count(*) FROM persons", "SELECT count(*) FROM links",
                            "SELECT count(*) FROM sessions", "SELECT count(*) FROM api_keys"}) {
        EXPECT_EQ(transaction_->find(sql).value()->integer(0), 0) << sql;
    }
}

TEST_F(StaffTest, TheOwnersLinkOpensAnOwnersSessionAndIsAudited) {
    const auto link = make_owner_link(*transaction_, staff_).value();

    const auto actor = link.reveal([this](std::string_view token) {
        return staff_.sign_in().use_link(*transaction_, LinkPurpose::sign_in, token);
    });

    ASSERT_TRUE(actor) << actor.error();
    EXPECT_TRUE(staff_.sign_in().open_session(*transaction_, PersonId{actor->id}));
    EXPECT_TRUE(staff_.authorise(*transaction_, *actor, Permission::manage_staff));
    const auto rows = staff_.audit().list(*transaction_, 10).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].action, "staff.make_owner_link");
    EXPECT_EQ(rows[0].object, "person:" + actor->id);
}

TEST_F(StaffTest, AskingAgainMakesALinkAndNoSecondOwner) {
    ASSERT_TRUE(make_owner_link(*transaction_, staff_));
    ASSERT_TRUE(make_owner_link(*transaction_, staff_));

    EXPECT_EQ(staff_.people().list(*transaction_).value().size(), 1U);
}

} // namespace
} // namespace bayme::staff

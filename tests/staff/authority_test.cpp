// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/authority.hpp"

#include "staff/staff.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bayme::staff {
namespace {

using enum Permission;

const AdvertiserId own{"7001"};
const AdvertiserId other{"7002"};

class AuthorityTest : public testing::Test {
protected:
    Actor add(Role role) {
        const auto id =
            staff_.people().add(*transaction_, {.name = "x", .email = {}, .role = role}).value();
        return {ActorKind::person, id.text()};
    }
    bool may(const Actor& actor, Permission permission,
             const std::optional<AdvertiserId>& advertiser = std::nullopt) {
        return staff_.authorise(*transaction_, actor, permission, advertiser).has_value();
    }

    test::TestState state_;
    Staff staff_{*state_.vault, state_.random, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(AuthorityTest, EveryRoleHasItsPermissionsAndNoOther) {
    // The table as people were told it, written out by hand.
    const std::map<Role, std::set<Permission>> told{
        {Role::owner, {all_permissions.begin(), all_permissions.end()}},
        {Role::administrator,
         {anyone, read_reports, draft_changes, approve_changes, manage_connections, run_sync,
          manage_staff, read_audit, operate}},
        {Role::buyer, {anyone, read_reports, draft_changes, approve_changes, run_sync}},
        {Role::analyst, {anyone, read_reports}},
        {Role::privacy_officer, {anyone, manage_privacy, read_audit}},
        {Role::auditor, {anyone, read_reports, read_audit}}};

    for (const auto role : all_roles) {
        const auto actor = add(role);
        for (const auto permission : all_permissions) {
            EXPECT_EQ(may(actor, permission), told.at(role).contains(permission))
                << to_string(role) << " " << to_string(permission);
        }
    }
}

TEST_F(AuthorityTest, OwnersAndAdministratorsReachEveryAccountTheOthersTheirs) {
    for (const auto role : {Role::owner, Role::administrator, Role::buyer, Role::analyst}) {
        const auto actor = add(role);
        const bool everything = role == Role::owner || role == Role::administrator;
        EXPECT_EQ(may(actor, read_reports, own), everything) << to_string(role);

        ASSERT_TRUE(staff_.people().grant(*transaction_, PersonId{actor.id}, own));

        EXPECT_TRUE(may(actor, read_reports, own)) << to_string(role);
        EXPECT_EQ(may(actor, read_reports, other), everything) << to_string(role);
        EXPECT_EQ(staff_.scope(*transaction_, actor).value().contains(other), everything);

        ASSERT_TRUE(staff_.people().withdraw(*transaction_, PersonId{actor.id}, own));
        EXPECT_EQ(may(actor, read_reports, own), everything) << to_string(role);
    }
}

TEST_F(AuthorityTest, RefusesStrangersAndThoseWhoHaveLeft) {
    add(Role::owner);
    const auto left = add(Role::administrator);
    ASSERT_TRUE(staff_.people().end(*transaction_, PersonId{left.id}));

    for (const auto& actor :
         {Actor{}, Actor{ActorKind::person, "nobody"}, left, Actor{ActorKind::api_key, "none"}}) {
        const auto refused = staff_.authorise(*transaction_, actor, read_reports);
        EXPECT_EQ(refused.error().code, ErrorCode::unauthenticated) << to_string(actor);
        EXPECT_TRUE(may(actor, anyone)) << to_string(actor);
    }
}

TEST_F(AuthorityTest, TheLocalOperatorHasTheOwnersRole) {
    for (const auto permission : all_permissions) {
        EXPECT_TRUE(may({ActorKind::local_operator, {}}, permission, other));
    }
}

TEST_F(AuthorityTest, SchedulesAndRulesDoOnlyTheirWork) {
    const Actor schedule{ActorKind::schedule, "nightly"};
    const Actor rule{ActorKind::rule, "stop_loss"};

    EXPECT_TRUE(may(schedule, run_sync, own));
    EXPECT_FALSE(may(schedule, draft_changes, own));
    EXPECT_TRUE(may(rule, draft_changes, own));
    EXPECT_FALSE(may(rule, approve_changes, own));
    EXPECT_FALSE(may(rule, manage_staff));
}

TEST_F(AuthorityTest, AnApiKeyDoesWhatItNamesInTheAccountsItNames) {
    const auto expires = state_.clock.now() + std::chrono::hours{24};
    const auto key = staff_.api_keys()
                         .create(*transaction_, {ActorKind::local_operator, {}},
                                 {.label = "bi",
                                  .permissions = {read_reports},
                                  .accounts = {own},
                                  .expires_at = expires})
                         .value();
    const Actor actor{ActorKind::api_key, key.id.text()};

    EXPECT_TRUE(may(actor, read_reports, own));
    EXPECT_FALSE(may(actor, read_reports, other));
    EXPECT_FALSE(may(actor, draft_changes, own));

    state_.clock.advance(std::chrono::hours{24});
    EXPECT_FALSE(may(actor, read_reports, own)) << "expired";
}

TEST_F(AuthorityTest, ARightThatWasTakenAwayIsGoneInTheSameTransaction) {
    add(Role::owner);
    const auto actor = add(Role::buyer);
    ASSERT_TRUE(may(actor, approve_changes));

    ASSERT_TRUE(staff_.people().set_role(*transaction_, PersonId{actor.id}, Role::analyst));

    EXPECT_FALSE(may(actor, approve_changes));
}

TEST(PermissionsTest, WordsReadBackAsWritten) {
    for (const auto permission : all_permissions) {
        EXPECT_EQ(parse_permission(to_string(permission)), permission);
    }
    for (const auto role : all_roles) {
        EXPECT_EQ(parse_role(to_string(role)), role);
    }
    EXPECT_EQ(parse_permission("all").error().code, ErrorCode::invalid_input);
    EXPECT_EQ(parse_role("root").error().code, ErrorCode::invalid_input);
}

} // namespace
} // namespace bayme::staff

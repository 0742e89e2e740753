// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/people.hpp"

#include "support/test_vault.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace bayme::staff {
namespace {

constexpr const char* name_canary = "Canary-Name-0183";
constexpr const char* email_canary = "Canary.Mail.0183@example.org";

class PeopleTest : public testing::Test {
protected:
    PersonId add(std::string email, Role role = Role::analyst) {
        return people_
            .add(*transaction_, {.name = name_canary, .email = std::move(email), .role = role})
            .value();
    }

    test::TestState state_;
    People people_{*state_.vault, state_.random, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(PeopleTest, AreTakenToHaveSeenThePolicyTheyAreHereUnder) {
    const auto id = add(email_canary);
    const auto see = [&](std::string_view version) {
        return people_.see_policy(*transaction_, id, version).value();
    };

    EXPECT_FALSE(see("2026-05-26")) << "the first time nothing has changed";
    EXPECT_FALSE(see("2026-05-26"));
    EXPECT_TRUE(see("2026-11-22"));
    EXPECT_FALSE(see("2026-11-22"));
}

TEST_F(PeopleTest, AreReadBackAndFoundByAddressWithoutRegardToCase) {
    const auto id = add(email_canary, Role::buyer);

    const auto person = people_.find(*transaction_, id).value();
    EXPECT_EQ(person.name, name_canary);
    EXPECT_EQ(person.email, email_canary);
    EXPECT_EQ(person.role, Role::buyer);
    EXPECT_EQ(people_.find_by_email(*transaction_, "CANARY.mail.0183@EXAMPLE.org").value().id, id);
    EXPECT_EQ(people_.find_by_email(*transaction_, "else@example.org").error().code,
              ErrorCode::not_found);
}

TEST_F(PeopleTest, AnAddressBelongsToOnePersonAndMayBeLeftOut) {
    add("a@example.org");
    add("");
    add("");

    EXPECT_EQ(people_.add(*transaction_, {.name = "x", .email = "A@example.org"}).error().reason,
              "email_taken");
    for (const auto* wrong : {"a", "@b", "a@", "a@b@c", "a b@c"}) {
        EXPECT_EQ(people_.add(*transaction_, {.name = "x", .email = wrong}).error().code,
                  ErrorCode::invalid_input)
            << wrong;
    }
}

TEST_F(PeopleTest, NamesAndAddressesAreNowhereInTheFileAsText) {
    const auto database = storage::Database::open(state_.folder / "state.db").value();
    ASSERT_TRUE(database->migrate());
    auto vault =
        vault::Vault::init(*database, state_.files, state_.kek_place(), state_.random, state_.clock)
            .value();
    People people{*vault, state_.random, state_.clock};
    const auto transaction = database->begin_write().value();
    ASSERT_TRUE(people.add(*transaction, {.name = name_canary, .email = email_canary}));
    ASSERT_TRUE(transaction->commit());

    for (const auto* file : {"state.db", "state.db-wal"}) {
        std::ostringstream bytes;
        bytes << std::ifstream{state_.folder / file, std::ios::binary}.rdbuf();
        EXPECT_FALSE(bytes.str().empty());
        EXPECT_EQ(bytes.str().find("Canary"), std::string::npos) << file;
        EXPECT_EQ(bytes.str().find("canary"), std::string::npos) << file;
    }
}

TEST_F(PeopleTest, ErasingDestroysTheKeyAndKeepsTheIdForTheAudit) {
    add("owner@example.org", Role::owner);
    const auto id = add(email_canary);
    const auto sealed =
        transaction_->find("SELECT name FROM persons WHERE id = $1", {id.text()}).value()->blob(0);

    ASSERT_TRUE(people_.erase(*transaction_, id));
    ASSERT_TRUE(people_.erase(*transaction_, id)) << "repeating it is fine";

    const auto person = people_.find(*transaction_, id).value();
    EXPECT_EQ(person.name, "");
    EXPECT_EQ(person.email, "");
    EXPECT_TRUE(person.ended_at);
    // Even a copy of the row kept elsewhere opens no more.
    EXPECT_FALSE(state_.vault->open(*transaction_, {"persons", "name", id.text()}, {sealed}));
    add(email_canary);
}

TEST_F(PeopleTest, TheLastOwnerStays) {
    const auto first = add("", Role::owner);
    EXPECT_EQ(people_.end(*transaction_, first).error().reason, "last_owner");
    EXPECT_EQ(people_.erase(*transaction_, first).error().reason, "last_owner");
    EXPECT_EQ(people_.set_role(*transaction_, first, Role::buyer).error().reason, "last_owner");

    const auto second = add("", Role::owner);

    EXPECT_TRUE(people_.end(*transaction_, first));
    EXPECT_EQ(people_.end(*transaction_, second).error().reason, "last_owner");
    EXPECT_EQ(people_.list(*transaction_).value().size(), 2U);
}

TEST_F(PeopleTest, WhoDoesNotExistCannotBeChanged) {
    const PersonId nobody{"nobody"};

    EXPECT_EQ(people_.find(*transaction_, nobody).error().code, ErrorCode::not_found);
    EXPECT_EQ(people_.set_role(*transaction_, nobody, Role::buyer).error().code,
              ErrorCode::not_found);
    EXPECT_EQ(people_.grant(*transaction_, nobody, AdvertiserId{"1"}).error().code,
              ErrorCode::not_found);
    EXPECT_EQ(people_.end(*transaction_, nobody).error().code, ErrorCode::not_found);
}

} // namespace
} // namespace bayme::staff

// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/actor_names.hpp"

#include "staff/api_keys.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::staff {
namespace {

class ActorNamesTest : public testing::Test {
protected:
    std::string name(const Actor& actor) {
        return ActorNames{people_, *transaction_}.of(actor).value();
    }

    test::TestState state_;
    People people_{*state_.vault, state_.random, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(ActorNamesTest, PeopleHaveTheirNamesUntilTheyAreErased) {
    people_.add(*transaction_, {"Ada Lindqvist", "", Role::owner}).value();
    const auto id = people_.add(*transaction_, {"Grace Okafor", "", Role::buyer}).value();
    const Actor grace{ActorKind::person, id.text()};

    EXPECT_EQ(name(grace), "Grace Okafor");
    people_.end(*transaction_, id).value();
    EXPECT_EQ(name(grace), "Grace Okafor") << "who left is still known";
    people_.erase(*transaction_, id).value();

    EXPECT_EQ(name(grace), "erased person " + id.text().substr(id.text().size() - 6));
    EXPECT_EQ(name({ActorKind::person, "0fnz8c2m5qk7v9x3hjd4e6w1ta"}), "erased person e6w1ta")
        << "after its retention the row is gone as well";
}

TEST_F(ActorNamesTest, EverybodyElseIsCalledByWhatTheyAre) {
    const auto key = ApiKeys{state_.random, state_.clock}
                         .create(*transaction_, {ActorKind::local_operator, {}},
                                 {.label = "nightly export",
                                  .permissions = {Permission::read_reports},
                                  .expires_at = state_.clock.now() + std::chrono::hours{1}})
                         .value();

    EXPECT_EQ(name({ActorKind::api_key, key.id.text()}), "key nightly export");
    EXPECT_EQ(name({ActorKind::local_operator, {}}), "local operator");
    EXPECT_EQ(name({ActorKind::rule, "stop-waste"}), "rule stop-waste");
}

} // namespace
} // namespace bayme::staff

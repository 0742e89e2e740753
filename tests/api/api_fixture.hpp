// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operations.hpp"
#include "api/registry.hpp"
#include "staff/staff.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::api::test {

/// A state with an owner-like local operator, a buyer with one account, and an analyst.
class ApiFixture : public testing::Test {
protected:
    ApiFixture() {
        const auto tx = state_.database->begin_write().value();
        buyer_ = {ActorKind::person, add(*tx, "buyer@example.com", staff::Role::buyer).text()};
        analyst_ = {ActorKind::person,
                    add(*tx, "analyst@example.com", staff::Role::analyst).text()};
        staff_.people().grant(*tx, PersonId{buyer_.id}, AdvertiserId{"7001"}).value();
        tx->commit().value();
    }

    PersonId add(storage::Transaction& tx, std::string email, staff::Role role) {
        return staff_.people().add(tx, {"Somebody", std::move(email), role}).value();
    }

    Registry make_registry(std::vector<std::span<const Operation>> tables) {
        return Registry::make(services_, keys_, std::move(tables)).value();
    }

    std::vector<storage::AuditRecord> audit() {
        const auto tx = state_.database->begin_read().value();
        return staff_.audit().list(*tx, 100).value();
    }

    bayme::test::TestState state_;
    staff::Staff staff_{*state_.vault, state_.random, state_.clock};
    storage::SqlIdempotencyKeys keys_;
    Services services_{.database = *state_.database,
                       .staff = staff_,
                       .clock = state_.clock,
                       .random = state_.random,
                       .public_url = "http://localhost:8080"};
    Actor operator_{ActorKind::local_operator, {}};
    Actor buyer_;
    Actor analyst_;
};

} // namespace bayme::api::test

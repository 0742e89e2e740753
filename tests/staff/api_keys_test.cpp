// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/api_keys.hpp"

#include "support/test_vault.hpp"
#include "vault/hash.hpp"

#include <gtest/gtest.h>

namespace bayme::staff {
namespace {

using std::chrono::days;

const Actor local_operator{ActorKind::local_operator, {}};

class ApiKeysTest : public testing::Test {
protected:
    Result<MadeApiKey> create(std::vector<Permission> permissions, days life) {
        return keys_.create(*transaction_, local_operator,
                            {.label = "bi",
                             .permissions = std::move(permissions),
                             .expires_at = state_.clock.now() + life});
    }
    Result<Actor> verify(const SecretText& token) {
        return token.reveal(
            [this](std::string_view text) { return keys_.verify(*transaction_, text); });
    }

    test::TestState state_;
    ApiKeys keys_{state_.random, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(ApiKeysTest, AKeyIsShownOnceAndKeptAsAHash) {
    const auto key = create({Permission::read_reports}, days{30}).value();

    const auto row = keys_.list(*transaction_).value().at(0);

    EXPECT_TRUE(key.token.reveal(
        [](std::string_view text) { return text.starts_with("bayme_") && text.size() == 70; }));
    EXPECT_EQ(row.hash, key.token.reveal(vault::sha256_hex));
    EXPECT_EQ(row.permissions, std::vector<std::string>{"read_reports"});
    EXPECT_EQ(row.created_by, to_string(local_operator));
    EXPECT_EQ(verify(key.token), (Actor{ActorKind::api_key, key.id.text()}));
}

TEST_F(ApiKeysTest, AKeyEndsWhenItExpiresOrIsRevoked) {
    const auto expiring = create({Permission::read_reports}, days{1}).value();
    const auto revoked = create({Permission::read_reports}, days{30}).value();

    ASSERT_TRUE(keys_.revoke(*transaction_, revoked.id));
    ASSERT_TRUE(keys_.revoke(*transaction_, revoked.id)) << "repeating it is fine";
    EXPECT_EQ(verify(revoked.token).error().code, ErrorCode::unauthenticated);
    EXPECT_TRUE(verify(expiring.token));
    state_.clock.advance(days{1});
    EXPECT_EQ(verify(expiring.token).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(verify(SecretText{"bayme_none"}).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(keys_.revoke(*transaction_, ApiKeyId{"none"}).error().code, ErrorCode::not_found);
}

TEST_F(ApiKeysTest, AKeyHasAPermissionAndAnEndWithinAYear) {
    EXPECT_FALSE(create({}, days{30}));
    EXPECT_FALSE(create({Permission::read_reports}, days{0}));
    EXPECT_FALSE(create({Permission::read_reports}, days{367}));
    EXPECT_TRUE(create({Permission::read_reports}, days{366}));
}

} // namespace
} // namespace bayme::staff

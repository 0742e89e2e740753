// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/own_accounts.hpp"

#include "support/fake_clock.hpp"
#include "support/migrated_database.hpp"

#include <gtest/gtest.h>

namespace bayme::storage {
namespace {

class OwnAccountStoreTest : public testing::Test {
protected:
    OwnAccount account(const std::string& id, OwnAccountKind kind) {
        return {.id = ConnectionId{id},
                .kind = kind,
                .state = ConnectionState::active,
                .app_id = "app",
                .open_id = "open",
                .name = "",
                .access_token = {std::string{"\x01\x00\xFF", 3}},
                .refresh_token = {"r"},
                .generation = 1,
                .access_ends_at = clock.now() + std::chrono::hours{24},
                .refresh_ends_at = clock.now() + std::chrono::days{365},
                .scopes = {"a", "b"},
                .connected_by = {ActorKind::person, "p"},
                .connected_at = clock.now()};
    }
    Result<void> add(const OwnAccount& one) {
        return database.write([&](Transaction& tx) { return store->add(tx, one); });
    }
    OwnAccount find(const std::string& id) {
        return database.read([&](Transaction& tx) { return store->find(tx, ConnectionId{id}); })
            .value();
    }

    test::FakeClock clock;
    test::MigratedDatabase database;
    std::unique_ptr<OwnAccountStore> store = make_sql_own_account_store();
};

TEST_F(OwnAccountStoreTest, KeepsAnAccountAsItIs) {
    ASSERT_TRUE(add(account("a", OwnAccountKind::tiktok_developers)));

    const auto found = find("a");

    EXPECT_EQ(found.kind, OwnAccountKind::tiktok_developers);
    EXPECT_EQ(found.access_token.bytes, (std::string{"\x01\x00\xFF", 3}));
    EXPECT_EQ(found.scopes, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(found.access_ends_at, clock.now() + std::chrono::hours{24});
    EXPECT_EQ(found.renewal_sent_at, std::nullopt);
    EXPECT_EQ(found.ended_at, std::nullopt);
}

TEST_F(OwnAccountStoreTest, UpdatesWhatMayChange) {
    auto changed = account("a", OwnAccountKind::tiktok_account);
    ASSERT_TRUE(add(changed));
    changed.state = ConnectionState::needs_reauthorisation;
    changed.generation = 2;
    changed.renewal_sent_at = clock.now();
    changed.name = "Shop";

    ASSERT_TRUE(database.write([&](Transaction& tx) { return store->update(tx, changed); }));

    EXPECT_EQ(find("a").state, ConnectionState::needs_reauthorisation);
    EXPECT_EQ(find("a").generation, 2);
    EXPECT_EQ(find("a").renewal_sent_at, clock.now());
    EXPECT_EQ(find("a").name, "Shop");
    changed.id = ConnectionId{"unknown"};
    EXPECT_EQ(
        database.write([&](Transaction& tx) { return store->update(tx, changed); }).error().code,
        ErrorCode::not_found);
}

TEST_F(OwnAccountStoreTest, AnAccountIsOpenOnceForEachLogin) {
    auto first = account("a", OwnAccountKind::tiktok_developers);
    ASSERT_TRUE(add(first));
    EXPECT_EQ(add(account("b", OwnAccountKind::tiktok_developers)).error().reason, "unique");
    EXPECT_TRUE(add(account("c", OwnAccountKind::tiktok_account)));

    first.ended_at = clock.now();
    ASSERT_TRUE(database.write([&](Transaction& tx) { return store->update(tx, first); }));

    EXPECT_TRUE(add(account("b", OwnAccountKind::tiktok_developers)));
    const auto open = database.read([&](Transaction& tx) {
        return store->find_open(tx, OwnAccountKind::tiktok_developers, "open");
    });
    ASSERT_TRUE(open.value());
    EXPECT_EQ((*open)->id, ConnectionId{"b"});
}

TEST_F(OwnAccountStoreTest, PostsAreReplacedAsAWhole) {
    ASSERT_TRUE(add(account("a", OwnAccountKind::tiktok_developers)));
    const auto put = [&](const std::vector<OwnPost>& posts) {
        ASSERT_TRUE(database.write(
            [&](Transaction& tx) { return store->put_posts(tx, ConnectionId{"a"}, posts); }));
    };
    const OwnPost early{.id = "v1", .created_at = clock.now(), .duration_seconds = 12};
    const OwnPost late{.id = "v2", .title = "New", .created_at = clock.now() + seconds{1}};

    put({early});
    put({early, late});

    const auto posts =
        database.read([&](Transaction& tx) { return store->posts(tx, ConnectionId{"a"}); });
    EXPECT_EQ(*posts, (std::vector<OwnPost>{late, early}));
}

TEST(OwnAccountKindTest, IsReadByItsName) {
    EXPECT_EQ(parse_own_account_kind("tiktok-account").value(), OwnAccountKind::tiktok_account);
    EXPECT_EQ(parse_own_account_kind("tiktok").error().code, ErrorCode::invalid_input);
}

} // namespace
} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/connections.hpp"

#include "support/fake_clock.hpp"
#include "support/migrated_database.hpp"

#include <gtest/gtest.h>

namespace bayme::storage {
namespace {

const ConnectionId connection_id{"c1"};
const AdvertiserId account{"7002238017842757633"};

class ConnectionStoreTest : public testing::Test {
protected:
    void SetUp() override {
        database
            .write([&](Transaction& tx) {
                return connections->add(tx, {.id = connection_id,
                                             .state = ConnectionState::choosing,
                                             .app_id = "app",
                                             .token = {std::string{"\x01\x00\xFF", 3}},
                                             .token_generation = 1,
                                             .scopes = {"2", "4"},
                                             .connected_by = {ActorKind::person, "p"},
                                             .connected_at = clock.now(),
                                             .probed_at = std::nullopt,
                                             .problem = "",
                                             .ended_at = std::nullopt});
            })
            .value();
    }
    Advertiser advertiser() {
        return {.id = account,
                .connection_id = connection_id,
                .name = "Shop",
                .status = "STATUS_ENABLE",
                .currency = "EUR",
                .timezone = "Europe/Berlin",
                .display_timezone = "Europe/Berlin",
                .seen_at = clock.now()};
    }
    void put(const Advertiser& row) {
        database.write([&](Transaction& tx) { return advertisers->put(tx, row); }).value();
    }
    Advertiser find() {
        return database.read([&](Transaction& tx) { return advertisers->find(tx, account); })
            .value();
    }

    test::FakeClock clock;
    test::MigratedDatabase database;
    std::unique_ptr<ConnectionStore> connections = make_sql_connection_store();
    std::unique_ptr<AdvertiserStore> advertisers = make_sql_advertiser_store();
    std::unique_ptr<OAuthFlowStore> flows = make_sql_oauth_flow_store();
};

TEST_F(ConnectionStoreTest, KeepsTheTokenBlobByteForByte) {
    const auto found =
        database.read([&](Transaction& tx) { return connections->find(tx, connection_id); });

    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->token.bytes, std::string("\x01\x00\xFF", 3));
    EXPECT_EQ(found->scopes, (std::vector<std::string>{"2", "4"}));
    EXPECT_EQ(found->state, ConnectionState::choosing);
}

TEST_F(ConnectionStoreTest, TheConsentSaysWhoWhenWhatAndUnderWhichPolicy) {
    ASSERT_TRUE(database.write([&](Transaction& tx) {
        return connections->add_consent(
            tx, {connection_id, {ActorKind::person, "p"}, clock.now(), {"2", "4"}, "2026-05-26"});
    }));

    const auto consents =
        database.read([&](Transaction& tx) { return connections->consents(tx, connection_id); })
            .value();

    ASSERT_EQ(consents.size(), 1U);
    EXPECT_EQ(consents[0].actor, (Actor{ActorKind::person, "p"}));
    EXPECT_EQ(consents[0].scopes, (std::vector<std::string>{"2", "4"}));
    EXPECT_EQ(consents[0].policy_version, "2026-05-26");
}

TEST_F(ConnectionStoreTest, AStateIsUsedOnce) {
    const OAuthFlow flow{.state_hash = "s",
                         .browser_hash = "b",
                         .actor = {ActorKind::person, "p"},
                         .redirect_uri = "http://localhost/oauth/tiktok/callback",
                         .created_at = clock.now(),
                         .expires_at = clock.now() + seconds{600},
                         .used_at = std::nullopt,
                         .code_hash = "",
                         .outcome = "",
                         .connection_id = {}};
    ASSERT_TRUE(database.write([&](Transaction& tx) { return flows->add(tx, flow); }));
    const auto use = [&] {
        return database.write(
            [&](Transaction& tx) { return flows->use(tx, "s", "code", clock.now()); });
    };

    EXPECT_TRUE(use());

    EXPECT_EQ(use().error().reason, "used");
    EXPECT_TRUE(
        database.read([&](Transaction& tx) { return flows->code_seen(tx, "code"); }).value());
    EXPECT_FALSE(
        database.read([&](Transaction& tx) { return flows->code_seen(tx, "other"); }).value());
}

TEST_F(ConnectionStoreTest, AnAccountWithoutAFixedOffsetWaitsUntilSomebodyStatesIt) {
    put(advertiser());
    ASSERT_TRUE(database.write([&](Transaction& tx) {
        return advertisers->set_included(tx, account, true, clock.now());
    }));
    EXPECT_FALSE(find().reportable());

    ASSERT_TRUE(database.write(
        [&](Transaction& tx) { return advertisers->state_offset(tx, account, 3600, "person:p"); }));

    EXPECT_TRUE(find().reportable());
    EXPECT_EQ(find().offset_source, "person:p");
}

TEST_F(ConnectionStoreTest, ReadingTheAccountAgainKeepsChoiceOffsetAndSyncTimes) {
    put(advertiser());
    ASSERT_TRUE(database.write([&](Transaction& tx) -> Result<void> {
        BAYME_CHECK(advertisers->set_included(tx, account, true, clock.now()));
        BAYME_CHECK(advertisers->state_offset(tx, account, 3600, "person:p"));
        return advertisers->set_structure_synced(tx, account, clock.now());
    }));
    auto again = advertiser();
    again.name = "Shop renamed";

    put(again);

    EXPECT_EQ(find().name, "Shop renamed");
    EXPECT_TRUE(find().included);
    EXPECT_EQ(find().offset_seconds, 3600);
    EXPECT_EQ(find().structure_synced_at, clock.now());
}

} // namespace
} // namespace bayme::storage

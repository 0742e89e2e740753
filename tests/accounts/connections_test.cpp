// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts_fixture.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;

TEST_F(AccountsTest, ConnectingKeepsTheTokenSealedAndTheConsentBesideIt) {
    const auto made = connect();

    ASSERT_EQ(made.accounts.size(), 2U);
    const auto connection = find(made.id);
    EXPECT_EQ(connection.state, ConnectionState::choosing);
    EXPECT_EQ(connection.token.bytes.find("secret-token"), std::string::npos);
    const auto tx = state.database->begin_read().value();
    const auto token = tokens.open(*tx, made.id).value();
    EXPECT_TRUE(token.reveal([](std::string_view text) { return text == "act.secret-token"; }));
    const auto consents = connection_store->consents(*tx, made.id).value();
    ASSERT_EQ(consents.size(), 1U);
    EXPECT_EQ(consents[0].actor, owner);
    EXPECT_EQ(consents[0].scopes, (std::vector<std::string>{"2", "4"}));
    EXPECT_EQ(consents[0].policy_version, "2026-05-26");
}

TEST_F(AccountsTest, OnlyTheBrowserThatBeganMayFinish) {
    auto flow = start();
    auto other = start();

    const auto foreign = finish(state_of(flow), "code", std::move(other.browser_secret));
    const auto absent = finish(state_of(flow), "code", SecretText{});
    const auto unknown = finish("0123", "code", flow.browser_secret.clone());

    EXPECT_EQ(foreign.error().reason, "oauth.state");
    EXPECT_EQ(absent.error().reason, "oauth.state");
    EXPECT_EQ(unknown.error().reason, "oauth.state");
    EXPECT_EQ(client.calls, 0);
}

TEST_F(AccountsTest, AStateWorksOnceAndForTenMinutes) {
    auto flow = start();
    ASSERT_TRUE(finish(state_of(flow), "code", flow.browser_secret.clone()));
    const int calls = client.calls;
    EXPECT_EQ(finish(state_of(flow), "another", flow.browser_secret.clone()).error().reason,
              "oauth.used");

    auto late = start();
    state.clock.advance(std::chrono::minutes{10});
    EXPECT_EQ(finish(state_of(late), "late", std::move(late.browser_secret)).error().reason,
              "oauth.state");
    EXPECT_EQ(client.calls, calls);
}

TEST_F(AccountsTest, ACodeSeenBeforeIsNeverExchangedAgain) {
    connect();
    const int calls = client.calls;
    auto flow = start();

    const auto replayed = finish(state_of(flow), "code", std::move(flow.browser_secret));

    EXPECT_EQ(replayed.error().reason, "oauth.used");
    EXPECT_EQ(client.calls, calls);
}

TEST_F(AccountsTest, ARefusedExchangeConnectsNothing) {
    client.on_exchange = []() -> Result<tiktok::TokenGrant> {
        return fail(Error{ErrorCode::unauthenticated, "auth_code used"}.because("tiktok.40110"));
    };
    auto flow = start();

    const auto made = finish(state_of(flow), "code", std::move(flow.browser_secret));

    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().reason, "tiktok.40110");
    EXPECT_TRUE(connection_store->list(*state.database->begin_read().value())->empty());
}

TEST_F(AccountsTest, AConnectionStandsEvenWhenItsAccountsCannotBeListedYet) {
    client.on_advertisers = []() -> Result<std::vector<tiktok::AdvertiserName>> {
        return fail(ErrorCode::unavailable, "TikTok did not answer");
    };

    const auto made = connect();

    EXPECT_TRUE(made.accounts.empty());
    EXPECT_EQ(made.problem, "/oauth2/advertiser/get/: TikTok did not answer");
    EXPECT_EQ(find(made.id).state, ConnectionState::choosing);
}

TEST_F(AccountsTest, OnlyChosenAccountsAreUsed) {
    const auto made = connect();
    {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(connections.keep(*tx, made.id, {shop}));
        ASSERT_TRUE(tx->commit());
    }

    const auto tx = state.database->begin_read().value();
    EXPECT_EQ(find(made.id).state, ConnectionState::active);
    EXPECT_TRUE(advertisers->find(*tx, shop)->included);
    EXPECT_FALSE(advertisers->find(*tx, abroad)->included);
    EXPECT_TRUE(tokens.open_for(*tx, shop));
    EXPECT_EQ(tokens.open_for(*tx, abroad).error().reason, "not_included");
}

TEST_F(AccountsTest, AnAccountTheConnectionDoesNotReachCannotBeChosen) {
    const auto made = connect();
    const auto tx = state.database->begin_write().value();

    const auto kept = connections.keep(*tx, made.id, {AdvertiserId{"1"}});

    EXPECT_EQ(kept.error().code, ErrorCode::invalid_input);
}

TEST_F(AccountsTest, ChoosingNoAccountIsRefusedAndChangesNothing) {
    const auto made = connect();
    const auto tx = state.database->begin_write().value();

    const auto kept = connections.keep(*tx, made.id, {});

    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(kept.error().reason, "none_chosen");
    ASSERT_EQ(kept.error().fields.size(), 1U);
    EXPECT_EQ(kept.error().fields.front().path, "advertiser_ids");
    EXPECT_EQ(connection_store->find(*tx, made.id)->state, ConnectionState::choosing);
    EXPECT_FALSE(advertisers->find(*tx, shop)->included);
}

TEST_F(AccountsTest, AConnectionThatTikTokRefusesCanBeEnded) {
    const auto made = connect();
    {
        const auto tx = state.database->begin_write().value();
        auto connection = connection_store->find(*tx, made.id).value();
        connection.state = ConnectionState::needs_reauthorisation;
        ASSERT_TRUE(connection_store->update(*tx, connection));
        ASSERT_TRUE(tx->commit());
    }
    client.on_revoke = []() -> Result<void> {
        return fail(Error{ErrorCode::unauthenticated, "no such token", "tiktok.40105"});
    };

    const auto ended = connections.revoke(owner, made.id, "r");

    ASSERT_TRUE(ended) << ended.error();
    EXPECT_EQ(find(made.id).state, ConnectionState::revoked);
    EXPECT_TRUE(find(made.id).token.bytes.empty());
    EXPECT_EQ(connections.revoke(owner, made.id, "r").error().reason, "not_connected");
}

TEST_F(AccountsTest, RevokingAsksTikTokFirstThenDestroysTheToken) {
    const auto made = connect();
    client.on_revoke = []() -> Result<void> {
        return fail(ErrorCode::unavailable, "no answer");
    };
    EXPECT_FALSE(connections.revoke(owner, made.id, "r"));
    EXPECT_EQ(find(made.id).state, ConnectionState::choosing);

    client.on_revoke = []() -> Result<void> {
        return {};
    };
    ASSERT_TRUE(connections.revoke(owner, made.id, "r"));

    EXPECT_EQ(find(made.id).state, ConnectionState::revoked);
    EXPECT_TRUE(find(made.id).token.bytes.empty());
    const auto tx = state.database->begin_read().value();
    EXPECT_EQ(tokens.open(*tx, made.id).error().reason, "not_connected");
}

TEST_F(AccountsTest, ARevocationCutOffHalfwayFinishesTheNextTime) {
    const auto made = connect();
    client.on_revoke = []() -> Result<void> {
        return fail(Error{ErrorCode::unauthenticated, "revoked"}.because("tiktok.40105"));
    };

    ASSERT_TRUE(connections.revoke(owner, made.id, "r"));

    EXPECT_EQ(find(made.id).state, ConnectionState::revoked);
}

} // namespace
} // namespace bayme::accounts

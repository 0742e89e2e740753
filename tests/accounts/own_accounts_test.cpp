// SPDX-License-Identifier: LicenseRef-Bayme
#include "own_fixture.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;

class OwnAccountsTest : public OwnTest {};

TEST_F(OwnAccountsTest, EachLoginGoesOutAndComesBackAtItsOwnAddress) {
    EXPECT_TRUE(start(account_kind)
                    .authorize_url.starts_with(
                        "https://www.tiktok.com/v2/auth/authorize/?client_key=app-1"
                        "&scope=user.info.basic%2Cvideo.list&response_type=code&redirect_uri="
                        "https%3A%2F%2Fapp.bayme.store%2Foauth%2Ftiktok-account%2Fcallback"));

    const auto account = connect(developers);

    EXPECT_EQ(developer_login.sent,
              std::vector<std::string>{
                  "exchange code-1 https://app.bayme.store/oauth/tiktok-developers/callback"});
    EXPECT_EQ(account.state, ConnectionState::active);
    EXPECT_EQ(account.open_id, "open-1");
    EXPECT_EQ(account.app_id, "key-1");
    const auto agreed = consents->consents(*state.database->begin_read().value(), account.id);
    ASSERT_EQ(agreed->size(), 1U);
    EXPECT_EQ(agreed->front().policy_version, "2026-05-26");
    EXPECT_EQ(agreed->front().scopes, (std::vector<std::string>{"user.info.basic", "video.list"}));
}

TEST_F(OwnAccountsTest, ACodeOfOneLoginIsNotSpentAtTheOther) {
    const auto flow = start(account_kind);

    const auto crossed = finish(developers, flow, "code-1");

    EXPECT_EQ(crossed.error().reason, "oauth.state");
    EXPECT_TRUE(developer_login.sent.empty());
    EXPECT_TRUE(finish(account_kind, flow, "code-1"));
}

TEST_F(OwnAccountsTest, AnotherBrowserCannotFinish) {
    const auto flow = start(developers);
    const auto other = start(developers);

    const auto foreign = own.finish(
        developers, {state_of(flow), SecretText{"code-1"}, other.browser_secret.clone()}, "", "");

    EXPECT_EQ(foreign.error().reason, "oauth.state");
    EXPECT_TRUE(developer_login.sent.empty());
}

TEST_F(OwnAccountsTest, WhatTikTokRefusedConnectsNothing) {
    developer_login.failure =
        Error{ErrorCode::unauthenticated, "used", "tiktok_developers.invalid_grant"};

    const auto made = finish(developers, start(developers), "code-1");

    EXPECT_EQ(made.error().reason, "tiktok_developers.invalid_grant");
    EXPECT_TRUE(store->list(*state.database->begin_read().value())->empty());
}

TEST_F(OwnAccountsTest, ALoginWithoutAnAppCannotBegin) {
    logins.erase(developers);
    const auto tx = state.database->begin_write().value();

    EXPECT_EQ(own.start(*tx, owner, developers).error().reason, "not_configured");
    EXPECT_TRUE(own.start(*tx, owner, account_kind));
}

TEST_F(OwnAccountsTest, ConnectingAgainReplacesThePair) {
    const auto first = connect(developers, "code-1");
    state.clock.advance(std::chrono::minutes{1});

    const auto second = connect(developers, "code-2");

    EXPECT_EQ(second.id, first.id);
    EXPECT_EQ(plain(living(first.id).value()), "access-2");
    EXPECT_EQ(store->list(*state.database->begin_read().value())->size(), 1U);
    EXPECT_NE(connect(account_kind, "code-3").id, first.id) << "the other login stands beside it";
}

TEST_F(OwnAccountsTest, DisconnectingAsksTikTokFirstThenDestroysTokensAndPosts) {
    const auto id = connect().id;
    {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(store->put_posts(*tx, id, {{.id = "v1"}}));
        ASSERT_TRUE(tx->commit());
    }
    developer_login.on_revoke = Error{ErrorCode::unavailable, "no answer", "http.reset"};
    EXPECT_EQ(own.revoke(owner, id, "r").error().reason, "http.reset");
    EXPECT_EQ(find(id).state, ConnectionState::active);
    EXPECT_EQ(plain(living(id).value()), "access-1");

    developer_login.on_revoke.reset();
    ASSERT_TRUE(own.revoke(owner, id, "r"));

    EXPECT_EQ(developer_login.sent.back(), "revoke access-1");
    EXPECT_EQ(find(id).state, ConnectionState::revoked);
    EXPECT_TRUE(find(id).access_token.bytes.empty());
    EXPECT_TRUE(find(id).refresh_token.bytes.empty());
    EXPECT_TRUE(store->posts(*state.database->begin_read().value(), id)->empty());
    EXPECT_EQ(living(id).error().reason, "not_connected");
    EXPECT_EQ(own.revoke(owner, id, "r").error().reason, "not_connected");
}

TEST_F(OwnAccountsTest, ADisconnectionCutOffHalfwayFinishesTheNextTime) {
    const auto id = connect().id;
    ASSERT_TRUE(arm_failpoints("accounts.own_given_back=error"));
    EXPECT_FALSE(own.revoke(owner, id, "r"));
    disarm_failpoints();
    EXPECT_EQ(find(id).state, ConnectionState::active);
    developer_login.on_revoke =
        Error{ErrorCode::unauthenticated, "dead", "tiktok_developers.access_token_invalid"};

    ASSERT_TRUE(own.revoke(owner, id, "r"));

    EXPECT_EQ(find(id).state, ConnectionState::revoked);
}

TEST_F(OwnAccountsTest, ATokenThatIsRefusedAsBadIsOverOnlyWhenItOpensNothing) {
    const auto id = connect().id;
    developer_login.on_revoke =
        Error{ErrorCode::invalid_input, "bad", "tiktok_developers.invalid_request"};
    EXPECT_EQ(own.revoke(owner, id, "r").error().reason, "tiktok_developers.invalid_request");
    profiles.failure = Error{ErrorCode::unavailable, "no answer", "http.reset"};
    EXPECT_FALSE(own.revoke(owner, id, "r"));
    EXPECT_EQ(find(id).state, ConnectionState::active);

    profiles.failure =
        Error{ErrorCode::unauthenticated, "dead", "tiktok_developers.access_token_invalid"};
    ASSERT_TRUE(own.revoke(owner, id, "r"));

    EXPECT_EQ(find(id).state, ConnectionState::revoked);
    EXPECT_TRUE(find(id).access_token.bytes.empty());
}

TEST_F(OwnAccountsTest, AnExpiredTokenIsRenewedToBeGivenBack) {
    const auto id = connect().id;
    state.clock.advance(std::chrono::hours{25});

    ASSERT_TRUE(own.revoke(owner, id, "r"));

    EXPECT_EQ(developer_login.sent.back(), "revoke access-2");
}

TEST_F(OwnAccountsTest, WithoutALivingTokenThereIsNothingToGiveBack) {
    const auto id = connect().id;
    state.clock.advance(std::chrono::hours{25});
    developer_login.failure =
        Error{ErrorCode::unauthenticated, "gone", "tiktok_developers.invalid_grant"};

    ASSERT_TRUE(own.revoke(owner, id, "r"));

    EXPECT_EQ(developer_login.sent.back(), "refresh refresh-1");
    EXPECT_EQ(find(id).state, ConnectionState::revoked);
}

} // namespace
} // namespace bayme::accounts

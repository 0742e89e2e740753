// SPDX-License-Identifier: LicenseRef-Bayme
#include "own_fixture.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace bayme::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using storage::ConnectionState;

class OwnTokensTest : public OwnTest {
protected:
    /// Into the last two hours of the first pair.
    void make_stale() { state.clock.advance(hours{22}); }
    /// What a new process would find: nothing of what this one keeps in memory.
    Result<SecretText> living_after_restart() {
        OwnTokens fresh{*state.database, *store, *state.vault, state.clock, logins};
        return fresh.living({}, id);
    }

    ConnectionId id = connect().id;
};

TEST_F(OwnTokensTest, APairIsKeptSealed) {
    const auto account = find(id);

    EXPECT_EQ(account.access_token.bytes.find("access-1"), std::string::npos);
    EXPECT_EQ(account.refresh_token.bytes.find("refresh-1"), std::string::npos);
    EXPECT_EQ(plain(living(id).value()), "access-1");
    EXPECT_EQ(developer_login.refreshes(), 0);
}

TEST_F(OwnTokensTest, ARenewalBeginsTwoHoursBeforeTheEnd) {
    state.clock.advance(hours{22} - seconds{1});
    EXPECT_EQ(plain(living(id).value()), "access-1");
    state.clock.advance(seconds{1});

    EXPECT_EQ(plain(living(id).value()), "access-2");
    EXPECT_EQ(developer_login.sent.back(), "refresh refresh-1");
    EXPECT_EQ(plain(living(id).value()), "access-2");
    EXPECT_EQ(developer_login.refreshes(), 1);
    // The clock stood at 2026-03-01T12:00:00Z; 22 hours later, then a day and a year.
    EXPECT_EQ(format_instant(find(id).access_ends_at), "2026-03-03T10:00:00Z");
    EXPECT_EQ(format_instant(find(id).refresh_ends_at), "2027-03-02T10:00:00Z");
    EXPECT_EQ(find(id).renewal_sent_at, std::nullopt);
}

TEST_F(OwnTokensTest, ManyThreadsMakeOneRenewal) {
    constexpr int threads = 64;
    make_stale();
    std::latch together{threads};
    std::atomic<int> renewed = 0;
    {
        std::vector<std::jthread> waiters;
        for (int i = 0; i < threads; ++i) {
            waiters.emplace_back([&] {
                together.arrive_and_wait();
                const auto token = living(id);
                renewed += token && plain(*token) == "access-2" ? 1 : 0;
            });
        }
    }

    EXPECT_EQ(developer_login.refreshes(), 1);
    EXPECT_EQ(renewed, threads);
}

TEST_F(OwnTokensTest, TheNewPairIsStoredBeforeItIsUsed) {
    make_stale();

    ASSERT_EQ(plain(living(id).value()), "access-2");

    EXPECT_EQ(plain(living_after_restart().value()), "access-2");
    EXPECT_EQ(find(id).generation, 2);
}

TEST_F(OwnTokensTest, APairThatWasHandedOutUnstoredWouldBeNoticed) {
    make_stale();
    ASSERT_TRUE(arm_failpoints("accounts.renewal_unstored=planted"));

    ASSERT_EQ(plain(living(id).value()), "access-2");

    EXPECT_EQ(find(id).generation, 1) << "the planted defect did not show";
}

TEST_F(OwnTokensTest, ARenewalCutOffAfterTheAnswerIsTriedAgainFromThePairBefore) {
    make_stale();
    ASSERT_TRUE(arm_failpoints("accounts.renewal_answered=error"));
    EXPECT_EQ(plain(living(id).value()), "access-1") << "it lives for two more hours";
    disarm_failpoints();
    EXPECT_NE(find(id).renewal_sent_at, std::nullopt);
    EXPECT_EQ(find(id).generation, 1);

    state.clock.advance(between_renewals);

    EXPECT_EQ(plain(living_after_restart().value()), "access-3");
    EXPECT_EQ(developer_login.sent.back(), "refresh refresh-1");
}

TEST_F(OwnTokensTest, EveryPlaceARenewalCanBeCutOffAtLeavesAWorkingPair) {
    for (const auto* place :
         {"accounts.renewal_announced", "accounts.renewal_answered", "accounts.renewal_stored"}) {
        const auto account = find(id);
        state.clock.advance(account.access_ends_at - state.clock.now() - hours{1});
        ASSERT_TRUE(arm_failpoints(fmt::format("{}=error", place)));
        ASSERT_TRUE(living(id)) << place;
        disarm_failpoints();
        state.clock.advance(between_renewals);

        const auto again = living_after_restart();

        ASSERT_TRUE(again) << place << ": " << again.error();
        EXPECT_GT(find(id).access_ends_at - state.clock.now(), renewed_before) << place;
        EXPECT_EQ(find(id).state, ConnectionState::active) << place;
    }
}

TEST_F(OwnTokensTest, AFailedRenewalDoesNotMatterWhileTheTokenLives) {
    make_stale();
    developer_login.failure = Error{ErrorCode::unavailable, "TikTok is down", "http.reset"};

    EXPECT_EQ(plain(living(id).value()), "access-1");
    EXPECT_EQ(plain(living(id).value()), "access-1");

    EXPECT_EQ(developer_login.refreshes(), 1) << "once a minute at most";
    EXPECT_EQ(find(id).problem, "TikTok is down");
    state.clock.advance(between_renewals);
    EXPECT_EQ(plain(living(id).value()), "access-1");
    EXPECT_EQ(developer_login.refreshes(), 2);
    EXPECT_EQ(find(id).state, ConnectionState::active);
}

TEST_F(OwnTokensTest, AfterItsEndATokenIsNotHandedOut) {
    state.clock.advance(hours{24});
    developer_login.failure = Error{ErrorCode::uncertain, "no answer", "http.timeout"};

    EXPECT_EQ(living(id).error().reason, "http.timeout");
    const auto second = living(id);

    EXPECT_EQ(second.error().reason, "renewal_waits");
    EXPECT_EQ(second.error().retry_after, minutes{1});
    EXPECT_EQ(developer_login.refreshes(), 1);
    EXPECT_EQ(find(id).state, ConnectionState::active);
}

TEST_F(OwnTokensTest, ADeadRefreshTokenAsksToConnectAgain) {
    make_stale();
    developer_login.failure =
        Error{ErrorCode::unauthenticated, "gone", "tiktok_developers.invalid_grant"};

    EXPECT_EQ(living(id).error().reason, "tiktok_developers.invalid_grant");

    EXPECT_EQ(find(id).state, ConnectionState::needs_reauthorisation);
    EXPECT_EQ(living(id).error().reason, "not_connected");
    EXPECT_EQ(developer_login.refreshes(), 1) << "a dead token is not tried again";
}

TEST_F(OwnTokensTest, AWrongAppSecretKillsNoConnection) {
    make_stale();
    developer_login.failure =
        Error{ErrorCode::forbidden, "the app", "tiktok_developers.invalid_client"};

    EXPECT_TRUE(living(id));

    EXPECT_EQ(find(id).state, ConnectionState::active);
}

TEST_F(OwnTokensTest, APairThatCameBackAfterDisconnectingIsGivenBack) {
    make_stale();
    developer_login.before_answer = [&] {
        ASSERT_TRUE(own.revoke(owner, id, "r"));
    };

    const auto token = living(id);

    EXPECT_EQ(token.error().reason, "not_connected");
    EXPECT_EQ(developer_login.sent.back(), "revoke access-2");
    EXPECT_EQ(find(id).state, ConnectionState::revoked);
    EXPECT_TRUE(find(id).access_token.bytes.empty());
}

} // namespace
} // namespace bayme::accounts

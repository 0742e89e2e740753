// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts_fixture.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;

class ProbeTest : public AccountsTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        id = connect().id;
    }
    void answer_with(ErrorCode code, const std::string& reason) {
        client.on_user_info = [=]() -> Result<void> {
            return fail(Error{code, "told by TikTok"}.because(reason));
        };
    }
    Result<ConnectionState> probe() { return directory.probe({}, id); }

    ConnectionId id;
};

TEST_F(ProbeTest, ADeadTokenIsBelievedOnlyTheSecondTimeAMinuteLater) {
    answer_with(ErrorCode::unauthenticated, "tiktok.40105");

    EXPECT_EQ(probe().value(), ConnectionState::choosing);
    state.clock.advance(seconds{59});
    EXPECT_EQ(probe().value(), ConnectionState::choosing);
    state.clock.advance(seconds{1});
    EXPECT_EQ(probe().value(), ConnectionState::needs_reauthorisation);
}

TEST_F(ProbeTest, LimitsAndOutagesNeverEndAConnection) {
    for (const auto* reason : {"tiktok.40100", "tiktok.40016", "tiktok.40133", "tiktok.50000",
                               "tiktok.40001", "http.timeout", "tiktok.html"}) {
        answer_with(ErrorCode::unavailable, reason);
        EXPECT_FALSE(probe()) << reason;
        state.clock.advance(std::chrono::hours{1});
        EXPECT_FALSE(probe()) << reason;
        EXPECT_EQ(find(id).state, ConnectionState::choosing) << reason;
    }
}

TEST_F(ProbeTest, AGoodAnswerForgetsTheFirstSuspicion) {
    answer_with(ErrorCode::unauthenticated, "tiktok.40105");
    ASSERT_TRUE(probe());
    client.on_user_info = []() -> Result<void> {
        return {};
    };
    ASSERT_TRUE(probe());
    state.clock.advance(std::chrono::hours{1});
    answer_with(ErrorCode::unauthenticated, "tiktok.40105");

    EXPECT_EQ(probe().value(), ConnectionState::choosing);
}

TEST_F(ProbeTest, AConnectionEndedWhileItIsProbedStaysEnded) {
    answer_with(ErrorCode::unauthenticated, "tiktok.40105");
    ASSERT_TRUE(probe());
    state.clock.advance(std::chrono::hours{1});
    client.on_revoke = []() -> Result<void> {
        return {};
    };
    client.on_user_info = [this]() -> Result<void> {
        EXPECT_TRUE(connections.revoke({ActorKind::local_operator, {}}, id, "r1"));
        return fail(Error{ErrorCode::unauthenticated, "told by TikTok"}.because("tiktok.40105"));
    };

    EXPECT_EQ(probe().value(), ConnectionState::revoked);
    EXPECT_EQ(find(id).state, ConnectionState::revoked);
    EXPECT_EQ(find(id).problem, "");
}

TEST_F(AccountsTest, DaysAreCutByAFixedZoneOrWaitForSomebodyToSay) {
    const auto made = connect();

    ASSERT_EQ(made.accounts.size(), 2U);
    EXPECT_EQ(made.accounts[0].name, "Abroad");
    EXPECT_FALSE(made.accounts[0].offset_seconds);
    EXPECT_EQ(made.accounts[1].offset_seconds, 3600);
    EXPECT_EQ(made.accounts[1].offset_source, "timezone");

    {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(connections.state_offset(*tx, owner, abroad,
                                             UtcOffset::from_seconds(-8 * 3600).value()));
        ASSERT_TRUE(tx->commit());
    }
    ASSERT_TRUE(directory.refresh({}, made.id));
    const auto stated = advertisers->find(*state.database->begin_read().value(), abroad).value();
    EXPECT_EQ(stated.offset_seconds, -8 * 3600);
    EXPECT_EQ(stated.offset_source, "person:p1");
}

} // namespace
} // namespace bayme::accounts

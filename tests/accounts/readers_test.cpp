// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts_fixture.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;

/// Two connections of two people; both reach the shop, the first also reaches the account abroad.
class ReadersTest : public AccountsTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        first = use({shop, abroad});
        state.clock.advance(seconds{60});
        list({shop});
        second = use({shop});
        list({shop, abroad});
        write(
            [&](storage::Transaction& tx) { return connections.keep(tx, first, {shop, abroad}); });
    }

    /// What TikTok lists from now on, whoever asks.
    void list(const std::vector<AdvertiserId>& ids) {
        client.on_advertisers = [ids] {
            std::vector<tiktok::AdvertiserName> names;
            for (const auto& id : ids) {
                names.push_back({id, id.text(), {}});
            }
            return names;
        };
        client.on_advertiser_info = [ids] {
            std::vector<tiktok::Advertiser> found;
            for (const auto& id : ids) {
                tiktok::Advertiser one;
                one.id = id;
                one.name = id.text();
                one.currency = "EUR";
                one.timezone = "Etc/GMT-1";
                found.push_back(one);
            }
            return found;
        };
    }
    ConnectionId use(const std::vector<AdvertiserId>& chosen) {
        auto flow = start();
        const auto id =
            finish(state_of(flow), fmt::format("code{}", ++codes), std::move(flow.browser_secret))
                .value()
                .id;
        write([&](storage::Transaction& tx) { return connections.keep(tx, id, chosen); });
        return id;
    }
    template <typename Change>
    void write(Change&& change) {
        const auto tx = state.database->begin_write().value();
        const auto done = change(*tx);
        ASSERT_TRUE(done) << done.error();
        ASSERT_TRUE(tx->commit());
    }
    storage::Advertiser account(const AdvertiserId& id) {
        return advertisers->find(*state.database->begin_read().value(), id).value();
    }
    void kill(const ConnectionId& id) {
        client.on_user_info = []() -> Result<void> {
            return fail(Error{ErrorCode::unauthenticated, "withdrawn", "tiktok.40105"});
        };
        ASSERT_TRUE(directory.probe({}, id));
        state.clock.advance(between_probes);
        ASSERT_EQ(directory.probe({}, id).value(), ConnectionState::needs_reauthorisation);
    }

    ConnectionId first;
    ConnectionId second;
    int codes = 0;
};

TEST_F(ReadersTest, AnAccountTwoConnectionsReachHasOneReader) {
    ASSERT_TRUE(directory.refresh({}, second));

    EXPECT_EQ(account(shop).connection_id, first);
}

TEST_F(ReadersTest, TheOtherConnectionReadsOnWhenTheReaderDies) {
    kill(first);

    EXPECT_EQ(account(shop).connection_id, second);
    EXPECT_FALSE(account(shop).lost_at);
    EXPECT_EQ(account(abroad).connection_id, first) << "nobody else reaches it";
    EXPECT_FALSE(account(abroad).lost_at) << "a dead token says nothing about the account";
}

TEST_F(ReadersTest, TheOtherConnectionReadsOnWhenTheReaderIsDisconnected) {
    client.on_revoke = []() -> Result<void> {
        return {};
    };

    ASSERT_TRUE(connections.revoke(owner, first, "r"));

    EXPECT_EQ(account(shop).connection_id, second);
}

TEST_F(ReadersTest, AnAccountThatIsNoLongerSharedIsFrozenNotDeleted) { // complaint 37
    list({shop});
    const auto now = state.clock.now();

    const auto outcome = directory.refresh({}, first);

    ASSERT_TRUE(outcome) << outcome.error();
    EXPECT_EQ(outcome->lost, std::vector{abroad});
    EXPECT_EQ(account(abroad).lost_at, now);
    EXPECT_TRUE(account(abroad).included);
    const auto token = tokens.open_for(*state.database->begin_read().value(), abroad);
    ASSERT_FALSE(token) << "nothing is asked about a frozen account";
    EXPECT_EQ(token.error().reason, "not_connected");
}

TEST_F(ReadersTest, AFrozenAccountGoesOnWhenItIsSharedAgain) {
    list({shop});
    ASSERT_TRUE(directory.refresh({}, first));
    list({shop, abroad});

    ASSERT_TRUE(directory.refresh({}, second));

    EXPECT_FALSE(account(abroad).lost_at);
    EXPECT_EQ(account(abroad).connection_id, second);
}

TEST_F(ReadersTest, AFailureToReadTheListLosesNobody) { // complaint 10
    client.on_advertisers = []() -> Result<std::vector<tiktok::AdvertiserName>> {
        return fail(Error{ErrorCode::unavailable, "system error", "tiktok.50000"});
    };

    EXPECT_FALSE(directory.refresh({}, first));

    EXPECT_FALSE(account(abroad).lost_at);
}

TEST_F(ReadersTest, ANewAccountWaitsForSomebodyToIncludeIt) {
    const AdvertiserId fresh{"7002238017842757635"};
    list({shop, abroad, fresh});
    ASSERT_TRUE(directory.refresh({}, first));
    EXPECT_TRUE(account(fresh).is_new());
    EXPECT_FALSE(account(fresh).included);

    write([&](storage::Transaction& tx) { return connections.include(tx, fresh, false); });
    EXPECT_FALSE(account(fresh).is_new()) << "it was decided";
    ASSERT_TRUE(directory.refresh({}, first));
    EXPECT_FALSE(account(fresh).is_new());

    write([&](storage::Transaction& tx) { return connections.include(tx, fresh, true); });
    EXPECT_TRUE(account(fresh).included);
}

TEST_F(ReadersTest, ANewAccountIsTakenInWhereThePolicySaysSo) {
    const AdvertiserId fresh{"7002238017842757635"};
    list({shop, abroad, fresh});
    Directory taking{*state.database,
                     *connection_store,
                     *advertisers,
                     tokens,
                     client,
                     state.clock,
                     {.new_accounts = NewAccounts::include}};

    const auto outcome = taking.refresh({}, first);

    ASSERT_TRUE(outcome) << outcome.error();
    EXPECT_EQ(outcome->taken_in, std::vector{fresh});
    EXPECT_TRUE(account(fresh).included);
}

TEST_F(ReadersTest, AFrozenAccountCannotBeIncluded) {
    list({shop});
    ASSERT_TRUE(directory.refresh({}, first));
    const auto tx = state.database->begin_write().value();

    const auto included = connections.include(*tx, abroad, true);

    ASSERT_FALSE(included);
    EXPECT_EQ(included.error().reason, "not_connected");
}

} // namespace
} // namespace bayme::accounts

// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts_fixture.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;
using storage::Job;
using storage::JobState;

/// A connection in use, and the workers that look after it.
class WatchTest : public AccountsTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        watch.register_jobs(*workers);
        id = connect().id;
        write([&](storage::Transaction& tx) { return connections.keep(tx, id, {shop}); });
        state.clock.advance(listing_grace);
        work();
        client.on_user_info = [this]() -> Result<void> {
            ++probes;
            return fail(Error{ErrorCode::unauthenticated, "withdrawn", "tiktok.40105"});
        };
    }

    template <typename Change>
    void write(Change&& change) {
        const auto tx = state.database->begin_write().value();
        const auto done = change(*tx);
        ASSERT_TRUE(done) << done.error();
        ASSERT_TRUE(tx->commit());
    }
    void work() {
        while (workers->run_one().value()) {
        }
    }
    std::vector<Job> jobs_of(const std::string& kind) {
        return queue.list(*state.database->begin_read().value(), {.kind = kind}).value();
    }

    std::unique_ptr<jobs::Workers> workers = jobs::Workers::make(
        *state.database, queue, *schedules, state.clock, state.random, scheduler, {});
    ConnectionId id;
    int probes = 0;
};

TEST_F(WatchTest, ADeadTokenMetInUseIsProbedAtOnceAndAgainAMinuteLater) {
    ASSERT_TRUE(watch.suspect(shop, "tiktok.40105"));
    work();
    EXPECT_EQ(probes, 1);
    EXPECT_EQ(find(id).state, ConnectionState::active);

    state.clock.advance(seconds{59});
    work();
    EXPECT_EQ(probes, 1);
    state.clock.advance(seconds{1});
    work();

    EXPECT_EQ(probes, 2);
    EXPECT_EQ(find(id).state, ConnectionState::needs_reauthorisation);
}

TEST_F(WatchTest, ManyFailuresStartOneProbe) {
    for (const auto* reason : {"tiktok.40102", "tiktok.40104", "tiktok.40105"}) {
        ASSERT_TRUE(watch.suspect(shop, reason));
    }
    work();
    EXPECT_EQ(probes, 1);
    ASSERT_TRUE(watch.suspect(shop, "tiktok.40105"));
    work();

    EXPECT_EQ(probes, 1) << "the second one is on its way already";
    EXPECT_EQ(jobs_of(probe_job.name).size(), 2U);
}

TEST_F(WatchTest, LimitsOutagesAndPermissionsStartNone) {
    for (const auto* reason :
         {"tiktok.40100", "tiktok.40016", "tiktok.40133", "tiktok.40001", "tiktok.html", ""}) {
        ASSERT_TRUE(watch.suspect(shop, reason));
    }

    EXPECT_TRUE(jobs_of(probe_job.name).empty());
}

TEST_F(WatchTest, AProbeThatSucceedsTheSecondTimeClearsTheSuspicion) {
    ASSERT_TRUE(watch.suspect(shop, "tiktok.40105"));
    work();
    EXPECT_EQ(find(id).problem, "/user/info/: withdrawn");
    client.on_user_info = []() -> Result<void> {
        return {};
    };

    state.clock.advance(between_probes);
    work();

    EXPECT_EQ(find(id).state, ConnectionState::active);
    EXPECT_EQ(find(id).problem, "");
}

TEST_F(WatchTest, AnEndedConnectionIsNotProbed) {
    client.on_revoke = []() -> Result<void> {
        return {};
    };
    ASSERT_TRUE(watch.suspect(shop, "tiktok.40105"));
    ASSERT_TRUE(connections.revoke(owner, id, "r"));
    work();
    ASSERT_TRUE(watch.suspect(shop, "tiktok.40105"));

    EXPECT_EQ(probes, 0);
    EXPECT_EQ(jobs_of(probe_job.name).size(), 1U);
}

TEST_F(WatchTest, TheDailyLookProbesAndThenListsTheAccounts) {
    client.on_user_info = []() -> Result<void> {
        return {};
    };
    const auto before = client.calls;
    write([&](storage::Transaction& tx) { return watch.look_after(tx, owner, id); });
    work();

    EXPECT_EQ(jobs_of(probe_job.name).at(0).result, R"({"accounts":2})");
    EXPECT_GT(client.calls, before);
}

/// As the program left it that died right after the token was stored.
class CutOffTest : public WatchTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        watch.register_jobs(*workers);
        const auto list = client.on_advertisers;
        client.on_advertisers = []() -> Result<std::vector<tiktok::AdvertiserName>> {
            return fail(ErrorCode::unavailable, "nobody was left to ask");
        };
        id = connect().id;
        client.on_advertisers = list;
    }
    std::size_t reached() {
        return advertisers->reached(*state.database->begin_read().value(), id)->size();
    }
};

TEST_F(CutOffTest, TheAccountsAreListedByTheJobThatCameWithTheToken) {
    work();
    EXPECT_EQ(reached(), 0U);

    state.clock.advance(listing_grace);
    work();

    EXPECT_EQ(reached(), 2U);
    EXPECT_EQ(find(id).state, ConnectionState::choosing);
}

TEST_F(WatchTest, AccountsThatWereListedAreNotListedAgain) {
    EXPECT_EQ(jobs_of(list_job.name).at(0).result, R"({"accounts":"listed already"})");
}

} // namespace
} // namespace bayme::accounts

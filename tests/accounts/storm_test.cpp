// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts_fixture.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;

constexpr auto storm = std::to_array<const char*>(
    {"tiktok.40100", "tiktok.40016", "tiktok.40133", "tiktok.50000", "tiktok.50002", "tiktok.51010",
     "tiktok.60001", "tiktok.http_5xx", "tiktok.html", "http.timeout", "tiktok.40001",
     "tiktok.40113", "tiktok.40106"});

/// 24 virtual hours of refused probes, hourly and on suspicion, in real jobs.
TEST_F(AccountsTest, ADayOfLimitsAndOutagesFlipsNoConnection) {
    const auto workers = jobs::Workers::make(*state.database, queue, *schedules, state.clock,
                                             state.random, scheduler, {});
    watch.register_jobs(*workers);
    const auto id = connect().id;
    const auto write = [&](auto&& change) {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(change(*tx));
        ASSERT_TRUE(tx->commit());
    };
    write([&](storage::Transaction& tx) { return connections.keep(tx, id, {shop, abroad}); });
    std::size_t asked = 0;
    client.on_user_info = [&]() -> Result<void> {
        const std::string reason = storm.at(asked++ % storm.size());
        return fail(Error{ErrorCode::unavailable, "storm", reason});
    };

    for (int minute = 0; minute < 24 * 60; minute += 5) {
        if (minute % 60 == 0) {
            write([&](storage::Transaction& tx) { return watch.probe_soon(tx, owner, id); });
        }
        // Every failed call of a sync asks whether it speaks of a dead token.
        ASSERT_TRUE(watch.suspect(shop, storm.at(static_cast<std::size_t>(minute) % storm.size())));
        while (workers->run_one().value()) {
        }
        ASSERT_EQ(find(id).state, ConnectionState::active) << "minute " << minute;
        ASSERT_EQ(find(id).problem, "") << "minute " << minute;
        state.clock.advance(std::chrono::minutes{5});
    }

    EXPECT_GE(asked, 24U) << "the probes were sent";
    client.on_user_info = []() -> Result<void> {
        return {};
    };
    ASSERT_TRUE(directory.probe({}, id));
    EXPECT_EQ(find(id).probed_at, state.clock.now());
}

TEST_F(AccountsTest, AStormBetweenTwoDeadAnswersDoesNotHideThem) {
    const auto id = connect().id;
    const auto answer = [&](const char* reason) {
        client.on_user_info = [reason]() -> Result<void> {
            return fail(Error{ErrorCode::unavailable, "told", reason});
        };
        return directory.probe({}, id);
    };
    ASSERT_TRUE(answer("tiktok.40105"));
    state.clock.advance(between_probes);
    EXPECT_FALSE(answer("tiktok.40100"));
    EXPECT_EQ(find(id).state, ConnectionState::choosing);
    state.clock.advance(between_probes);

    EXPECT_EQ(answer("tiktok.40105").value(), ConnectionState::needs_reauthorisation);
}

TEST_F(AccountsTest, WhenTikTokCannotBeReachedTheTokenStaysAndThePersonIsTold) {
    const auto id = connect().id;
    client.on_revoke = []() -> Result<void> {
        return fail(Error{ErrorCode::unavailable, "TikTok did not answer", "http.timeout"});
    };

    const auto ended = connections.revoke(owner, id, "r");

    ASSERT_FALSE(ended);
    EXPECT_TRUE(ended.error().message.starts_with(
        "TikTok did not take the token back, the connection stays"))
        << ended.error().message;
    EXPECT_TRUE(find(id).is_open());
    EXPECT_TRUE(tokens.open(*state.database->begin_read().value(), id));
}

} // namespace
} // namespace bayme::accounts

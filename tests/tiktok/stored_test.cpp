// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/stored.hpp"

#include "support/fake_clock.hpp"
#include "support/migrated_database.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;

class StoredTest : public testing::Test {
protected:
    std::vector<storage::ApiCall> calls(const storage::ApiCallFilter& filter) {
        return database.read([&](storage::Transaction& tx) { return log_rows.list(tx, filter); })
            .value();
    }

    test::FakeClock clock{"2026-03-01T12:00:00Z"};
    test::FakeScheduler scheduler{clock};
    test::MigratedDatabase database;
    storage::SqlApiLog log_rows;
    storage::SqlQuotaStore quota_rows;
};

TEST_F(StoredTest, KeepsEveryAttemptNewestFirst) {
    StoredCallLog log{*database, log_rows};

    log.record({.at = clock.now(),
                .endpoint = "ad.get",
                .advertiser = AdvertiserId{"7001"},
                .http_status = 504,
                .code = std::nullopt,
                .reason = "tiktok.http_5xx",
                .request_id = "",
                .log_id = "l1",
                .duration = 1500us,
                .bytes = 12,
                .attempt = 1,
                .actor = "person:p1",
                .job = "j1"});
    log.record({.at = clock.now() + 1s,
                .endpoint = "ad.get",
                .advertiser = AdvertiserId{"7001"},
                .http_status = 200,
                .code = 0,
                .reason = "",
                .request_id = "r2",
                .log_id = "l2",
                .duration = 10us,
                .bytes = 99,
                .attempt = 2,
                .actor = "person:p1",
                .job = "j1"});
    log.record({.at = clock.now(),
                .endpoint = "user.info",
                .advertiser = {},
                .http_status = 0,
                .code = std::nullopt,
                .reason = "http.reset",
                .request_id = "",
                .log_id = "",
                .duration = 10us,
                .bytes = 0,
                .attempt = 1,
                .actor = "",
                .job = ""});

    const auto of_account = calls({.advertiser_id = AdvertiserId{"7001"}});
    ASSERT_EQ(of_account.size(), 2U);
    EXPECT_EQ(of_account[0].request_id, "r2");
    EXPECT_EQ(of_account[0].code, 0);
    EXPECT_EQ(of_account[0].bytes, 99);
    EXPECT_EQ(of_account[0].attempt, 2);
    EXPECT_EQ(of_account[1].http_status, 504);
    EXPECT_EQ(of_account[1].code, std::nullopt);
    EXPECT_EQ(of_account[1].duration, 1500us);
    EXPECT_EQ(of_account[1].log_id, "l1");
    EXPECT_EQ(of_account[1].job, "j1");
    EXPECT_EQ(calls({.failed_only = true}).size(), 2U);
    EXPECT_EQ(calls({.limit = 1}).size(), 1U);
    EXPECT_EQ(calls({.before_id = of_account[0].id}).size(), 1U);
}

TEST_F(StoredTest, APenaltyOutlivesTheProcessForItsAppOnly) {
    StoredQuota memory{*database, quota_rows, "7100", clock};
    StoredQuota other{*database, quota_rows, "7200", clock};
    const auto& campaigns = endpoint("campaign.get");
    {
        Governor governor{Tier::basic, clock, scheduler, memory};
        ASSERT_TRUE(governor.acquire(campaigns, {}));
        governor.answered(campaigns, {}, find_code(40100), Hint::app_restricted);
    }
    clock.advance(1min);

    Governor same{Tier::basic, clock, scheduler, memory};
    Governor foreign{Tier::basic, clock, scheduler, other};

    EXPECT_EQ(same.earliest(campaigns, {}) - clock.now(), 4min);
    EXPECT_EQ(same.view().used_day, 1);
    EXPECT_EQ(foreign.earliest(campaigns, {}), clock.now());
    EXPECT_EQ(foreign.view().used_day, 0);
}

TEST_F(StoredTest, EndedPenaltiesAndPastDaysAreDropped) {
    StoredQuota memory{*database, quota_rows, "7100", clock};
    const auto today = UtcOffset{}.day_of(clock.now());

    ASSERT_TRUE(memory.keep({"app", clock.now() + 1s, 1}));
    ASSERT_TRUE(memory.keep_used(today, 5));
    ASSERT_TRUE(memory.keep_used(today, 3));
    EXPECT_EQ(memory.used(today), 5);
    clock.advance(24h);
    ASSERT_TRUE(memory.keep({"endpoint:ad.get", clock.now() + 1s, 2}));
    ASSERT_TRUE(memory.keep_used(today.plus(1), 1));

    EXPECT_EQ(memory.penalties().value().size(), 1U);
    EXPECT_EQ(memory.used(today), 0);
    EXPECT_EQ(memory.used(today.plus(1)), 1);
}

} // namespace
} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/stored.hpp"

#include "storage/jobs.hpp"
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

TEST_F(StoredTest, WhatTikTokWithheldIsKnownByAppEndpointAndAccount) {
    storage::SqlWithheldStore rows;
    StoredWithheld memory{*database, rows, "7100"};
    const AdvertiserId account{"7001"};

    EXPECT_EQ(memory.asked_at("report.task.create", account).value(), std::nullopt);
    EXPECT_TRUE(memory.keep("report.task.create", account, clock.now()).value()) << "new";
    const auto first = clock.now();
    clock.advance(24h);
    EXPECT_FALSE(memory.keep("report.task.create", account, clock.now()).value()) << "shown before";

    EXPECT_EQ(memory.asked_at("report.task.create", account).value(), clock.now());
    EXPECT_EQ(memory.asked_at("report.task.check", account).value(), std::nullopt);
    EXPECT_EQ(memory.asked_at("report.task.create", AdvertiserId{"7002"}).value(), std::nullopt);
    EXPECT_EQ(
        (StoredWithheld{*database, rows, "7200"}.asked_at("report.task.create", account)).value(),
        std::nullopt);
    const auto list =
        database.read([&](storage::Transaction& tx) { return rows.list(tx, "7100"); });
    EXPECT_EQ(list.value(), (std::vector<storage::WithheldEndpoint>{
                                {"report.task.create", account, first, clock.now()}}));
    ASSERT_TRUE(memory.forget("report.task.create", account));
    EXPECT_EQ(memory.asked_at("report.task.create", account).value(), std::nullopt);
}

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

TEST_F(StoredTest, QueuedJobsArePricedByWhatEndedOnesCalled) {
    StoredCallLog log{*database, log_rows};
    const auto jobs = storage::make_sql_job_store();
    const auto add = [&](const char* id, const char* kind) {
        ASSERT_TRUE(database.write([&](storage::Transaction& tx) {
            return jobs->add(tx, {.id = JobId{id}, .kind = kind, .unique_key = id}, clock.now());
        }));
    };
    for (const auto* id : {"a", "b"}) {
        add(id, "sync.account");
        for (int call = 0; call < 3; ++call) {
            log.record({.at = clock.now(), .endpoint = "ad.get", .job = id});
        }
        ASSERT_TRUE(database.write([&](storage::Transaction& tx) -> Result<void> {
            BAYME_TRY(const auto job, jobs->lease(tx, "w", clock.now(), clock.now() + 1min));
            return jobs->finish(tx, *job, "", clock.now());
        }));
    }
    log.record({.at = clock.now(), .endpoint = "ad.get", .job = ""});
    add("c", "sync.account");
    add("d", "changes.apply");

    const auto prices = database.read(
        [&](storage::Transaction& tx) { return log_rows.prices(tx, clock.now() - 1h); });

    ASSERT_TRUE(prices) << prices.error();
    EXPECT_THAT(*prices, testing::ElementsAre(storage::CallPrice{"changes.apply", 1, 0, 0},
                                              storage::CallPrice{"sync.account", 1, 2, 6}));
}

TEST_F(StoredTest, APenaltyOutlivesTheProcessForItsAppOnly) {
    StoredQuota memory{*database, quota_rows, "7100", clock};
    StoredQuota other{*database, quota_rows, "7200", clock};
    const auto& campaigns = endpoint("campaign.get");
    {
        Governor governor{Tier::basic, clock, scheduler, memory};
        const auto turn = governor.acquire(campaigns, {});
        ASSERT_TRUE(turn);
        governor.answered(*turn, find_code(40100),
                          "requests from App 7100 are temporarily "
                          "restricted.");
    }
    clock.advance(1min);

    Governor same{Tier::basic, clock, scheduler, memory};
    Governor foreign{Tier::basic, clock, scheduler, other};

    EXPECT_EQ(same.earliest(campaigns, {}) - clock.now(), 4min);
    EXPECT_EQ(same.view().app.used_day, 1);
    EXPECT_EQ(foreign.earliest(campaigns, {}), clock.now());
    EXPECT_EQ(foreign.view().app.used_day, 0);
}

TEST_F(StoredTest, EndedPenaltiesAndPastDaysAreDropped) {
    StoredQuota memory{*database, quota_rows, "7100", clock};
    const auto today = UtcOffset{}.day_of(clock.now());
    const auto keep = [&](Day day, std::int64_t calls) {
        return memory.keep(std::vector<Spent>{{"app", day, calls, clock.now()}}).has_value();
    };
    const auto calls = [&](Day day) {
        const auto spent = memory.spent(day).value();
        return spent.empty() ? 0 : spent.at(0).calls;
    };

    ASSERT_TRUE(memory.keep(Penalty{"app", clock.now() + 1s, 1}));
    ASSERT_TRUE(keep(today, 5));
    ASSERT_TRUE(keep(today, 3));
    EXPECT_EQ(calls(today), 5);
    clock.advance(24h);
    ASSERT_TRUE(memory.keep(Penalty{"endpoint:ad.get", clock.now() + 1s, 2}));
    ASSERT_TRUE(keep(today.plus(1), 1));

    EXPECT_EQ(memory.penalties().value().size(), 1U);
    EXPECT_EQ(calls(today), 0);
    EXPECT_EQ(calls(today.plus(1)), 1);
}

TEST_F(StoredTest, WhatWasLearnedOutlivesTheProcess) {
    StoredQuota memory{*database, quota_rows, "7100", clock};
    {
        Governor governor{Tier::premium, clock, scheduler, memory};
        const auto turn = governor.acquire(endpoint("campaign.get"), {});
        ASSERT_TRUE(turn);
        governor.answered(*turn, find_code(40100), "App reaches the QPS limit 10");
    }
    clock.advance(3h);

    Governor same{Tier::premium, clock, scheduler, memory};
    EXPECT_EQ(same.view().app.allowance.second, 10);
    EXPECT_TRUE(same.view().app.learned);

    clock.advance(22h);
    Governor next_day{Tier::premium, clock, scheduler, memory};
    EXPECT_EQ(next_day.view().app.allowance.second, 30);
}

} // namespace
} // namespace bayme::tiktok

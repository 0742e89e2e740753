// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/jobs.hpp"

#include "support/fake_clock.hpp"
#include "support/migrated_database.hpp"

#include <gtest/gtest.h>

namespace bayme::storage {
namespace {

using std::chrono::seconds;

class JobStoreTest : public testing::Test {
protected:
    JobId add(const std::string& id, int priority = 0, const std::string& unique_key = "") {
        return database
            .write([&](Transaction& tx) {
                return jobs->add(tx,
                                 {.id = JobId{id},
                                  .kind = "sync",
                                  .arguments = {{"from", "2026-03-01"}, {"id", "7"}, {"id", "8"}},
                                  .requested_by = {ActorKind::person, "p1"},
                                  .advertiser_id = AdvertiserId{"7"},
                                  .priority = priority,
                                  .unique_key = unique_key,
                                  .group = "g",
                                  .not_before = clock.now()},
                                 clock.now());
            })
            .value();
    }
    std::optional<Job> lease() {
        return database
            .write([&](Transaction& tx) {
                return jobs->lease(tx, "worker", clock.now(), clock.now() + seconds{60});
            })
            .value();
    }
    Job find(const std::string& id) {
        return database.read([&](Transaction& tx) { return jobs->find(tx, JobId{id}); }).value();
    }

    test::FakeClock clock;
    test::MigratedDatabase database;
    std::unique_ptr<JobStore> jobs = make_sql_job_store();
};

TEST_F(JobStoreTest, CountsWhatHasNotEnded) {
    add("a");
    add("b");
    add("c");
    lease();
    ASSERT_TRUE(
        database.write([&](Transaction& tx) { return jobs->cancel(tx, JobId{"c"}, clock.now()); }));

    const auto counts = database.read([&](Transaction& tx) { return jobs->counts(tx); });

    ASSERT_TRUE(counts) << counts.error();
    EXPECT_EQ(*counts, (JobCounts{.queued = 1, .running = 1}));
}

TEST_F(JobStoreTest, KeepsWhatWasAskedFor) {
    add("a");

    const auto job = find("a");

    EXPECT_EQ(job.state, JobState::queued);
    EXPECT_EQ(job.argument("from"), "2026-03-01");
    EXPECT_EQ(job.argument_list("id"), (std::vector<std::string>{"7", "8"}));
    EXPECT_EQ(job.requested_by, (Actor{ActorKind::person, "p1"}));
    EXPECT_EQ(job.advertiser_id, AdvertiserId{"7"});
}

TEST_F(JobStoreTest, LeasesTheMostUrgentFirstAndEachOnce) {
    add("low", 10);
    add("high", 50);

    EXPECT_EQ(lease()->id, JobId{"high"});
    EXPECT_EQ(lease()->id, JobId{"low"});
    EXPECT_FALSE(lease());
}

TEST_F(JobStoreTest, ALiveUniqueKeyGivesTheSameJobAnEndedOneANewJob) {
    EXPECT_EQ(add("a", 0, "accounts:7"), JobId{"a"});
    EXPECT_EQ(add("b", 0, "accounts:7"), JobId{"a"});
    const auto job = lease();
    ASSERT_TRUE(database.write(
        [&](Transaction& tx) { return jobs->finish(tx, *job, R"({"rows":1})", clock.now()); }));

    EXPECT_EQ(add("c", 0, "accounts:7"), JobId{"c"});
    EXPECT_EQ(find("a").result, R"({"rows":1})");
}

TEST_F(JobStoreTest, WhoeverAsksAgainForSoonerNeedNotWaitForTheFirstAskersMoment) {
    clock.advance(std::chrono::hours{2});
    add("a", 0, "accounts:7");
    clock.advance(-std::chrono::hours{2}); // somebody set the clock back

    add("b", 0, "accounts:7");

    EXPECT_EQ(find("a").not_before, clock.now());
}

TEST_F(JobStoreTest, AWorkerThatLostItsLeaseChangesNothing) {
    add("a");
    const auto late = lease();
    clock.advance(seconds{61});
    const auto current = lease();
    ASSERT_TRUE(current);
    EXPECT_GT(current->fence, late->fence);

    const auto written =
        database.write([&](Transaction& tx) { return jobs->finish(tx, *late, "{}", clock.now()); });

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().reason, "lease_lost");
    EXPECT_EQ(find("a").state, JobState::running);
    EXPECT_TRUE(database.write(
        [&](Transaction& tx) { return jobs->finish(tx, *current, "{}", clock.now()); }));
}

TEST_F(JobStoreTest, AJobPutBackWaitsAndKeepsItsError) {
    add("a");
    const auto job = lease();
    const Error error{ErrorCode::rate_limited, "TikTok asks to wait", "tiktok.40100", "req-1"};

    ASSERT_TRUE(database.write(
        [&](Transaction& tx) { return jobs->retry(tx, *job, error, clock.now() + seconds{300}); }));

    EXPECT_FALSE(lease());
    const auto waiting = find("a");
    EXPECT_EQ(waiting.state, JobState::queued);
    EXPECT_EQ(waiting.error->code, ErrorCode::rate_limited);
    EXPECT_EQ(waiting.error->reason, "tiktok.40100");
    EXPECT_EQ(waiting.error->request_id, "req-1");
    clock.advance(seconds{300});
    EXPECT_EQ(lease()->attempts, 2);
}

TEST_F(JobStoreTest, CancellingAQueuedJobEndsItARunningOneIsAsked) {
    add("queued");
    add("running", 50);
    (void)lease();
    const auto cancel = [&](const std::string& id) {
        return database.write(
            [&](Transaction& tx) { return jobs->cancel(tx, JobId{id}, clock.now()); });
    };

    ASSERT_TRUE(cancel("queued"));
    ASSERT_TRUE(cancel("running"));

    EXPECT_EQ(find("queued").state, JobState::cancelled);
    EXPECT_EQ(find("running").state, JobState::running);
    EXPECT_TRUE(find("running").cancel_asked);
    EXPECT_EQ(cancel("queued").error().code, ErrorCode::conflict);
    EXPECT_EQ(cancel("none").error().code, ErrorCode::not_found);
}

TEST_F(JobStoreTest, AStartReleasesWhatACrashLeftRunning) {
    add("a");
    const auto before = lease();

    EXPECT_EQ(database.write([&](Transaction& tx) { return jobs->release_all(tx); }).value(), 1);

    const auto again = lease();
    ASSERT_TRUE(again);
    EXPECT_GT(again->fence, before->fence);
}

TEST_F(JobStoreTest, ListsNewestFirstByStateKindAndGroup) {
    add("a");
    clock.advance(seconds{1});
    add("b");
    (void)lease();

    const auto all = database.read([&](Transaction& tx) { return jobs->list(tx, {}); }).value();
    const auto queued =
        database.read([&](Transaction& tx) { return jobs->list(tx, {.state = JobState::queued}); })
            .value();

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].id, JobId{"b"});
    ASSERT_EQ(queued.size(), 1U);
    EXPECT_EQ(queued[0].id, JobId{"b"});
}

TEST(ScheduleStoreTest, KeepsItsTurnWhenPutAgain) {
    test::FakeClock clock;
    test::MigratedDatabase database;
    const auto schedules = make_sql_schedule_store();
    const auto put = [&](Instant next) {
        return database.write([&](Transaction& tx) {
            return schedules->put(tx, {"structure", "sync.structure", seconds{3600}, next});
        });
    };
    ASSERT_TRUE(put(clock.now() + seconds{10}));

    ASSERT_TRUE(put(clock.now() + seconds{999}));

    EXPECT_EQ(database.read([&](Transaction& tx) { return schedules->next_due(tx); }).value(),
              clock.now() + seconds{10});
    EXPECT_TRUE(
        database.read([&](Transaction& tx) { return schedules->due(tx, clock.now()); })->empty());
}

} // namespace
} // namespace bayme::storage

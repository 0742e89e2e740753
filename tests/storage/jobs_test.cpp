// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/jobs.hpp"

#include "storage/schedules.hpp"
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
    void add_waiting(const std::string& id, const std::vector<std::string>& awaited) {
        NewJob job{.id = JobId{id}, .kind = "sync", .not_before = clock.now()};
        for (const auto& one : awaited) {
            job.waits_for.emplace_back(one);
        }
        ASSERT_TRUE(
            database.write([&](Transaction& tx) { return jobs->add(tx, job, clock.now()); }));
    }
    void finish(const Job& job) {
        ASSERT_TRUE(database.write(
            [&](Transaction& tx) { return jobs->finish(tx, job, "{}", clock.now()); }));
    }
    void fail(const Job& job, const std::string& reason) {
        ASSERT_TRUE(database.write([&](Transaction& tx) {
            return jobs->fail(tx, job, {ErrorCode::conflict, "no", reason}, clock.now());
        }));
    }
    std::vector<JobId> waits(const std::string& id) {
        return database.read([&](Transaction& tx) { return jobs->waits(tx, JobId{id}); }).value();
    }
    std::size_t dead_letters() {
        const auto listed =
            database.read([&](Transaction& tx) { return jobs->list(tx, {.dead_letters = true}); });
        const auto counts = database.read([&](Transaction& tx) { return jobs->counts(tx); });
        EXPECT_EQ(static_cast<std::size_t>(counts->dead_letters), listed->size());
        return listed->size();
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

    ASSERT_TRUE(database.write([&](Transaction& tx) {
        return jobs->retry(tx, *job, error, clock.now(), clock.now() + seconds{300});
    }));

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

TEST_F(JobStoreTest, AJobStartsWhenThoseItWaitsForAreDone) {
    add("first");
    add("second");
    add_waiting("last", {"first", "second"});

    finish(*lease());
    EXPECT_EQ(waits("last"), std::vector{JobId{"second"}});
    const auto second = lease();
    EXPECT_EQ(second->id, JobId{"second"});
    EXPECT_FALSE(lease());
    EXPECT_FALSE(database.read([&](Transaction& tx) { return jobs->next_due(tx); })
                     .value()
                     .value_or(Instant::max()) <= clock.now());
    finish(*second);

    EXPECT_EQ(lease()->id, JobId{"last"});
}

TEST_F(JobStoreTest, NothingWaitsForAJobThatIsNotThereOrHasFailed) {
    add("a");
    const auto job = lease();
    fail(*job, "x");
    const auto wait_for = [&](const std::string& awaited) {
        return database.write([&](Transaction& tx) {
            return jobs->add(tx, {.id = JobId{"w"}, .kind = "k", .waits_for = {JobId{awaited}}},
                             clock.now());
        });
    };

    EXPECT_EQ(wait_for("none").error().code, ErrorCode::not_found);
    EXPECT_EQ(wait_for("w").error().code, ErrorCode::not_found) << "not for itself either";
    EXPECT_EQ(wait_for("a").error().reason, "awaited_ended");
}

TEST_F(JobStoreTest, PausedJobsWaitAndOthersGoOn) {
    add("a");
    const auto paused_now = [&](PauseScope scope, const std::string& subject) {
        return database.write([&](Transaction& tx) {
            return jobs->pause(tx, {.scope = scope,
                                    .subject = subject,
                                    .by = {ActorKind::person, "p"},
                                    .reason = "audit",
                                    .at = clock.now()});
        });
    };
    const auto resumed = [&](PauseScope scope, const std::string& subject) {
        return database.write([&](Transaction& tx) { return jobs->resume(tx, scope, subject); });
    };

    ASSERT_TRUE(paused_now(PauseScope::kind, "sync"));
    EXPECT_EQ(paused_now(PauseScope::kind, "sync").error().reason, "paused");
    ASSERT_TRUE(paused_now(PauseScope::account, "7"));
    EXPECT_FALSE(lease());
    EXPECT_EQ(database.read([&](Transaction& tx) { return jobs->counts(tx); }).value().paused, 1);
    EXPECT_EQ(database.read([&](Transaction& tx) { return jobs->next_due(tx); }).value(),
              std::nullopt);

    ASSERT_TRUE(resumed(PauseScope::kind, "sync"));
    EXPECT_FALSE(lease()) << "its account is still paused";
    ASSERT_TRUE(resumed(PauseScope::account, "7"));
    EXPECT_EQ(lease()->id, JobId{"a"});
    EXPECT_EQ(resumed(PauseScope::account, "7").error().code, ErrorCode::not_found);
}

TEST_F(JobStoreTest, AFailureForGoodIsADeadLetterUntilSomebodyDealsWithIt) {
    add("a");
    fail(*lease(), "tiktok.40002");
    const auto settle = [&] {
        return database.write([&](Transaction& tx) {
            return jobs->settle(tx, JobId{"a"},
                                {.by = {ActorKind::person, "p"}, .at = clock.now()});
        });
    };
    EXPECT_TRUE(find("a").is_dead_letter());
    EXPECT_EQ(dead_letters(), 1U);

    ASSERT_TRUE(settle());

    EXPECT_EQ(dead_letters(), 0U);
    EXPECT_EQ(find("a").settled->as, Settlement::dismissed);
    EXPECT_EQ(find("a").error->reason, "tiktok.40002") << "the cause stays in the history";
    EXPECT_EQ(settle().error().reason, "no_dead_letter");
}

TEST_F(JobStoreTest, ALaterJobOfTheSameKeyThatEndsFollowsTheDeadLetter) {
    add("a", 0, "account:7");
    fail(*lease(), "x");
    add("b", 0, "account:7");
    EXPECT_EQ(dead_letters(), 1U);
    fail(*lease(), "y");
    EXPECT_EQ(find("a").settled->as, Settlement::followed);
    EXPECT_EQ(find("a").settled->job, JobId{"b"});
    EXPECT_EQ(dead_letters(), 1U);

    add("c", 0, "account:7");
    finish(*lease());

    EXPECT_EQ(dead_letters(), 0U);
}

TEST_F(JobStoreTest, TheFirstAndTheNewestFailuresAreKept) {
    add("a");
    for (int attempt = 1; attempt <= 40; ++attempt) {
        const Error error{ErrorCode::rate_limited, "wait", "r", fmt::format("req-{}", attempt)};
        ASSERT_TRUE(database.write([&, job = lease()](Transaction& tx) {
            return jobs->retry(tx, *job, error, clock.now(), clock.now());
        }));
    }

    const auto kept =
        database.read([&](Transaction& tx) { return jobs->failures(tx, JobId{"a"}); }).value();

    ASSERT_EQ(kept.size(), 20U);
    EXPECT_EQ(kept.front().error.request_id, "req-1");
    EXPECT_EQ(kept[1].error.request_id, "req-22");
    EXPECT_EQ(kept.back().error.request_id, "req-40");
}

TEST_F(JobStoreTest, AnOrderlyStopCostsNoAttempt) {
    add("a");

    ASSERT_TRUE(database.write(
        [&, job = lease()](Transaction& tx) { return jobs->release(tx, *job, clock.now()); }));

    EXPECT_EQ(find("a").attempts, 0);
    EXPECT_FALSE(find("a").error);
    EXPECT_EQ(lease()->attempts, 1);
}

TEST(ScheduleStoreTest, KeepsWhatWasPut) {
    test::MigratedDatabase database;
    const auto schedules = make_sql_schedule_store();
    const Schedule daily{.name = "a",
                         .kind = "k",
                         .advertiser_id = AdvertiserId{"7"},
                         .rhythm = {.every = std::chrono::hours{24},
                                    .daily_at = std::chrono::minutes{195},
                                    .offset = UtcOffset::from_seconds(-12600).value()},
                         .next_at = parse_instant("2026-03-01T12:00:00Z").value()};
    const auto put = [&](const Schedule& schedule) {
        return database.write([&](Transaction& tx) { return schedules->put(tx, schedule); });
    };
    ASSERT_TRUE(put({.name = "b", .kind = "k", .rhythm = {.every = seconds{900}}}));
    ASSERT_TRUE(put(daily));

    const auto kept = database.read([&](Transaction& tx) { return schedules->list(tx); }).value();

    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].rhythm, daily.rhythm);
    EXPECT_EQ(kept[0].advertiser_id, daily.advertiser_id);
    EXPECT_EQ(kept[0].next_at, daily.next_at);
    EXPECT_EQ(kept[0].last_at, std::nullopt);
    EXPECT_EQ(kept[1].rhythm.daily_at, std::nullopt);
    ASSERT_TRUE(database.write([&](Transaction& tx) { return schedules->remove(tx, "b"); }));
    EXPECT_EQ(database.read([&](Transaction& tx) { return schedules->find(tx, "b"); }).value(),
              std::nullopt);
}

} // namespace
} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/backfill.hpp"

#include "reports_fixture.hpp"
#include "support/fake_clock.hpp"

namespace bayme::sync {
namespace {

class BackfillTest : public ReportsTest {
protected:
    BackfillRequest february_and_january() const {
        return {.advertisers = {shop},
                .days = {day("2026-01-01"), day("2026-02-28")},
                .cubes = {snapshots::find_cube("campaign_day")}};
    }
    BackfillJobs start(const BackfillRequest& request) {
        const auto tx = state.database->begin_write().value();
        auto started = backfill.start(*tx, person, request).value();
        tx->commit().value();
        return started;
    }
    std::vector<BackfillView> list() {
        return backfill.list(*state.database->begin_read().value()).value();
    }
    std::vector<storage::Job> jobs_of(const char* kind) {
        return queue.list(*state.database->begin_read().value(), {.kind = kind}).value();
    }
    void run_all() {
        while (workers->run_one().value()) {
        }
    }

    const Actor person{ActorKind::person, "p"};
    SystemScheduler scheduler;
    std::unique_ptr<storage::JobStore> jobs = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    jobs::Queue queue{*jobs, state.clock, state.random, scheduler};
    Backfill backfill{*state.database, *advertisers, *memory, queue, reports, state.clock};
    std::unique_ptr<jobs::Workers> workers = jobs::Workers::make(
        *state.database, queue, *schedules, state.clock, state.random, scheduler, {});
};

TEST_F(BackfillTest, IsPricedByWhatIsMissing) {
    const auto all = backfill.price(february_and_january());
    ASSERT_TRUE(all) << all.error();
    EXPECT_EQ(all->windows, 59);
    EXPECT_EQ(all->calls, 2);
    EXPECT_FALSE(all->rows_known);

    sync("2026-02-01", "2026-02-28");
    const auto rest = backfill.price(february_and_january());
    EXPECT_EQ(rest->windows, 31);
    EXPECT_EQ(rest->calls, 2); // one call spans thirty days
    EXPECT_TRUE(rest->rows_known);
    EXPECT_EQ(rest->oldest, day("2026-01-01"));
}

TEST_F(BackfillTest, GoesMonthByMonthNewestFirstAfterEverythingMoreUrgent) {
    ASSERT_TRUE(backfill.register_jobs(*workers));
    const auto started = start(february_and_january());

    ASSERT_EQ(started.jobs.size(), 2U);
    for (const auto& job : jobs_of(backfill_job.name)) {
        EXPECT_EQ(job.priority, jobs::priority_backfill);
    }
    ASSERT_TRUE(workers->run_one().value());
    ASSERT_EQ(list().size(), 1U);
    EXPECT_EQ(list()[0].done, 1);
    EXPECT_FALSE(list()[0].ended());
    EXPECT_EQ(cells("2026-01-30", "2026-02-28").size(), 30U);
    EXPECT_TRUE(cells("2026-01-01", "2026-01-29").empty());

    run_all();
    EXPECT_TRUE(list()[0].ended());
    EXPECT_EQ(cells("2026-01-01", "2026-02-28").size(), 59U);
    EXPECT_EQ(backfill.price(february_and_january())->windows, 0);
}

TEST_F(BackfillTest, OneThatWasCutOffLeavesOutWhatItHadPublished) {
    ASSERT_TRUE(backfill.register_jobs(*workers));
    sync("2026-02-10", "2026-02-28"); // as far as the process came before it was killed
    requests.clear();
    start({.advertisers = {shop},
           .days = {day("2026-02-01"), day("2026-02-28")},
           .cubes = {snapshots::find_cube("campaign_day")}});

    run_all();

    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].days, (DayRange{day("2026-02-01"), day("2026-02-09")}));
}

TEST_F(BackfillTest, OneThatIsAskedForAgainIsJoined) {
    const auto first = start(february_and_january());
    const auto second = start(february_and_january());

    EXPECT_EQ(first.jobs, second.jobs);
    EXPECT_EQ(first.group, second.group);
}

TEST_F(BackfillTest, OneThatIsCancelledKeepsWhatItFetched) {
    ASSERT_TRUE(backfill.register_jobs(*workers));
    const auto started = start(february_and_january());
    ASSERT_TRUE(workers->run_one().value());
    {
        const auto tx = state.database->begin_write().value();
        const auto ended = backfill.cancel(*tx, started.group);
        ASSERT_TRUE(ended) << ended.error();
        EXPECT_EQ(ended->done, 1);
        EXPECT_EQ(ended->cancelled, 1);
        EXPECT_EQ(backfill.cancel(*tx, "nothing").error().code, ErrorCode::not_found);
        ASSERT_TRUE(tx->commit());
    }
    run_all();

    EXPECT_EQ(cells("2026-01-01", "2026-02-28").size(), 30U);
}

// Complaint 19: a new column that stays empty for the past.
TEST_F(BackfillTest, AMetricThatIsNewIsFilledInForThePastOnce) {
    {
        // An earlier build, which did not ask for likes, has fetched two days.
        const auto tx = state.database->begin_write().value();
        for (const auto index : snapshots::fetched_metrics(*snapshots::find_cube("campaign_day"))) {
            const std::string name{snapshots::metric(index).name};
            if (name != "likes") {
                ASSERT_TRUE(memory->add_known_metric(*tx, "campaign_day", name, state.clock.now()));
            }
        }
        ASSERT_TRUE(tx->commit());
    }
    sync("2026-02-27", "2026-02-28");
    requests.clear();
    state.clock.advance(std::chrono::hours{1});

    ASSERT_TRUE(backfill.register_jobs(*workers));
    ASSERT_TRUE(backfill.register_jobs(*workers)); // the program starts a second time
    EXPECT_EQ(jobs_of(new_metrics_job.name).size(), 1U);
    run_all();

    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].days, (DayRange{day("2026-02-27"), day("2026-02-28")}));
    EXPECT_EQ(std::ranges::count(requests[0].metrics, "likes"), 1);
    ASSERT_TRUE(backfill.register_jobs(*workers));
    run_all();
    EXPECT_EQ(requests.size(), 1U);
}

TEST_F(BackfillTest, AnInstallationThatIsNewHasNothingToFillIn) {
    ASSERT_TRUE(backfill.register_jobs(*workers));

    EXPECT_TRUE(jobs_of(new_metrics_job.name).empty());
}

} // namespace
} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/fake_clock.hpp"
#include "sync_fixture.hpp"

namespace bayme::sync {
namespace {

class StartTest : public SyncTest {
protected:
    Result<SyncStarted> start(const SyncRequest& request, const Actor& actor) {
        const auto tx = state.database->begin_write().value();
        auto started = sync.start(*tx, actor, request);
        if (started) {
            tx->commit().value();
        }
        return started;
    }
    static Day day(std::string_view text) { return Day::parse(text).value(); }

    const Actor person{ActorKind::person, "p"};
    SystemScheduler scheduler;
    std::unique_ptr<storage::JobStore> jobs = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    accounts::Directory directory{*state.database, *connections, *advertisers,
                                  tokens,          client,       state.clock};
    jobs::Queue queue{*jobs, state.clock, state.random, scheduler};
    accounts::Watch watch{*state.database, *connections, *advertisers, directory, queue};
    Sync sync{*state.database, *advertisers, *connections, watch,
              queue,           structure,    reports,      state.clock};
    std::unique_ptr<jobs::Workers> workers = jobs::Workers::make(
        *state.database, queue, *schedules, state.clock, state.random, scheduler, {});
};

TEST_F(StartTest, EveryAccountInUseGetsAJobOfItsOwn) {
    const auto started =
        start({.what = What::all, .advertisers = {}, .from = {}, .to = {}}, person);

    ASSERT_TRUE(started) << started.error();
    ASSERT_EQ(started->jobs.size(), 1U);
    const auto job = queue.find(*state.database->begin_read().value(), started->jobs[0]).value();
    EXPECT_EQ(job.advertiser_id, shop);
    EXPECT_EQ(job.group, started->group);
    EXPECT_EQ(job.argument("what"), "all");
}

TEST_F(StartTest, SenselessRangesAndForeignAccountsAreRefused) {
    const auto backwards = start({.what = What::reports,
                                  .advertisers = {},
                                  .from = day("2026-02-02"),
                                  .to = day("2026-02-01")},
                                 person);
    const auto future = start(
        {.what = What::reports, .advertisers = {}, .from = day("2027-01-01"), .to = {}}, person);
    const auto unknown = start(
        {.what = What::all, .advertisers = {AdvertiserId{"9"}}, .from = {}, .to = {}}, person);

    EXPECT_EQ(backwards.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(future.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
}

TEST_F(StartTest, ATickThatFindsTheLastOneAtWorkAddsNothing) {
    const Actor schedule{ActorKind::schedule, "reports"};
    const SyncRequest request{.what = What::reports, .advertisers = {}, .from = {}, .to = {}};

    const auto first = start(request, schedule).value();
    const auto second = start(request, schedule).value();

    EXPECT_EQ(first.jobs, second.jobs);
}

TEST_F(StartTest, AnAccountThatIsNotConnectedIsLeftOutByTheClockAndRefusedToPeople) {
    {
        const auto tx = state.database->begin_write().value();
        auto connection = connections->find(*tx, ConnectionId{"c"}).value();
        connection.state = storage::ConnectionState::needs_reauthorisation;
        ASSERT_TRUE(connections->update(*tx, connection));
        ASSERT_TRUE(tx->commit());
    }

    const auto tick =
        start({.what = What::reports, .advertisers = {}, .from = {}, .to = {}}, person);
    const auto named =
        start({.what = What::reports, .advertisers = {shop}, .from = {}, .to = {}}, person);

    ASSERT_TRUE(tick) << tick.error();
    EXPECT_TRUE(tick->jobs.empty());
    ASSERT_FALSE(named);
    EXPECT_EQ(named.error().reason, "not_connected");
    const auto tx = state.database->begin_write().value();
    EXPECT_EQ(sync.in_use(*tx)->not_connected, std::vector{shop});
    EXPECT_TRUE(sync.start_first(*tx, person, {shop}));
    EXPECT_TRUE(queue.list(*tx, {.kind = account_job.name})->empty());
}

TEST_F(StartTest, WhoeverAsksForWhatIsStillAtWorkJoinsIt) {
    const SyncRequest request{.what = What::all, .advertisers = {}, .from = {}, .to = {}};

    const auto first = start(request, person).value();
    const auto second = start(request, {ActorKind::person, "q"}).value();
    const auto other = start({.what = What::all,
                              .advertisers = {},
                              .from = day("2026-02-01"),
                              .to = day("2026-02-02")},
                             person)
                           .value();

    EXPECT_EQ(first.jobs, second.jobs);
    EXPECT_EQ(first.group, second.group);
    EXPECT_NE(first.jobs, other.jobs);
}

TEST_F(StartTest, ThePersonThatSyncsAfterTheChoiceJoinsTheFirstSync) {
    std::vector<storage::Job> waiting;
    {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(sync.start_first(*tx, person, {shop}));
        ASSERT_TRUE(sync.start_first(*tx, person, {shop}));
        waiting = queue.list(*tx, {.kind = account_job.name}).value();
        ASSERT_TRUE(tx->commit());
    }

    const auto asked =
        start({.what = What::all, .advertisers = {}, .from = {}, .to = {}}, person).value();

    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].argument("what"), "all");
    EXPECT_EQ(asked.jobs, std::vector{waiting[0].id});
}

TEST_F(StartTest, AnAccountWhoseDaysNobodyCutGetsItsStructureFirst) {
    const auto tx = state.database->begin_write().value();
    auto account = advertisers->find(*tx, shop).value();
    account.id = AdvertiserId{"8"};
    account.offset_seconds = {};
    account.offset_source = "";
    ASSERT_TRUE(advertisers->put(*tx, account));

    ASSERT_TRUE(sync.start_first(*tx, person, {account.id}));
    ASSERT_TRUE(advertisers->state_offset(*tx, account.id, 0, "person:p"));
    ASSERT_TRUE(sync.start_first(*tx, person, {account.id}));

    const auto made = queue.list(*tx, {.kind = account_job.name}).value();
    ASSERT_EQ(made.size(), 2U);
    EXPECT_NE(made[0].argument("what"), made[1].argument("what"));
}

TEST_F(StartTest, AnAccountThatHasFiguresNeedsNoFirstSync) {
    const auto tx = state.database->begin_write().value();
    ASSERT_TRUE(advertisers->set_reports_synced(*tx, shop, state.clock.now()));

    ASSERT_TRUE(sync.start_first(*tx, person, {shop}));

    EXPECT_TRUE(queue.list(*tx, {.kind = account_job.name})->empty());
}

TEST_F(StartTest, ADeadTokenMetInASyncHasTheConnectionProbed) {
    ASSERT_TRUE(sync.register_jobs(*workers, *schedules));
    client.on_campaigns = [](int) -> Result<tiktok::Page<tiktok::Campaign>> {
        return fail(Error{ErrorCode::unauthenticated, "withdrawn", "tiktok.40105"});
    };
    start({.what = What::structure, .advertisers = {}, .from = {}, .to = {}}, person).value();

    ASSERT_TRUE(workers->run_one().value());

    const auto probes =
        queue.list(*state.database->begin_read().value(), {.kind = accounts::probe_job.name})
            .value();
    ASSERT_EQ(probes.size(), 1U);
    EXPECT_EQ(probes[0].argument("connection"), "c");
}

/// A first page without objects, of a listing that is said to have `total`.
template <typename Object>
tiktok::Page<Object> empty_page(int total) {
    tiktok::Page<Object> page;
    page.info.page = 1;
    page.info.total_number = total;
    return page;
}

TEST_F(StartTest, AJobSaysWhetherEverythingCameWhole) {
    ASSERT_TRUE(sync.register_jobs(*workers, *schedules));
    client.on_adgroups = [](int) {
        return empty_page<tiktok::Adgroup>(0);
    };
    client.on_ads = [](int) {
        return empty_page<tiktok::Ad>(0);
    };
    for (const int missing : {0, 7}) {
        client.on_campaigns = [&](int) {
            return empty_page<tiktok::Campaign>(missing);
        };
        const auto started =
            start({.what = What::structure, .advertisers = {}, .from = {}, .to = {}}, person)
                .value();
        while (workers->run_one().value()) {
        }

        const auto job = queue.find(*state.database->begin_read().value(), started.jobs[0]).value();

        EXPECT_TRUE(
            job.result.starts_with(missing == 0 ? R"({"whole":true,)" : R"({"whole":false,)"))
            << job.result;
    }
}

TEST_F(StartTest, AJobThatIsDoneSaysThatAllOfItIs) {
    ASSERT_TRUE(sync.register_jobs(*workers, *schedules));
    client.on_campaigns = [](int) {
        return empty_page<tiktok::Campaign>(0);
    };
    client.on_adgroups = [](int) {
        return empty_page<tiktok::Adgroup>(0);
    };
    client.on_ads = [](int) {
        return empty_page<tiktok::Ad>(0);
    };
    // It is the first of March: the second has no reports to fetch yet.
    for (const auto what : {What::structure, What::all}) {
        const auto started = start({.what = what,
                                    .advertisers = {},
                                    .from = day("2026-03-02"),
                                    .to = day("2026-03-02")},
                                   person)
                                 .value();

        ASSERT_TRUE(workers->run_one().value());

        const auto job = queue.find(*state.database->begin_read().value(), started.jobs[0]).value();
        EXPECT_EQ(job.state, storage::JobState::done);
        EXPECT_EQ(job.progress.done, 3) << to_string(what);
        EXPECT_EQ(job.progress.total, 3);
        EXPECT_EQ(job.progress.text.find(" to "), std::string::npos) << job.progress.text;
    }
}

TEST_F(StartTest, AJobThatTikTokRefusesFailsWithItsWordsAndTheOthersGoOn) {
    ASSERT_TRUE(sync.register_jobs(*workers, *schedules));
    client.on_campaigns = [](int) -> Result<tiktok::Page<tiktok::Campaign>> {
        return fail(Error{ErrorCode::forbidden, "No permission to operate advertiser"}.because(
            "tiktok.40001"));
    };
    const auto started =
        start({.what = What::structure, .advertisers = {}, .from = {}, .to = {}}, person).value();

    ASSERT_TRUE(workers->run_one().value());

    const auto job = queue.find(*state.database->begin_read().value(), started.jobs[0]).value();
    EXPECT_EQ(job.state, storage::JobState::failed);
    EXPECT_EQ(job.error->reason, "tiktok.40001");
}

} // namespace
} // namespace bayme::sync

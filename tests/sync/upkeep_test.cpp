// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/upkeep.hpp"

#include "base/json_text.hpp"
#include "sync_fixture.hpp"
#include "tiktok/endpoints.hpp"

namespace bayme::sync {
namespace {

using storage::JobState;
using storage::ObjectLevel;

/// The platform's change log and reviews, as JSON.
class UpkeepTest : public SyncTest {
protected:
    void SetUp() override {
        SyncTest::SetUp();
        ASSERT_TRUE(upkeep.register_jobs(*workers, *schedules));
        client.on_send = [this](const tiktok::calls::CallRequest& request) {
            const std::string name{request.endpoint->name};
            ++asked[name];
            return name == "changelog.task.create"  ? on_create(request.body)
                   : name == "changelog.task.check" ? Result<std::string>{on_check()}
                   : name == "changelog.task.download"
                       ? Result<std::string>{fmt::format(R"({{"status":"SUCCESS","changelog":{}}})",
                                                         json_string(log))}
                       : Result<std::string>{reviews};
        };
    }

    template <typename Kind>
    void start(const Kind& kind) {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(queue.add(*tx, {ActorKind::schedule, "test"}, kind, {},
                              {.advertiser_id = shop, .unique_key = "once"}));
        ASSERT_TRUE(tx->commit());
    }
    void work() {
        while (workers->run_one().value()) {
        }
    }
    std::vector<storage::Job> done(const std::string& kind) {
        return queue.list(*state.database->begin_read().value(), {.kind = kind}).value();
    }
    void put(ObjectLevel level, const std::string& id, const std::string& status) {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(mirror->put(*tx, {.advertiser_id = shop,
                                      .level = level,
                                      .id = id,
                                      .name = id,
                                      .secondary_status = status,
                                      .seen_at = state.clock.now()}));
        ASSERT_TRUE(tx->commit());
    }

    SystemScheduler scheduler;
    std::unique_ptr<storage::JobStore> job_rows = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    jobs::Queue queue{*job_rows, state.clock, state.random, scheduler};
    std::unique_ptr<jobs::Workers> workers = jobs::Workers::make(
        *state.database, queue, *schedules, state.clock, state.random, scheduler, {});
    accounts::Directory directory{*state.database, *connections, *advertisers,
                                  tokens,          client,       state.clock};
    accounts::Watch watch{*state.database, *connections, *advertisers, directory, queue};
    Sync sync{*state.database, *advertisers, *connections, watch,
              queue,           structure,    reports,      state.clock};
    std::unique_ptr<storage::ReviewStore> review_rows = storage::make_sql_review_store();
    std::unique_ptr<storage::ChangeLogStore> log_rows = storage::make_sql_change_log_store();
    ObjectReviews object_reviews{*state.database, *mirror, *review_rows,
                                 tokens,          client,  state.clock};
    ChangeLogs change_logs{*state.database, *log_rows, tokens, client, state.clock};
    Upkeep upkeep{{.database = *state.database,
                   .sync = sync,
                   .watch = watch,
                   .queue = queue,
                   .structure = structure,
                   .reviews = object_reviews,
                   .change_logs = change_logs,
                   .clock = state.clock}};

    std::function<Result<std::string>(const std::string&)> on_create = [](const std::string&) {
        return Result<std::string>{R"({"task_id":"5"})"};
    };
    std::function<std::string()> on_check = [] {
        return std::string{R"({"status":"SUCCESS"})"};
    };
    std::string log =
        R"({"file_data":"b'Budget changes,1\\r\\n\\r\\nTime,log_object_type,Object ID,Object,)"
        R"(Operator,Source,App ID,Activity details\\r\\n2026-03-01 11:59,Ad group,21,Budget,m*@x,)"
        R"(Marketing API,7100,[]\\r\\n2026-03-01 11:59,Advertiser,7,Name,m*@x,Web,,[]\\r\\n'"})";
    std::string reviews = "{}";
    std::map<std::string, int> asked;
};

TEST_F(UpkeepTest, TheChangeLogIsAskedForAwaitedAndKept) {
    int looks = 0;
    on_check = [&] {
        return std::string{++looks == 1 ? R"({"status":"PROCESSING"})" : R"({"status":"SUCCESS"})"};
    };
    start(change_log_job);
    work();
    EXPECT_EQ(asked["changelog.task.check"], 0) << "no call waits for it";
    for (int half_minutes = 0; half_minutes < 2; ++half_minutes) {
        state.clock.advance(seconds{30});
        work();
    }

    const auto tx = state.database->begin_read().value();
    const auto changes = log_rows->of_object(*tx, shop, ObjectLevel::adgroup, "21").value();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].author, "m*@x");
    EXPECT_EQ(changes[0].tool, "Marketing API");
    EXPECT_EQ(changes[0].changed_at, parse_instant("2026-03-01T11:59:00Z").value());
    EXPECT_EQ(log_rows->read_until(*tx, shop).value(),
              parse_instant("2026-03-01T12:00:00Z").value());
}

TEST_F(UpkeepTest, TheNextChangeLogBeginsAnHourBeforeTheLastOneEnded) {
    std::string body;
    on_create = [&](const std::string& sent) {
        body = sent;
        return Result<std::string>{R"({"task_id":"5"})"};
    };
    start(change_log_job);
    work();
    EXPECT_TRUE(body.contains(R"("start_time":"2026-01-30 13:00:00")")) << body;
    state.clock.advance(seconds{30});
    work();
    state.clock.advance(std::chrono::hours{1});
    start(change_log_job);
    work();

    EXPECT_TRUE(body.contains(R"("start_time":"2026-03-01 11:00:00")")) << body;
    EXPECT_TRUE(body.contains(R"("timezone":"UTC")")) << body;
}

TEST_F(UpkeepTest, AChangeLogThatIsNotGrantedStartsNoStormOfRetries) { // TRUST 3.2: scope shrinks
    on_create = [](const std::string&) -> Result<std::string> {
        return fail(Error{ErrorCode::forbidden, "not granted", "tiktok.40001"});
    };
    start(change_log_job);
    work();
    state.clock.advance(std::chrono::hours{1});
    work();

    EXPECT_EQ(asked["changelog.task.create"], 1);
    ASSERT_EQ(done(change_log_job.name).size(), 1U);
    EXPECT_EQ(done(change_log_job.name)[0].state, JobState::done);
    EXPECT_EQ(done(change_log_job.name)[0].result, R"({"granted":false})");
}

TEST_F(UpkeepTest, ReviewsAreReadOnlyWhereTheStatusSpeaksOfOne) {
    put(ObjectLevel::ad, "31", "AD_STATUS_AUDIT_DENY");
    put(ObjectLevel::ad, "32", "AD_STATUS_DELIVERY_OK");
    put(ObjectLevel::ad, "33", "AD_STATUS_ADVERTISER_AUDIT_DENY");
    reviews = R"({"ad_review_map":{"31":{"id":"31","is_approved":false,)"
              R"("review_status":"UNAVAILABLE","reject_info":[{"reasons":["Too loud"],)"
              R"("suggestion":"Turn it down"}]}}})";
    start(reviews_job);
    work();
    state.clock.advance(std::chrono::hours{5});
    start(reviews_job);
    work();

    EXPECT_EQ(asked["ad.review_info"], 1) << "not again within six hours";
    EXPECT_EQ(asked["adgroup.review_info"], 0);
    const auto tx = state.database->begin_read().value();
    const auto review = review_rows->find(*tx, shop, ObjectLevel::ad, "31").value();
    ASSERT_TRUE(review);
    EXPECT_EQ(review->status, "UNAVAILABLE");
    EXPECT_TRUE(review->rejections.contains(R"("reasons":["Too loud"])")) << review->rejections;
    EXPECT_FALSE(review_rows->find(*tx, shop, ObjectLevel::ad, "33").value());
}

} // namespace
} // namespace bayme::sync

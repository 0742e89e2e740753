// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/program.hpp"
#include "sandbox/run.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace bayme::app {
namespace {

using ::testing::HasSubstr;

/// The main job through every room, against the simulated platform in this process: connect, mirror
/// and snapshots, a report, one change read back.
class ThreadTest : public testing::Test {
protected:
    ThreadTest() {
        auto settings = load_settings({}, files_,
                                      {.config_file = {},
                                       .values = {{"data.dir", (folder_ / "data").string()},
                                                  {"server.listen", "127.0.0.1:1"}}})
                            .value();
        const auto& world = sandbox_->ready();
        settings.tiktok = {.app_id = world.app_id,
                           .app_secret = SecretText{world.app_secret},
                           .api_url = world.api_url,
                           .authorize_url = world.authorize_url,
                           .tier = "none"};
        init_stores(settings, files_, random_, clock_).value();
        program_ = Program::open(std::move(settings), {clock_, random_, files_}).value();
        program_->start_jobs();
    }

    std::string call(std::string_view operation, const std::string& json) {
        const auto answer = program_->call(operation, json);
        return answer ? *answer : fmt::format("{}: {}", operation, answer.error().message);
    }
    /// The text of the first member with this name.
    static std::string member(std::string_view json, std::string_view name) {
        const auto key = fmt::format("\"{}\":\"", name);
        const auto start = json.find(key) + key.size();
        return std::string{json.substr(start, json.find('"', start) - start)};
    }
    void wait_for_jobs() {
        for (int look = 0; look < 600; ++look) {
            const auto queued = call("jobs.list", R"({"state":"queued"})");
            const auto running = call("jobs.list", R"({"state":"running"})");
            if (queued == R"({"jobs":[]})" && running == queued) {
                return;
            }
            waits_.wait(std::chrono::milliseconds{50}, {});
        }
        FAIL() << "the jobs did not end in 30 s: " << call("jobs.list", "{}");
    }

    test::ScratchFolder folder_;
    SystemClock clock_;
    SystemRandom random_;
    SystemFiles files_;
    SystemScheduler waits_;
    std::unique_ptr<sandbox::RunningSandbox> sandbox_ =
        sandbox::run_sandbox({.seed = 7, .scale = sandbox::Scale::tiny}, {}, clock_, waits_)
            .value();
    std::unique_ptr<Program> program_;
};

TEST_F(ThreadTest, ConnectsFetchesReportsAndChanges) {
    const auto connected =
        call("connections.finish_with_code",
             fmt::format(R"({{"auth_code":"{}"}})", sandbox_->ready().auth_code));
    const auto account = member(connected, "advertiser_id");
    ASSERT_EQ(account, sandbox_->ready().advertiser_ids.front()) << connected;

    const Day today{std::chrono::floor<std::chrono::days>(clock_.now())};
    const auto days =
        fmt::format(R"("from":"{}","to":"{}")", today.plus(-4).text(), today.plus(-2).text());
    ASSERT_THAT(call("sync.start", "{" + days + "}"), HasSubstr("job_ids"));
    wait_for_jobs();

    const auto report =
        call("reports.export", R"({"format":"csv","query":{"dimensions":["campaign","day"],)"
                               R"("metrics":["spend","clicks"],)" +
                                   days + "}}");
    EXPECT_THAT(report, HasSubstr(R"("worst_cell":"complete")")) << report;
    EXPECT_THAT(report, HasSubstr("campaign_id,campaign_name,day,currency,spend,clicks"));

    const auto objects = call("objects.list", fmt::format(R"({{"advertiser_id":"{}"}})", account));
    const auto campaign = member(objects, "object_id");
    const auto status = member(objects, "operation_status");
    const auto wanted = status == "ENABLE" ? "DISABLE" : "ENABLE";
    const auto plan =
        member(call("plans.draft",
                    fmt::format(R"({{"advertiser_id":"{}","changes":[{{"level":"campaign",)"
                                R"("object_id":"{}","field":"operation_status","value":"{}"}}]}})",
                                account, campaign, wanted)),
               "plan_id");
    ASSERT_THAT(call("plans.approve", fmt::format(R"({{"plan_id":"{}"}})", plan)),
                HasSubstr(R"("state":"approved")"));
    wait_for_jobs();

    const auto applied = call("plans.show", fmt::format(R"({{"plan_id":"{}"}})", plan));
    EXPECT_THAT(applied, HasSubstr(R"("state":"done")")) << applied;
    EXPECT_THAT(applied, HasSubstr(fmt::format(R"("read_back":"{}")", wanted)));
    EXPECT_THAT(applied, HasSubstr(R"("drafted_by_name":"local operator")"));
    EXPECT_THAT(applied, HasSubstr(R"("approved_by_name":"local operator")"));
    EXPECT_THAT(call("audit.list", "{}"), HasSubstr(R"("actor_name":"local operator")"));
    EXPECT_THAT(call("audit.verify", "{}"), HasSubstr(R"("whole":true)"));
}

} // namespace
} // namespace bayme::app

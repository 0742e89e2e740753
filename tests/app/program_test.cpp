// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/errors.hpp"
#include "app/process_host.hpp"
#include "base/failpoint.hpp"
#include "http/local_call.hpp"
#include "snapshots/duckdb/duckdb_snapshots.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace bayme::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A real program in a scratch folder: real stores, real doors, no platform.
class ProgramTest : public testing::Test {
protected:
    ProgramTest() { common_.data = folder_ / "data"; }

    std::unique_ptr<Program> open() {
        auto settings = load_settings(
            {}, files_,
            {.config_file = {},
             .values = {{"data.dir", common_.data.string()}, {"server.listen", "127.0.0.1:0"}}});
        auto program = Program::open(std::move(settings).value(), {clock_, random_, files_});
        return program ? *std::move(program) : nullptr;
    }
    http::OutboundResponse ask(http::Method method, std::string target, std::string body = {}) {
        return http::call_local({.socket = common_.data / "bayme.sock",
                                 .method = method,
                                 .target = std::move(target),
                                 .headers = {{"Content-Type", "application/json"}},
                                 .body = std::move(body)})
            .value();
    }

    /// The names of doctor's lines that are not well.
    std::vector<std::string> found_wrong() {
        std::vector<std::string> names;
        for (const auto& line : host_.doctor(common_)) {
            if (!line.ok) {
                names.push_back(line.name);
            }
        }
        return names;
    }
    /// One account's day with so many impressions, straight into the store of the data folder.
    Result<snapshots::PublishOutcome> publish(const char* run, std::int64_t impressions) {
        BAYME_TRY(const auto store,
                  snapshots::open_duckdb(common_.data / "snapshots.duckdb", clock_));
        snapshots::Publish publish{.run = RunId{run},
                                   .advertiser = AdvertiserId{"7001"},
                                   .cube = *snapshots::find_cube("advertiser_day"),
                                   .cells = {},
                                   .facts = {}};
        snapshots::Cell cell;
        BAYME_TRY(cell.day, Day::parse("2026-03-01"));
        cell.state = snapshots::CellState::complete;
        BAYME_TRY(cell.currency, Currency::parse("EUR"));
        publish.cells.push_back(cell);
        publish.facts.metrics = {*snapshots::find_metric("impressions")};
        publish.facts.add({.day = cell.day}, std::vector<std::int64_t>{impressions});
        return store->publish(publish);
    }

    test::ScratchFolder folder_;
    SystemClock clock_;
    SystemRandom random_;
    SystemFiles files_;
    cli::CommonOptions common_;
    ProcessHost host_{{}, {clock_, random_, files_}};
};

TEST_F(ProgramTest, SaysWhatToDoWithoutADataFolder) {
    const auto connection = host_.connect(common_);

    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().reason, "not_initialised");
    EXPECT_THAT(connection.error().message, HasSubstr("bayme init"));
}

TEST_F(ProgramTest, InitMakesAFolderThatOnlyItsOwnerReads) {
    const auto made = host_.init(common_);

    ASSERT_TRUE(made) << made.error();
    EXPECT_THAT(made->link, testing::StartsWith("http://localhost:8080/link/"));
    EXPECT_EQ(files_.facts(common_.data)->mode, 0700U);
    EXPECT_EQ(files_.facts(common_.data / "master.key")->mode, 0400U);
    const auto again = host_.init(common_);
    ASSERT_TRUE(again) << again.error();
    EXPECT_NE(again->link, made->link);
}

TEST_F(ProgramTest, AnswersInProcessAndThroughTheSocket) {
    ASSERT_TRUE(host_.init(common_));
    const auto direct = host_.connect(common_).value()->call("system.whoami", "{}");

    const auto program = open();
    ASSERT_TRUE(program->listen());
    const auto through_socket = host_.connect(common_).value()->call("system.whoami", "{}");

    ASSERT_TRUE(direct) << direct.error();
    EXPECT_THAT(*direct, testing::StartsWith(R"({"actor":"local_operator")"));
    EXPECT_EQ(through_socket.value(), *direct);
}

TEST_F(ProgramTest, InitOfAFolderThatIsServedSaysWhere) {
    const auto first = host_.init(common_);
    ASSERT_TRUE(first);
    const auto program = open();
    ASSERT_TRUE(program->listen());

    const auto again = host_.init(common_);

    ASSERT_TRUE(again);
    EXPECT_EQ(first->served_at, "");
    EXPECT_EQ(again->served_at, program->public_url());
    EXPECT_THAT(again->link, testing::StartsWith(program->public_url() + "/link/"));
}

TEST_F(ProgramTest, ShowsTheQuotaOfItsLevel) {
    ASSERT_TRUE(host_.init(common_));
    const auto quota = host_.connect(common_).value()->call("quota.show", "{}");

    ASSERT_TRUE(quota) << quota.error();
    EXPECT_THAT(*quota,
                testing::StartsWith(R"({"tier":"basic","app":{"scope":"app","calls_today":0,)"
                                    R"("pace_permille":985,"learned":false,"windows":[)"
                                    R"({"window":"second","allowed":10,"used":0,"left":10},)"));
    EXPECT_THAT(*quota, HasSubstr(R"("limits":[],"penalties":[],"waiting":[])"));
}

TEST_F(ProgramTest, WithoutAnAccountASyncFailsAsAReportDoes) {
    ASSERT_TRUE(host_.init(common_));
    const auto connection = host_.connect(common_).value();

    const auto sync = connection->call("sync.start", "{}");
    const auto report =
        connection->call("reports.export", R"({"format":"csv","query":{"metrics":["spend"],)"
                                           R"("from":"2026-03-01","to":"2026-03-02"}})");

    for (const auto& answer : {sync, report}) {
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().reason, "no_accounts");
        EXPECT_EQ(api::exit_code(answer.error()), 2) << answer.error();
    }
}

TEST_F(ProgramTest, OwnsItsFolderAlone) {
    ASSERT_TRUE(host_.init(common_));
    const auto program = open();

    const auto second = host_.connect(common_);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(second.error().reason, "folder_in_use");
}

TEST_F(ProgramTest, AnswersPublicPagesOperatorsAndTheApi) {
    ASSERT_TRUE(host_.init(common_));
    const auto program = open();
    ASSERT_TRUE(program->listen());
    program->start_jobs();

    EXPECT_EQ(ask(http::Method::get, "/healthz").status, 200);
    EXPECT_EQ(ask(http::Method::get, "/readyz").status, 200);
    EXPECT_THAT(ask(http::Method::get, "/metrics").body, HasSubstr("bayme_jobs{state=\"queued\"}"));
    EXPECT_EQ(ask(http::Method::get, "/privacy").status, 200);
    EXPECT_EQ(ask(http::Method::post, "/csp-report", "[]").status, 204);
    EXPECT_EQ(ask(http::Method::post, "/csp-report", "[]").status, 204);
    EXPECT_THAT(ask(http::Method::get, "/metrics").body,
                HasSubstr("\nbayme_csp_reports_total 2\n"));
    EXPECT_THAT(ask(http::Method::get, "/metrics").body,
                HasSubstr("\nbayme_csp_reports_total 2\n"));
    EXPECT_EQ(ask(http::Method::get, "/api/v1/system/version").status, 200);
    EXPECT_EQ(ask(http::Method::post, "/api/v1/jobs/list", R"({"limit":0})").status, 400);
    EXPECT_EQ(ask(http::Method::get, "/no/such/page").status, 404);
}

TEST_F(ProgramTest, AVaultThatIsSealedLeavesThePublicPages) {
    ASSERT_TRUE(host_.init(common_));
    std::filesystem::remove(common_.data / "master.key");
    ASSERT_TRUE(
        files_.write(common_.data / "master.key", std::string(64, 'a'), FileMode::owner_read));
    const auto program = open();
    ASSERT_TRUE(program->listen());
    program->start_jobs();

    EXPECT_EQ(ask(http::Method::get, "/healthz").status, 200);
    EXPECT_EQ(ask(http::Method::get, "/privacy").status, 200);
    EXPECT_EQ(ask(http::Method::get, "/readyz").status, 503);
    EXPECT_EQ(ask(http::Method::get, "/api/v1/system/version").status, 503);
    EXPECT_EQ(program->call("system.version", "{}").error().reason, "wrong_key");
}

TEST_F(ProgramTest, StopsAndStartsAgain) {
    ASSERT_TRUE(host_.init(common_));
    for (int round = 0; round < 2; ++round) {
        const auto program = open();
        ASSERT_TRUE(program);
        ASSERT_TRUE(program->listen());
        program->start_jobs();
        program->stop();
        program->stop();
    }
}

TEST_F(ProgramTest, DoctorFindsWhatIsOpenToOthers) {
    ASSERT_TRUE(host_.init(common_));
    EXPECT_THAT(found_wrong(), IsEmpty());

    std::filesystem::permissions(common_.data, std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_THAT(found_wrong(), ElementsAre("data folder"));
}

TEST_F(ProgramTest, DoctorFindsFiguresThatDisagreeWithTheirLedger) {
    ASSERT_TRUE(host_.init(common_));
    ASSERT_TRUE(publish("run-1", 10));
    EXPECT_THAT(found_wrong(), IsEmpty());

    // Dies between taking the earlier fact away and writing the new one.
    ASSERT_TRUE(arm_failpoints("snapshots.publish.without_transaction=planted,"
                               "snapshots.publish.moved=error"));
    ASSERT_FALSE(publish("run-2", 11));
    disarm_failpoints();
    EXPECT_THAT(found_wrong(), ElementsAre("figures"));
}

} // namespace
} // namespace bayme::app

// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/process_host.hpp"
#include "http/local_call.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace bayme::app {
namespace {

using ::testing::HasSubstr;

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
    const auto bad = [&] {
        std::vector<std::string> names;
        for (const auto& line : host_.doctor(common_)) {
            if (!line.ok) {
                names.push_back(line.name);
            }
        }
        return names;
    };
    EXPECT_TRUE(bad().empty());

    std::filesystem::permissions(common_.data, std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_EQ(bad(), std::vector<std::string>{"data folder"});
}

} // namespace
} // namespace bayme::app

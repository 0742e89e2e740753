// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/demo_folder.hpp"

#include "app/process_host.hpp"
#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::app {
namespace {

using ::testing::HasSubstr;

/// A folder in which a demo ran whose simulation was at port 40001.
class DemoFolderTest : public testing::Test {
protected:
    DemoFolderTest() {
        common_.data = folder_ / "data";
        auto settings = load();
        settings.tiktok.api_url = "http://127.0.0.1:40001";
        settings.tiktok.authorize_url = "http://127.0.0.1:40001/portal/auth";
        settings.tiktok.login_url = "http://127.0.0.1:40001/v2/auth/authorize/";
        settings.tiktok.developers_api_url = "http://127.0.0.1:40001";
        init_stores(settings, files_, random_, clock_).value();
        mark_demo_folder(settings, files_).value();
    }
    Settings load() {
        return load_settings(environment_, files_,
                             {.config_file = {}, .values = {{"data.dir", common_.data.string()}}})
            .value();
    }

    test::ScratchFolder folder_;
    SystemFiles files_;
    SystemClock clock_;
    SystemRandom random_;
    Environment environment_{{"HOME", "/nowhere"},
                             {"BAYME_TIKTOK_API_URL", "https://business-api.tiktok.com"},
                             {"BAYME_TIKTOK_APP_ID", "7000000000000000000"}};
    cli::CommonOptions common_;
    ProcessHost host_{environment_, {clock_, random_, files_}};
};

TEST_F(DemoFolderTest, SpeaksToItsSimulationOnlyWhateverIsConfigured) {
    auto settings = load();
    ASSERT_EQ(settings.tiktok.api_url, "https://business-api.tiktok.com");

    ASSERT_TRUE(keep_to_demo(settings, files_));

    EXPECT_TRUE(settings.demo);
    EXPECT_EQ(settings.tiktok.api_url, "http://127.0.0.1:40001");
    EXPECT_EQ(settings.tiktok.developers_api_url, "http://127.0.0.1:40001");
    EXPECT_EQ(settings.tiktok.app_id, "demo");
    EXPECT_TRUE(settings.tiktok.developers_client_key.empty());
    for (const auto& line : settings.effective) {
        EXPECT_THAT(line.value, testing::Not(HasSubstr("tiktok.com"))) << line.key;
    }
}

TEST_F(DemoFolderTest, AProbeOfItSendsNothing) {
    cli::ProbeArguments arguments;
    arguments.wanted = arguments.run = true;

    const auto plan = host_.probe_plan(common_, arguments);
    const auto asked = host_.probe(common_, arguments, [](std::string_view) {});

    ASSERT_TRUE(plan) << plan.error();
    EXPECT_EQ(plan->host, "127.0.0.1:40001");
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().reason, "probe.demo_folder");
}

TEST_F(DemoFolderTest, AMarkThatNamesNothingIsNotGuessed) {
    files_.write(common_.data / "demo", "http://127.0.0.1:40001\n", FileMode::owner_read_write)
        .value();

    const auto found = host_.config(common_);

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().reason, "demo_folder");
}

TEST_F(DemoFolderTest, NoDemoBeginsInTheFolderOfAnInstallation) {
    files_.remove(common_.data / "demo").value();
    auto settings = load();
    ASSERT_TRUE(keep_to_demo(settings, files_));
    EXPECT_FALSE(settings.demo);

    const auto free = check_free_for_demo(settings, files_);

    ASSERT_FALSE(free);
    EXPECT_EQ(free.error().reason, "not_a_demo");
    settings.data.state = common_.data / "none.db";
    EXPECT_TRUE(check_free_for_demo(settings, files_));
}

} // namespace
} // namespace bayme::app

// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/settings.hpp"

#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace bayme::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SettingsTest : public testing::Test {
protected:
    Result<Settings> load() { return load_settings(environment_, files_, overrides_); }
    void write_config(std::string_view text) { overrides_.config_file = write("bayme.toml", text); }
    std::filesystem::path write(const std::string& name, std::string_view text) {
        files_.write(folder_ / name, text, FileMode::owner_read_write).value();
        return folder_ / name;
    }
    std::string complaint(const Result<Settings>& settings) {
        return settings ? ""
                        : settings.error().fields.at(0).path + " " +
                              settings.error().fields.at(0).message;
    }
    static std::string shown(const Settings& settings, std::string_view key) {
        for (const auto& line : settings.effective) {
            if (line.key == key) {
                return line.value + " from " + line.source;
            }
        }
        return {};
    }

    test::ScratchFolder folder_;
    SystemFiles files_;
    Environment environment_{{"HOME", "/home/ana"}};
    Overrides overrides_;
};

TEST_F(SettingsTest, HasADefaultForEverything) {
    const auto settings = load();

    ASSERT_TRUE(settings) << settings.error();
    EXPECT_EQ(settings->server.address, "127.0.0.1");
    EXPECT_EQ(settings->server.port, 8080);
    EXPECT_EQ(settings->data.folder, "/home/ana/.local/share/bayme");
    EXPECT_EQ(settings->data.state, "/home/ana/.local/share/bayme/state.db");
    EXPECT_EQ(settings->keys.file, "/home/ana/.local/share/bayme/master.key");
    EXPECT_EQ(settings->tiktok.tier, "basic");
}

TEST_F(SettingsTest, PrefersXdgDataHome) {
    environment_["XDG_DATA_HOME"] = "/data";
    EXPECT_EQ(load()->data.folder, "/data/bayme");
}

TEST_F(SettingsTest, CommandLineOutranksEnvironmentOutranksFile) {
    write_config("[server]\nlisten = \"127.0.0.1:1\"\n[tiktok]\napp_id = \"file\"\n"
                 "[site]\noperator = \"file\"\n");
    environment_["BAYME_SERVER_LISTEN"] = "127.0.0.1:2";
    environment_["BAYME_TIKTOK_APP_ID"] = "environment";
    overrides_.values["server.listen"] = "127.0.0.1:3";

    const auto settings = load();

    ASSERT_TRUE(settings) << settings.error();
    EXPECT_EQ(settings->server.port, 3);
    EXPECT_EQ(settings->tiktok.app_id, "environment");
    EXPECT_EQ(settings->site.operator_name, "file");
    EXPECT_EQ(shown(*settings, "server.listen"), "127.0.0.1:3 from command line");
    EXPECT_EQ(shown(*settings, "tiktok.app_id"), "environment from BAYME_TIKTOK_APP_ID");
    EXPECT_EQ(shown(*settings, "site.operator"), "file from bayme.toml");
}

TEST_F(SettingsTest, NamesTheNearestKeyOfAMisspeltOne) {
    write_config("[server]\nlisen = \"127.0.0.1:1\"\n");
    EXPECT_EQ(complaint(load()), "server.lisen is no key; did you mean server.listen?");

    write_config("");
    environment_["BAYME_TIKTOK_APPID"] = "1";
    EXPECT_EQ(complaint(load()), "BAYME_TIKTOK_APPID is no key; did you mean tiktok.app_id?");
}

TEST_F(SettingsTest, LeavesVariablesOfOthersAlone) {
    environment_["BAYME_SHARED"] = "/somewhere";
    environment_["BAYME_FAILPOINTS"] = "";
    EXPECT_TRUE(load());
}

TEST_F(SettingsTest, TellsEveryWrongValue) {
    write_config("[server]\nlisten = \"8080\"\npublic_url = \"app.bayme.store\"\n"
                 "tls_key = \"k.pem\"\n[limits]\njob_threads = 0\n[tiktok]\ntier = \"gold\"\n"
                 "[data]\nstate_url = \"postgres://x\"\n");

    const auto settings = load();

    ASSERT_FALSE(settings);
    std::vector<std::string> keys;
    for (const auto& field : settings.error().fields) {
        keys.push_back(field.path);
    }
    EXPECT_THAT(keys, testing::UnorderedElementsAre("server.listen", "server.public_url",
                                                    "server.tls_key", "limits.job_threads",
                                                    "tiktok.tier", "data.state_url"));
}

TEST_F(SettingsTest, RefusesWhatIsNoToml) {
    write_config("[server\n");
    EXPECT_THAT(load().error().message, HasSubstr("bayme.toml:1:"));
    write_config("listen = \"x\"\n");
    EXPECT_THAT(load().error().message, HasSubstr("outside of a section"));
    write_config("[server]\nlisten = 1.5\n");
    EXPECT_THAT(load().error().message, HasSubstr("bayme.toml:2:"));
}

TEST_F(SettingsTest, AFileThatWasNamedMustExist) {
    overrides_.config_file = folder_ / "missing.toml";
    EXPECT_EQ(load().error().code, ErrorCode::not_found);
}

TEST_F(SettingsTest, ReadsSecretsFromFileEnvironmentAndCredential) {
    const auto reveal = [](const Result<Settings>& settings) {
        return settings->tiktok.app_secret.reveal([](auto text) { return std::string{text}; });
    };
    write("secret", "from-file\n");
    write_config("[tiktok]\napp_secret_file = \"" + (folder_ / "secret").string() + "\"\n");
    EXPECT_EQ(reveal(load()), "from-file");

    write("bayme-tiktok-app_secret", "from-credential");
    environment_["CREDENTIALS_DIRECTORY"] = folder_.path().string();
    EXPECT_EQ(reveal(load()), "from-credential");

    environment_["BAYME_TIKTOK_APP_SECRET"] = "from-environment";
    EXPECT_EQ(reveal(load()), "from-environment");
}

TEST_F(SettingsTest, RefusesASecretInTheFileItself) {
    write_config("[tiktok]\napp_secret = \"x\"\n");
    EXPECT_EQ(complaint(load()),
              "tiktok.app_secret is a secret: name a file with tiktok.app_secret_file");
}

TEST_F(SettingsTest, ShowsNoSecret) {
    environment_["BAYME_TIKTOK_APP_SECRET"] = "hunter2";
    environment_["BAYME_KEYS_MASTER_KEY"] = "hunter3";

    const auto settings = load();

    EXPECT_EQ(shown(*settings, "tiktok.app_secret"), "(set) from BAYME_TIKTOK_APP_SECRET");
    for (const auto& line : settings->effective) {
        EXPECT_EQ(line.value.find("hunter"), std::string::npos) << line.key;
    }
}

TEST_F(SettingsTest, SplitsListsOfTheEnvironment) {
    environment_["BAYME_SITE_PROCESSING_LOCATIONS"] = "Germany, Ireland";
    EXPECT_THAT(load()->site.processing_locations, ElementsAre("Germany", "Ireland"));
}

TEST_F(SettingsTest, KnowsWhatProductionMayNotBe) {
    EXPECT_EQ(production_problems(*load()).size(), 3U);

    write_config("[server]\npublic_url = \"https://app.bayme.store/\"\n"
                 "[site]\nprocessing_locations = [\"Germany\"]\n[tiktok]\napp_id = \"7\"\n");
    environment_["BAYME_TIKTOK_APP_SECRET"] = "s";
    EXPECT_THAT(production_problems(*load()), IsEmpty());

    environment_["BAYME_KEYS_MASTER_KEY"] = std::string(64, 'a');
    EXPECT_EQ(production_problems(*load()).size(), 1U);
}

TEST_F(SettingsTest, KnowsLoopbackByThePublicName) {
    const auto loopback = [](std::string url) {
        return is_loopback({.address = "0.0.0.0",
                            .public_url = std::move(url),
                            .tls_certificate = {},
                            .tls_key = {},
                            .trusted_proxies = {}});
    };
    EXPECT_TRUE(loopback("http://localhost:8080"));
    EXPECT_TRUE(loopback("http://[::1]:8080"));
    EXPECT_FALSE(loopback("https://app.bayme.store"));
    EXPECT_FALSE(loopback("https://localhost.evil.example"));
    EXPECT_FALSE(loopback(""));
}

} // namespace
} // namespace bayme::app

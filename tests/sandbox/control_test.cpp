// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"
#include "support/scratch_folder.hpp"

#include <fstream>
#include <iterator>

namespace bayme::sandbox {

namespace {

class ControlTest : public SandboxTest {};

TEST_F(ControlTest, TheClockStandsUntilItIsMoved) {
    wall_.advance(std::chrono::hours{5});
    EXPECT_EQ(control("/clock", {}).at("now"), "2026-03-01T12:00:00Z");
    EXPECT_EQ(command("/clock", R"({"advance":"90m"})").at("now"), "2026-03-01T13:30:00Z");
    EXPECT_EQ(command("/clock", R"({"now":"2026-04-01T00:00:00Z"})").at("now"),
              "2026-04-01T00:00:00Z");
    EXPECT_EQ(send(http::Method::post, "/clock", {}, R"({"now":"2026-03-01T00:00:00Z"})").status,
              400)
        << "never back";
    EXPECT_EQ(send(http::Method::post, "/clock", {}, R"({"advance":"soon"})").status, 400);
}

TEST_F(ControlTest, ConsentIsNarrowedTakenBackAndGivenForOneMoreAccount) {
    const Query of_account{{"advertiser_id", account_}};
    command("/scopes", R"({"scopes":["1","4"]})");
    EXPECT_EQ(get("campaign/get", of_account).at("code"), 40001);
    command("/scopes", R"({"scopes":["1","2"]})");
    EXPECT_EQ(get("campaign/get", of_account).at("code"), 0);

    const auto body = R"({"advertiser_id":")" + account_ + R"("})";
    command("/revoke", body);
    EXPECT_EQ(get("campaign/get", of_account).at("code"), 40001);
    command("/share", body);
    EXPECT_EQ(get("campaign/get", of_account).at("code"), 0);
}

TEST_F(ControlTest, WithoutAFrozenClockTheSandboxFollowsTheWall) {
    auto made = Sandbox::make({.scale = Scale::tiny}, wall_, waits_);
    ASSERT_TRUE(made) << made.error();
    sandbox_ = std::move(*made);
    EXPECT_EQ(control("/clock", {}).at("now"), "2026-03-01T12:00:00Z");
    command("/clock", R"({"advance":"1d"})");
    wall_.advance(std::chrono::minutes{1});
    EXPECT_EQ(control("/clock", {}).at("now"), "2026-03-02T12:01:00Z");
}

TEST_F(ControlTest, TheLedgerKeepsEveryCallInOrderWithoutSecrets) {
    get("oauth2/advertiser/get", {{"app_id", ready_.app_id}, {"secret", ready_.app_secret}});
    const auto listed = get("campaign/get", {{"advertiser_id", account_}, {"page_size", "1"}});
    get("campaign/get", {});

    const auto ledger = control("/ledger", {{"answers", "1"}});

    const auto& entries = ledger.at("entries").as_array();
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].at("parameters").at("secret"), "(blanked)");
    EXPECT_EQ(entries[0].at("time"), "2026-03-01T12:00:00Z");
    EXPECT_EQ(entries[1].at("path"), "campaign/get");
    EXPECT_EQ(entries[1].at("method"), "GET");
    EXPECT_EQ(entries[1].at("parameters").at("page_size"), "1");
    EXPECT_EQ(entries[1].at("request_id"), listed.at("request_id"));
    EXPECT_EQ(entries[1].at("answer"), json::value(listed));
    EXPECT_EQ(entries[2].at("code"), 40002);
    EXPECT_EQ(ledger.at("next"), 4);
    EXPECT_FALSE(json::serialize(ledger).contains(ready_.app_secret));
    EXPECT_EQ(control("/ledger", {{"from", "3"}}).at("entries").as_array().size(), 1U);
    EXPECT_FALSE(control("/ledger", {}).at("entries").at(1).as_object().contains("answer"));
}

TEST_F(ControlTest, TheLogFileHoldsTheSameLines) {
    const test::ScratchFolder folder;
    SandboxOptions options;
    options.log_folder = folder / "log";
    start(options);
    get("user/info", {});
    get("campaign/get", {{"advertiser_id", account_}});

    std::ifstream file{folder.path() / "log" / "access.ndjson"};
    std::vector<json::value> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(json::parse(line));
    }
    EXPECT_EQ(json::value(json::array(lines.begin(), lines.end())),
              control("/ledger", {{"answers", "1"}}).at("entries"));
}

TEST_F(ControlTest, AnEditAsInAdsManagerIsSeenThroughTheApi) {
    const auto shown = [this] {
        return list(get("campaign/get", {{"advertiser_id", account_}})).front();
    };
    const auto campaign = text(shown().at("campaign_id"));
    const auto edit = [&](const std::string& change) {
        return send(http::Method::post, "/edit", {},
                    R"({"advertiser_id":")" + account_ + R"(","level":"campaign","id":")" +
                        campaign + R"(",)" + change + "}");
    };
    EXPECT_EQ(edit(R"("name":"Renamed by hand")").status, 200);
    EXPECT_EQ(shown().at("campaign_name"), "Renamed by hand");
    EXPECT_EQ(edit(R"("operation_status":"STOP")").status, 400);
    EXPECT_EQ(edit(R"("budget":1)").status, 400);
    EXPECT_EQ(send(http::Method::post, "/edit", {}, "{}").status, 400);
    const auto ledger = control("/ledger", {{"path", "edit"}});
    EXPECT_EQ(ledger.at("entries").at(0).at("by"), "control");
    EXPECT_EQ(ledger.at("entries").at(0).at("effects").at(0).at("after"), "Renamed by hand");
}

TEST_F(ControlTest, TheTruthIsWholeNumbersAndKnowsDeletedObjects) {
    const auto answer = control("/truth", {{"advertiser_id", account_},
                                           {"level", "ad"},
                                           {"from", "2026-02-01"},
                                           {"to", "2026-02-28"}});
    EXPECT_EQ(answer.at("currency"), "USD");
    EXPECT_EQ(answer.at("digits"), 2);
    for (const auto& row : answer.at("rows").as_array()) {
        for (const auto& count : row.at("counts").as_object()) {
            EXPECT_TRUE(count.value().is_int64()) << count.key();
        }
        EXPECT_LE(row.at("counts").at("clicks").as_int64(),
                  row.at("counts").at("impressions").as_int64());
    }
    EXPECT_EQ(control("/objects", {{"advertiser_id", account_}, {"level", "ad"}})
                  .at("list")
                  .as_array()
                  .size(),
              50U);
    EXPECT_EQ(control("/objects", {}).at("list").as_array().size(), 2U);
    EXPECT_EQ(send(http::Method::get, "/truth", {}).status, 400);
    EXPECT_EQ(send(http::Method::get, "/nonsense", {}).status, 404);
}

TEST_F(ControlTest, TheReadyLineIsOneLineOfJson) {
    auto ready = sandbox_->ready();
    EXPECT_NE(ready.auth_code, ready_.auth_code) << "each start gets a fresh code";
    ready.api_url = "http://127.0.0.1:1/open_api/v1.3/";
    const auto line = ready_line(ready);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const auto value = json::parse(line);
    EXPECT_EQ(text(value.at("api_url")), ready.api_url);
    EXPECT_EQ(value.at("advertiser_ids").as_array().size(), 2U);
    for (const auto* const member :
         {"authorize_url", "control_url", "app_id", "app_secret", "access_token", "auth_code"}) {
        EXPECT_TRUE(value.at(member).is_string()) << member;
    }
}

} // namespace

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "form.hpp"
#include "sandbox/recorder/relay.hpp"
#include "sandbox/run.hpp"
#include "support/fake_clock.hpp"
#include "support/planted.hpp"
#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayme::sandbox {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

http::Recipient allowed(const std::string& host) {
    return {"test", host, "sandbox", "test", true};
}

std::string host_of(const std::string& url) {
    const auto start = url.find("//") + 2;
    return url.substr(start, url.find('/', start) - start);
}

/// A platform whose answers a test writes.
class FakePlatform {
public:
    explicit FakePlatform(http::Handler handler) {
        http::ServerOptions options;
        options.tcp = {{}};
        server_ = http::Server::start(std::move(options), std::move(handler)).value();
    }
    ~FakePlatform() { server_->stop(std::chrono::milliseconds{0}); }
    FakePlatform(const FakePlatform&) = delete;
    FakePlatform& operator=(const FakePlatform&) = delete;
    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_->ports().front()) + "/";
    }

private:
    std::unique_ptr<http::Server> server_;
};

http::Response json(std::string body) {
    http::Response response;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = std::move(body);
    return response;
}

class RecorderTest : public testing::Test {
protected:
    /// A recorder before `upstream`; calls go to it from now on.
    void record(const std::string& upstream, RecordingLimits limits = {}) {
        const auto url = http::parse_recipient_url(upstream).value();
        out_ = std::make_unique<http::CurlOutbound>(recorder_recipients(url).value());
        auto made = start_recorder(
            {.upstream = url, .folder = recording_, .listener = {}, .limits = limits}, *out_,
            files_, clock_);
        ASSERT_TRUE(made) << made.error();
        relay_ = *std::move(made);
    }
    void replay() {
        relay_.reset();
        auto made = start_replay({.folder = recording_, .listener = {}}, files_);
        ASSERT_TRUE(made) << made.error();
        relay_ = *std::move(made);
    }

    http::OutboundResponse call(http::OutboundRequest request, const std::string& path) {
        http::CurlOutbound client{{allowed(host_of(relay_->ready().api_url))}};
        request.url = relay_->ready().api_url + path;
        return client.send(request).value();
    }
    std::string get(const std::string& path, std::vector<http::QueryParameter> query = {},
                    const std::string& token = "some-token") {
        http::OutboundRequest request;
        request.query = std::move(query);
        request.secret_headers.push_back({"Access-Token", SecretText{token}});
        return call(std::move(request), path).body;
    }
    std::string post(const std::string& path, const std::string& body,
                     const std::string& type = "application/json") {
        http::OutboundRequest request;
        request.method = http::Method::post;
        request.headers = {{"Content-Type", type}};
        request.body = SecretText{body};
        return call(std::move(request), path).body;
    }

    /// Every byte of the recording, the names of its files included.
    std::string everything() {
        std::string all;
        const auto names = files_.list(recording_).value();
        for (const auto& name : names) {
            all += name + "\n" + files_.read(recording_ / name).value() + "\n";
        }
        return all;
    }

    test::ScratchFolder folder_;
    std::filesystem::path recording_ = folder_ / "recording";
    SystemFiles files_;
    test::FakeClock clock_;
    std::unique_ptr<http::CurlOutbound> out_;
    std::unique_ptr<Relay> relay_;
};

/// What a test plants in every place it can stand.
constexpr auto planted = std::to_array<std::string_view>({
    "tok-1f0e9d8c7b6a59483726",
    "rft-0a1b2c3d4e5f60718293",
    "sec-99887766554433221100",
    "cod-abcdefabcdefabcdef12",
    "tok%2Dsecond%2F4711471147",
    "tok-second/4711471147",
    "7012345678901234567",
    "maria.lopez@example.com",
    "maria.lopez%40example.com",
    "i***************@**********",
    "+4915123456789",
    "+18023****63",
    "Maria Lopez",
    "4711-open-id",
    "Unter den Linden 1",
});

/// A platform that gives away everything that is planted.
http::Response give_away(const http::Request& request) {
    if (request.path.ends_with("/first/")) {
        // Before anything says that it is a token.
        return json(R"({"note":"lost tok-1f0e9d8c7b6a59483726, sorry"})");
    }
    if (request.path.ends_with("/page/")) {
        auto answer = json("<p>write to maria.lopez@example.com or +4915123456789, app "
                           "7012345678901234567, ?auth_code=cod-abcdefabcdefabcdef12&x=1</p>");
        answer.headers = {{"Content-Type", "text/html"}};
        answer.status = 502;
        return answer;
    }
    if (request.path.ends_with("/cut/")) {
        return json(R"({"data":{"refresh_token":"rft-0a1b2c3d4e5f60718293","access_token":"tok)"
                    R"(-1f0e9d8c7b6a59483726)");
    }
    return json(
        R"({"code":0,"message":"app 7012345678901234567 of maria.lopez@example.com","data":{)"
        R"("access_token":"tok\u002d1f0e9d8c7b6a59483726","app_id":7012345678901234567,)"
        R"("refresh_token":"rft-0a1b2c3d4e5f60718293","list":[{"contacter":"Maria Lopez",)"
        R"("email":"i***************@**********","cellphone_number":"+18023****63",)"
        R"("open_id":"4711-open-id","address":"Unter den Linden 1","balance":10.50}],)"
        R"("inner":"{\"access_token\":\"tok-second\/4711471147\"}",)"
        R"("url":"https://shop.example/?mail=maria.lopez%40example.com"}})");
}

class LeakTest : public RecorderTest {
protected:
    /// Records calls that plant everything. @return what is found in a stored byte.
    std::vector<std::string_view> leaks() {
        const FakePlatform platform{give_away};
        record(platform.url());
        call_with_everything();
        // The one keyword that is a name stands under no name that says so.
        stored_ = everything();
        const std::string keyword = R"(\"keyword\":\"Maria Lopez\")";
        const auto at = stored_.find(keyword);
        EXPECT_NE(at, std::string::npos) << stored_;
        stored_.erase(std::min(at, stored_.size()), keyword.size());
        std::vector<std::string_view> found;
        std::ranges::copy_if(planted, std::back_inserter(found),
                             [&](std::string_view secret) { return stored_.contains(secret); });
        return found;
    }

    std::string stored_;

private:
    void call_with_everything() {
        get("first/");
        get("oauth2/advertiser/get/",
            {{"app_id", "7012345678901234567"},
             {"secret", "sec-99887766554433221100"},
             {"filtering", R"({"user_email":"maria.lopez@example.com","keyword":"Maria Lopez"})"}},
            "tok-1f0e9d8c7b6a59483726");
        post("oauth2/access_token/",
             R"({"app_id":"7012345678901234567","secret":"sec-99887766554433221100",)"
             R"("auth_code":"cod-abcdefabcdefabcdef12","return_advertiser_ids":false})");
        post("oauth/token/",
             "client_id=7012345678901234567&client_secret=sec-99887766554433221100&"
             "code=cod-abcdefabcdefabcdef12&token=tok%2Dsecond%2F4711471147",
             "application/x-www-form-urlencoded");
        post("file/image/ad/upload/",
             Form{}
                 .field("access_token", "tok-second/4711471147")
                 .field("note", "for maria.lopez@example.com")
                 .file("image_file", "maria.lopez@example.com.png", png(10, 10))
                 .body(),
             std::string{Form::content_type});
        get("page/");
        get("cut/");
    }
};

TEST_F(LeakTest, NothingPrivateIsInAnyStoredByte) {
    EXPECT_THAT(leaks(), testing::IsEmpty());
    // The second token: the first one came in the header of that call.
    EXPECT_THAT(stored_, HasSubstr("lost redacted-token-2, sorry"));
    EXPECT_THAT(stored_, HasSubstr(R"("app_id":9000000000000000001,)"));
    EXPECT_THAT(stored_, HasSubstr(R"("balance":10.50)")) << "numbers keep their digits";
    EXPECT_EQ(files_.list(recording_).value().size(), 14U);
}

TEST_F(LeakTest, ARecorderThatRedactsNothingWouldBeSeen) {
    const test::Planted defect{"sandbox.recorder.without_redaction"};
    EXPECT_THAT(leaks(), testing::Not(testing::IsEmpty()));
}

TEST_F(RecorderTest, ACallerGetsTheTrueAnswer) {
    const FakePlatform platform{[](const http::Request& request) {
        auto answer = json(R"({"data":{"access_token":"tok-1f0e9d8c7b6a59483726"}})");
        answer.headers.push_back({"X-Tt-Logid", std::string{*request.header("Access-Token")}});
        return answer;
    }};
    record(platform.url());

    http::OutboundRequest request;
    request.secret_headers.push_back({"Access-Token", SecretText{"tok-own-0000000000000"}});
    const auto answer = call(std::move(request), "user/info/");

    EXPECT_EQ(answer.body, R"({"data":{"access_token":"tok-1f0e9d8c7b6a59483726"}})");
    EXPECT_EQ(http::find_header(answer.headers, "X-Tt-Logid"), "tok-own-0000000000000");
}

TEST_F(RecorderTest, FilesAreTheOwnersOnlyAndOfOneRecording) {
    const FakePlatform platform{[](const http::Request&) {
        return json("{}");
    }};
    record(platform.url());
    get("user/info/");

    const auto names = files_.list(recording_).value();
    for (const auto& name : names) {
        EXPECT_EQ(files_.facts(recording_ / name)->mode, 0600U) << name;
    }
    EXPECT_EQ(files_.facts(recording_)->mode, 0700U);
    const auto url = http::parse_recipient_url(platform.url()).value();
    const auto again = start_recorder({.upstream = url, .folder = recording_, .listener = {}},
                                      *out_, files_, clock_);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_F(RecorderTest, AFullRecordingStillPassesCallsOn) {
    const FakePlatform platform{[](const http::Request&) {
        return json(R"({"code":0})");
    }};
    record(platform.url(), {.exchanges = 2, .bytes = 1'000'000, .answer_bytes = 1000});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(get("user/info/"), R"({"code":0})");
    }
    EXPECT_EQ(files_.list(recording_).value().size(), 4U);
}

TEST_F(RecorderTest, OnlyTikToksHostsAndThisMachineAreRecorded) {
    const auto refused = recorder_recipients(
        http::parse_recipient_url("https://business-api.tiktok.com.example.org/").value());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "http.refused_recipient");
    EXPECT_FALSE(recorder_recipients(
        http::parse_recipient_url("https://business-api.tiktok.com:8443/").value()));
    for (const auto* const host : {"business-api.tiktok.com", "sandbox-ads.tiktok.com"}) {
        const auto rows = recorder_recipients(
            http::parse_recipient_url(std::string{"https://"} + host + "/").value());
        ASSERT_TRUE(rows) << rows.error();
        EXPECT_EQ(std::ranges::count_if(*rows, &http::Recipient::on), 1);
    }
}

TEST_F(RecorderTest, APlatformThatDoesNotAnswerIsRecordedAsThat) {
    std::string url;
    {
        const FakePlatform gone{[](const http::Request&) {
            return json("{}");
        }};
        url = gone.url();
    }
    record(url);
    EXPECT_EQ(get("user/info/"), "http.not_sent\n");
    replay();
    EXPECT_EQ(get("user/info/"), "http.not_sent\n");
}

class ReplayTest : public RecorderTest {
protected:
    ReplayTest() {
        SandboxOptions options;
        options.scale = Scale::tiny;
        sandbox_ = run_sandbox(options, {}, clock_, waits_).value();
        const auto& api = ready().api_url;
        record(api.substr(0, api.find("/open_api/") + 1));
    }
    [[nodiscard]] const ReadyInfo& ready() const { return sandbox_->ready(); }
    [[nodiscard]] const std::string& account() const { return ready().advertiser_ids.at(0); }

    test::FakeScheduler waits_{clock_};
    std::unique_ptr<RunningSandbox> sandbox_;
};

TEST_F(ReplayTest, GivesTheSameAnswersByteForByteApartFromPlaceholders) {
    const auto listing = [&](const std::string& token) {
        return get("campaign/get/",
                   {{"advertiser_id", account()},
                    {"filtering", R"({"primary_status":"STATUS_ALL"})"},
                    {"page_size", "100"}},
                   token);
    };
    const auto exchange = [&](const std::string& code) {
        return post("oauth2/access_token/", R"({"app_id":")" + ready().app_id + R"(","secret":")" +
                                                ready().app_secret + R"(","auth_code":")" + code +
                                                R"("})");
    };
    const auto report = [&](const std::string& token) {
        return get("report/integrated/get/",
                   {{"advertiser_id", account()},
                    {"report_type", "BASIC"},
                    {"data_level", "AUCTION_CAMPAIGN"},
                    {"dimensions", R"(["campaign_id","stat_time_day"])"},
                    {"metrics", R"(["spend","impressions"])"},
                    {"start_date", "2026-02-20"},
                    {"end_date", "2026-02-26"}},
                   token);
    };
    const auto granted = exchange(ready().auth_code);
    const auto token = ready().access_token;
    const auto campaigns = listing(token);
    const auto figures = report(token);
    ASSERT_THAT(campaigns, HasSubstr(R"("campaign_id":)"));
    ASSERT_THAT(figures, HasSubstr(R"("spend":)"));

    replay();

    EXPECT_EQ(listing("another"), campaigns);
    EXPECT_EQ(report("another"), figures);
    auto replayed = exchange("another");
    const std::string placeholder = "redacted-token-1";
    const auto at = replayed.find(placeholder);
    ASSERT_NE(at, std::string::npos) << replayed;
    const auto start = granted.find(R"("access_token":")") + 16;
    replayed.replace(at, placeholder.size(),
                     granted.substr(start, granted.find('"', start) - start));
    EXPECT_EQ(replayed, granted);
}

TEST_F(ReplayTest, OneTokenHasOnePlaceholderInAnswersAndHeaders) {
    const auto granted =
        post("oauth2/access_token/", R"({"app_id":")" + ready().app_id + R"(","secret":")" +
                                         ready().app_secret + R"(","auth_code":")" +
                                         ready().auth_code + R"("})");
    const auto start = granted.find(R"("access_token":")") + 16;
    get("user/info/", {}, granted.substr(start, granted.find('"', start) - start));

    EXPECT_THAT(files_.read(recording_ / "000001.answer").value(),
                HasSubstr(R"("access_token":"redacted-token-1")"));
    EXPECT_THAT(files_.read(recording_ / "000002.json").value(),
                HasSubstr(R"({"name":"Access-Token","value":"redacted-token-1"})"));
    EXPECT_THAT(files_.read(recording_ / "000002.answer").value(),
                HasSubstr(R"("display_name":"Person 1","email":"person1@redacted.invalid")"));
}

TEST_F(ReplayTest, ARequestMayNameItsMembersInAnyOrder) {
    const auto make = [&](const std::string& more) {
        return post("campaign/create/", R"({"advertiser_id":")" + account() + R"(",)" + more);
    };
    const auto made = make(R"("campaign_name":"A","request_id":"1","budget_mode":"X"})");
    replay();
    EXPECT_EQ(make(R"("budget_mode":"X","campaign_name":"A","request_id":"2"})"), made);
}

TEST_F(ReplayTest, TheSameRequestGetsTheRecordedSequence) {
    const FakePlatform platform{
        [count = std::make_shared<std::atomic<int>>(0)](const http::Request&) {
            return json(R"({"status":)" + std::to_string(++*count) + "}");
        }};
    relay_.reset();
    std::filesystem::remove_all(recording_);
    record(platform.url());
    for (int i = 0; i < 3; ++i) {
        get("report/task/check/", {{"task_id", "7"}});
    }
    replay();
    for (const auto* const expected : {"1", "2", "3", "3"}) {
        EXPECT_EQ(get("report/task/check/", {{"task_id", "7"}}),
                  R"({"status":)" + std::string{expected} + "}");
    }
}

TEST_F(ReplayTest, SaysWhichMemberOfARequestIsOther) {
    get("campaign/get/", {{"advertiser_id", account()}, {"page", "1"}}, ready().access_token);
    get("campaign/get/",
        {{"advertiser_id", account()}, {"filtering", R"({"objective_type":"REACH"})"}},
        ready().access_token);
    replay();

    const auto other = get("campaign/get/", {{"advertiser_id", account()}, {"page", "2"}});
    const auto deeper = get("campaign/get/", {{"advertiser_id", account()},
                                              {"filtering", R"({"objective_type":"TRAFFIC"})"}});
    const auto never = get("adgroup/get/", {{"advertiser_id", account()}});

    EXPECT_THAT(other, HasSubstr(R"("code":40002)"));
    EXPECT_THAT(other, HasSubstr(R"(The nearest is 000001; query.page: asked \"2\", )"
                                 R"(recorded \"1\"")"));
    EXPECT_THAT(deeper, HasSubstr(R"(The nearest is 000002; query.filtering.objective_type: asked )"
                                  R"(\"TRAFFIC\", recorded \"REACH\")"));
    EXPECT_THAT(never, HasSubstr(R"("code":40008)"));
    EXPECT_THAT(never, HasSubstr("GET /open_api/v1.3/adgroup/get/ was not recorded"));
}

TEST_F(ReplayTest, AnUploadIsToldByItsFile) {
    const auto upload = [&](unsigned width) {
        return post("file/image/ad/upload/",
                    Form{}
                        .field("advertiser_id", account())
                        .file("image_file", "a.png", png(width, 10))
                        .body(),
                    std::string{Form::content_type});
    };
    const auto answer = upload(10);
    replay();
    EXPECT_EQ(upload(10), answer);
    EXPECT_THAT(upload(20), HasSubstr("part.image_file: asked"));
}

TEST_F(ReplayTest, RefusesAFolderThatIsNoRecording) {
    EXPECT_EQ(start_replay({.folder = recording_, .listener = {}}, files_).error().code,
              ErrorCode::not_found);
    ASSERT_TRUE(
        files_.write(recording_ / "000001.json", R"({"format":2})", FileMode::owner_read_write));
    const auto refused = start_replay({.folder = recording_, .listener = {}}, files_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
    EXPECT_THAT(refused.error().message, HasSubstr("000001.json"));
}

} // namespace

} // namespace bayme::sandbox

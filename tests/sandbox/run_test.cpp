// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/run.hpp"

#include "http/outbound.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace bayme::sandbox {

namespace {

std::string host_of(const std::string& url) {
    const auto start = url.find("//") + 2;
    return url.substr(start, url.find('/', start) - start);
}

/// A tiny sandbox behind its two servers, and a client that may talk to them.
class RunTest : public testing::Test {
protected:
    RunTest() {
        SandboxOptions options;
        options.scale = Scale::tiny;
        auto made = run_sandbox(options, {}, wall_, waits_);
        EXPECT_TRUE(made) << made.error();
        running_ = std::move(*made);
        outbound_ = std::make_unique<http::CurlOutbound>(std::vector<http::Recipient>{
            {"api", host_of(ready().api_url), "sandbox", "test", true},
            {"control", host_of(ready().control_url), "sandbox", "test", true}});
    }
    [[nodiscard]] const ReadyInfo& ready() const { return running_->ready(); }
    Result<http::OutboundResponse> ask_user() {
        http::OutboundRequest request;
        request.url = ready().api_url + "user/info/";
        request.secret_headers.push_back({"Access-Token", SecretText{ready().access_token}});
        return outbound_->send(request);
    }
    void plan(std::string_view rule) {
        http::OutboundRequest request;
        request.method = http::Method::post;
        request.url = ready().control_url + "/faults";
        request.body = SecretText{R"({"rules":[)" + std::string{rule} + "]}"};
        ASSERT_TRUE(outbound_->send(request));
    }

    test::FakeClock wall_;
    test::FakeScheduler waits_{wall_};
    std::unique_ptr<RunningSandbox> running_;
    std::unique_ptr<http::CurlOutbound> outbound_;
};

TEST_F(RunTest, ServesBothDoorsAtTheAddressesItNames) {
    http::OutboundRequest question;
    question.url = ready().control_url + "/clock";

    const auto answer = ask_user();
    const auto clock = outbound_->send(question);

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_TRUE(answer->body.starts_with(R"({"code":0,"message":"OK",)")) << answer->body;
    ASSERT_TRUE(clock) << clock.error();
    EXPECT_EQ(clock->body, R"({"now":"2026-03-01T12:00:00Z"})");
    EXPECT_TRUE(ready().authorize_url.ends_with("/portal/auth")) << ready().authorize_url;
}

TEST_F(RunTest, ADripArrivesWhole) {
    plan(R"({"path":"user/info","drip_ms":1,"drip_bytes":40})");
    const auto answer = ask_user();
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_TRUE(answer->body.ends_with("}}")) << answer->body;
}

TEST_F(RunTest, AResetAndAWrongLengthAreNoAnswers) {
    plan(R"({"path":"user/info","reset":200,"count":1},)"
         R"({"path":"user/info","length":100000,"after":1,"count":1})");
    EXPECT_FALSE(ask_user());
    EXPECT_FALSE(ask_user());
    EXPECT_TRUE(ask_user());
}

} // namespace

} // namespace bayme::sandbox

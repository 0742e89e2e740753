// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/run.hpp"

#include "http/outbound.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

namespace bayme::sandbox {

namespace {

std::string host_of(const std::string& url) {
    const auto start = url.find("//") + 2;
    return url.substr(start, url.find('/', start) - start);
}

TEST(RunTest, ServesBothDoorsAtTheAddressesItNames) {
    test::FakeClock wall;
    test::FakeScheduler waits{wall};
    SandboxOptions options;
    options.scale = Scale::tiny;
    const auto running = run_sandbox(options, {}, wall, waits);
    ASSERT_TRUE(running) << running.error();
    const auto& ready = (*running)->ready();
    http::CurlOutbound outbound{{{"api", host_of(ready.api_url), "sandbox", "test", true},
                                 {"control", host_of(ready.control_url), "sandbox", "test", true}}};
    http::OutboundRequest request;
    request.url = ready.api_url + "user/info/";
    request.secret_headers.push_back({"Access-Token", SecretText{ready.access_token}});

    const auto answer = outbound.send(request);
    http::OutboundRequest question;
    question.url = ready.control_url + "/clock";
    const auto clock = outbound.send(question);

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_TRUE(answer->body.starts_with(R"({"code":0,"message":"OK",)")) << answer->body;
    ASSERT_TRUE(clock) << clock.error();
    EXPECT_EQ(clock->body, R"({"now":"2026-03-01T12:00:00Z"})");
    EXPECT_TRUE(ready.authorize_url.ends_with("/portal/auth")) << ready.authorize_url;
}

} // namespace

} // namespace bayme::sandbox

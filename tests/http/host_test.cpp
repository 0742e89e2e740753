// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/run_handler.hpp"
#include "http/server_fixture.hpp"

#include <fmt/format.h>

namespace bayme::http {
namespace {

using HostTest = test::ServerTest;

TEST_F(HostTest, ExactlyOneHostIsNeeded) {
    start();

    EXPECT_EQ(ask("GET / HTTP/1.1\r\n\r\n").status, 400);
    EXPECT_EQ(ask("GET / HTTP/1.0\r\n\r\n").status, 400);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n").status, 400);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n").status, 400);
}

TEST_F(HostTest, OnlyTheConfiguredHostsAreServed) {
    ServerOptions options;
    options.host = "App.Example";
    options.other_hosts = {"localhost:1"};
    start(std::move(options));
    const auto status = [this](const std::string& host) {
        return ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
    };

    EXPECT_EQ(status("app.example"), 200);
    EXPECT_EQ(status("APP.example"), 200);
    EXPECT_EQ(status(fmt::format("app.example:{}", server_->ports().at(0))), 200);
    EXPECT_EQ(status("localhost:1"), 200);
    for (const auto* other : {"evil.example", "app.example:1", "app.example.evil", "localhost",
                              "app.example@evil", "127.0.0.1", ""}) {
        EXPECT_EQ(status(other), 421) << other;
    }
}

Request forwarded(const std::string& addresses) {
    Request request;
    request.headers.push_back({"x-forwarded-for", addresses});
    return request;
}

Peer loopback_peer() {
    Peer peer;
    peer.address = "127.0.0.1";
    peer.loopback = true;
    peer.user_id = 7;
    return peer;
}

TEST(ForwardedForTest, IsNotBelievedFromAnybody) {
    const auto peer = peer_of(forwarded("8.8.8.8"), loopback_peer(), {"10.0.0.1"});

    EXPECT_EQ(peer.address, "127.0.0.1");
    EXPECT_TRUE(peer.loopback);
}

TEST(ForwardedForTest, TheLastAddressThatIsNoTrustedProxyIsTheClient) {
    const std::vector<std::string> proxies{"127.0.0.1", "10.0.0.1"};

    const auto peer =
        peer_of(forwarded("127.0.0.1, 1.1.1.1, 9.9.9.9,10.0.0.1"), loopback_peer(), proxies);

    EXPECT_EQ(peer.address, "9.9.9.9");
    EXPECT_FALSE(peer.loopback);
    EXPECT_FALSE(peer.user_id);
}

TEST(ForwardedForTest, WhatIsNoAddressEndsTheSearch) {
    const auto peer = peer_of(forwarded("9.9.9.9, unknown"), loopback_peer(), {"127.0.0.1"});

    EXPECT_EQ(peer.address, "127.0.0.1");
    EXPECT_FALSE(peer.loopback);
}

} // namespace
} // namespace bayme::http

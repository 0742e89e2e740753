// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server_fixture.hpp"

#include <chrono>
#include <latch>
#include <thread>

namespace bayme::http {
namespace {

using namespace std::chrono_literals;

const std::string simple = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

class StopTest : public test::ServerTest {
protected:
    void start_blocked() {
        start([this](const Request& request) {
            running_.count_down();
            release_.wait();
            return test::describe(request);
        });
    }

    std::latch running_{1};
    std::latch release_{1};
};

TEST_F(StopTest, WhatRunsIsFinishedAndIdleConnectionsAreClosed) {
    start_blocked();
    auto idle = connect();
    auto busy = connect();
    busy.send(simple);
    running_.wait();
    const auto port = server_->ports().at(0);

    std::thread stopper{[this] {
        server_->stop(5s);
    }};
    EXPECT_TRUE(idle.ends());
    EXPECT_THROW(test::RawSocket::tcp(port), std::runtime_error);
    release_.count_down();
    const auto answer = busy.read_answer();
    const bool ended = busy.ends();
    busy.end_sending();
    stopper.join();

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(ended);
    EXPECT_EQ(server_->open_connections(), 0U);
}

TEST_F(StopTest, ARequestHalfReceivedIsStillAnswered) {
    release_.count_down();
    start_blocked();
    auto client = connect();
    // The second request tells that the first bytes of it were read: answers come in order.
    EXPECT_EQ(client.ask(simple + "GET /half HT").status, 200);

    std::thread stopper{[this] {
        server_->stop(5s);
    }};
    const auto answer = client.ask("TP/1.1\r\nHost: a\r\n\r\n");
    client.end_sending();
    stopper.join();

    EXPECT_EQ(answer.body, "GET /half ");
}

TEST_F(StopTest, AtTheDeadlineWhatIsLeftIsCut) {
    start_blocked();
    auto client = connect();
    client.send(simple);
    running_.wait();

    server_->stop(20ms);

    EXPECT_TRUE(client.ends());
    release_.count_down();
}

TEST_F(StopTest, AnIdleServerStopsAtOnce) {
    start();
    EXPECT_EQ(ask(simple).status, 200);
    const auto begin = std::chrono::steady_clock::now();

    server_->stop(5s);

    EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
}

} // namespace
} // namespace bayme::http

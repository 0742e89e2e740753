// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server_fixture.hpp"

#include <chrono>
#include <future>
#include <latch>
#include <poll.h>
#include <thread>

namespace bayme::http {
namespace {

using namespace std::chrono_literals;
using test::RawSocket;

const std::string simple = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

class LimitsTest : public test::ServerTest {
protected:
    // Every deadline but the one looked at is far away.
    static ServerOptions patient() { return {}; }
    void expect_cut_soon(RawSocket& client) {
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_TRUE(client.ends());
        const auto waited = std::chrono::steady_clock::now() - begin;
        EXPECT_GE(waited, 50ms);
        EXPECT_LT(waited, 3s);
    }
};

TEST_F(LimitsTest, AHeaderThatDripsIsCut) {
    auto options = patient();
    options.limits.header_deadline = 100ms;
    start(std::move(options));
    auto silent = connect();
    auto slow = connect();
    slow.send("GET / HTTP/1.1\r\nHo");

    expect_cut_soon(silent);
    EXPECT_TRUE(slow.ends());
}

TEST_F(LimitsTest, ASecondHeaderHasTheHeaderDeadlineToo) {
    auto options = patient();
    options.limits.header_deadline = 100ms;
    start(std::move(options));
    auto client = connect();
    EXPECT_EQ(client.ask(simple).status, 200);

    client.send("G");

    expect_cut_soon(client);
}

TEST_F(LimitsTest, ABodyThatStallsIsCut) {
    auto options = patient();
    options.limits.body_deadline = 100ms;
    start(std::move(options));
    auto client = connect();

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");

    expect_cut_soon(client);
}

TEST_F(LimitsTest, AnIdleConnectionIsClosed) {
    auto options = patient();
    options.limits.idle_deadline = 100ms;
    start(std::move(options));
    auto client = connect();

    EXPECT_EQ(client.ask(simple).status, 200);

    expect_cut_soon(client);
}

TEST_F(LimitsTest, AnAnswerNobodyReadsIsGivenUp) {
    auto options = patient();
    options.limits.write_deadline = 100ms;
    start(std::move(options), [](const Request&) {
        Response response;
        response.body.assign(std::size_t{32} << 20U, 'x');
        return response;
    });
    auto client = connect();

    client.send(simple);

    // The reset comes although nothing is read.
    pollfd watched{client.descriptor(), POLLRDHUP, 0};
    EXPECT_EQ(poll(&watched, 1, 5000), 1);
    EXPECT_NE(watched.revents & (POLLERR | POLLHUP), 0);
}

TEST_F(LimitsTest, AHandlerMayTakeLongerThanAnyDeadline) {
    auto options = patient();
    options.limits.header_deadline = options.limits.body_deadline = options.limits.write_deadline =
        options.limits.idle_deadline = 40ms;
    std::promise<void> patience;
    start(std::move(options), [&](const Request& request) {
        patience.get_future().wait_for(150ms);
        return test::describe(request);
    });

    EXPECT_EQ(ask(simple).status, 200);
}

TEST_F(LimitsTest, ALargeHeaderIs431AndALongTarget414) {
    auto options = patient();
    options.limits.header_bytes = 2048;
    options.limits.target_bytes = 512;
    start(std::move(options));
    const std::string long_value(3000, 'a');
    const std::string long_path(600, 'p');

    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + long_value + "\r\n\r\n").status, 431);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + long_value).status, 431);
    EXPECT_EQ(ask("GET /" + long_path + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 414);
    EXPECT_EQ(ask("GET /" + long_path + long_path).status, 414);
    EXPECT_EQ(ask("GET /" + std::string(500, 'p') + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(LimitsTest, TooManyHeadersAre431) {
    start();
    std::string headers;
    for (int made = 0; made < 300; ++made) {
        headers += "X: y\r\n";
    }

    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n").status, 431);
}

TEST_F(LimitsTest, ALargeBodyIs413BeforeItIsSent) {
    auto options = patient();
    options.limits.body_bytes = 1000;
    start(std::move(options));
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::string body(1000, 'b');

    EXPECT_EQ(ask(head + "Content-Length: 1000\r\n\r\n" + body).status, 200);
    EXPECT_EQ(ask(head + "Content-Length: 1001\r\n\r\n").status, 413);
    EXPECT_EQ(ask(head + "Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n").status, 413);
    EXPECT_EQ(ask(head + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + body + "\r\n1\r\n").status,
              413);
    // The answer is not lost when the whole body was sent before it was read.
    EXPECT_EQ(ask(head + "Content-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'b')).status,
              413);
}

TEST_F(LimitsTest, EndlessChunkExtensionsAndTrailersAreRefused) {
    auto options = patient();
    options.limits.header_bytes = 4096;
    start(std::move(options));
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    EXPECT_EQ(ask(head + "1;" + std::string(10'000, 'x')).status, 400);
    EXPECT_EQ(ask(head + "0\r\nX: " + std::string(10'000, 'x')).status, 400);
}

TEST_F(LimitsTest, TheServerSaysContinueOnlyWhenItWaitsForABody) {
    start();
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
    auto client = connect();

    EXPECT_EQ(client.ask(head + "Content-Length: 2\r\n\r\n").status, 100);
    EXPECT_EQ(client.ask("ab").body, "POST / ab");
    EXPECT_EQ(client.ask(head + "Content-Length: 0\r\n\r\n").status, 200);
    EXPECT_EQ(ask("POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n").status, 417);
}

TEST_F(LimitsTest, WhatFindsTheQueueFullIsAnswered503) {
    auto options = patient();
    options.threads = 1;
    options.limits.queued_requests = 1;
    std::latch running{1};
    std::latch release{1};
    std::atomic<int> calls = 0;
    start(std::move(options), [&](const Request& request) {
        if (calls++ == 0) {
            running.count_down();
            release.wait();
        }
        return test::describe(request);
    });
    auto first = connect();
    auto second = connect();
    auto third = connect();

    first.send(simple);
    running.wait();
    // One of the two waits in the queue, the other is turned away.
    second.send(simple);
    third.send(simple);
    pollfd either[2] = {{second.descriptor(), POLLIN, 0}, {third.descriptor(), POLLIN, 0}};
    EXPECT_EQ(poll(either, 2, 5000), 1);
    auto& refused = either[0].revents != 0 ? second : third;
    auto& queued = either[0].revents != 0 ? third : second;
    const auto answer = refused.read_answer();
    release.count_down();

    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_EQ(answer.header("connection"), "");
    EXPECT_EQ(first.read_answer().status, 200);
    EXPECT_EQ(queued.read_answer().status, 200);
    EXPECT_EQ(refused.ask(simple).status, 200);
}

TEST_F(LimitsTest, AtTheCapTheConnectionThatWaitedLongestMakesRoom) {
    auto options = patient();
    options.limits.connections = 2;
    start(std::move(options));
    auto oldest = connect();
    EXPECT_EQ(oldest.ask(simple).status, 200);
    auto younger = connect();
    EXPECT_EQ(younger.ask(simple).status, 200);

    auto newcomer = connect();

    EXPECT_EQ(newcomer.ask(simple).status, 200);
    EXPECT_TRUE(oldest.ends());
    EXPECT_EQ(younger.ask(simple).status, 200);
}

TEST_F(LimitsTest, WhenAllAreAtWorkANewConnectionIsTurnedAway) {
    auto options = patient();
    options.limits.connections = 1;
    std::latch running{1};
    std::latch release{1};
    start(std::move(options), [&](const Request& request) {
        running.count_down();
        release.wait();
        return test::describe(request);
    });
    auto worker = connect();
    worker.send(simple);
    running.wait();

    const auto answer = connect().read_answer();
    release.count_down();

    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(worker.read_answer().status, 200);
}

} // namespace
} // namespace bayme::http

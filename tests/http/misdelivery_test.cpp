// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server_fixture.hpp"

#include <chrono>

namespace bayme::http::test {

namespace {

class MisdeliveryTest : public ServerTest {
protected:
    void misbehave(const Misdelivery& plan) {
        ServerOptions options;
        options.misdeliver = [plan](const Response& response) {
            return response.status == 200 ? std::optional{plan} : std::nullopt;
        };
        start(std::move(options));
    }
    static constexpr auto request = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
};

TEST_F(MisdeliveryTest, AnAnswerInPiecesIsStillWhole) {
    Misdelivery plan;
    plan.piece = 7;
    plan.pause = std::chrono::milliseconds{1};
    misbehave(plan);

    auto socket = connect();
    EXPECT_EQ(socket.ask(request).body, "GET /a ");
    EXPECT_EQ(socket.ask(request).body, "GET /a ") << "the connection stays open";
}

TEST_F(MisdeliveryTest, AResetComesAfterTheBytesItNames) {
    Misdelivery plan;
    plan.reset_after = 20;
    misbehave(plan);

    auto socket = connect();
    socket.send(request);
    EXPECT_LE(socket.read_all().size(), 20U) << "a reset may overtake what was on its way";
}

TEST_F(MisdeliveryTest, AResetBeforeTheFirstByteLeavesNothing) {
    Misdelivery plan;
    plan.reset_after = 0;
    misbehave(plan);

    auto socket = connect();
    socket.send(request);
    EXPECT_EQ(socket.read_all(), "");
}

TEST_F(MisdeliveryTest, ALongerStatedLengthEndsTooEarly) {
    Misdelivery plan;
    plan.stated_length = 100;
    misbehave(plan);

    auto socket = connect();
    socket.send(request);
    const auto answer = socket.read_all();
    EXPECT_TRUE(answer.contains("Content-Length: 100\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("GET /a ")) << answer;
}

TEST_F(MisdeliveryTest, AServerThatStopsDoesNotWaitForAPause) {
    Misdelivery plan;
    plan.piece = 1;
    plan.pause = std::chrono::minutes{5};
    misbehave(plan);
    auto socket = connect();
    socket.send(request);
    EXPECT_EQ(socket.read_some(1), "H");

    const auto begun = std::chrono::steady_clock::now();
    server_->stop(std::chrono::milliseconds{10});
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{30});
}

} // namespace

} // namespace bayme::http::test

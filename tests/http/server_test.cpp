// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server_fixture.hpp"

#include <stdexcept>

namespace bayme::http {
namespace {

using test::RawSocket;
using ServerTest = test::ServerTest;

TEST_F(ServerTest, AnswersWithLengthDateAndRequestId) {
    start();

    const auto answer = ask("GET /a%20b?x=1 HTTP/1.1\r\nHost: any\r\n\r\n");

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /a b?x=1 ");
    EXPECT_EQ(answer.header("content-length"), "13");
    EXPECT_EQ(answer.header("date").size(), std::string{"Sun, 06 Nov 1994 08:49:37 GMT"}.size());
    EXPECT_EQ(answer.header("x-request-id").size(), 26U);
    EXPECT_EQ(answer.header("server"), "");
}

TEST_F(ServerTest, KeepsTheConnectionForTheNextRequest) {
    start();
    auto client = connect();

    const auto first = client.ask("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto second = client.ask("POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");

    EXPECT_EQ(first.body, "GET /1 ");
    EXPECT_EQ(second.body, "POST /2 body");
    EXPECT_NE(first.header("x-request-id"), second.header("x-request-id"));
    EXPECT_EQ(server_->open_connections(), 1U);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInTheirOrder) {
    start();
    auto client = connect();

    client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
                "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nHost: b\r\n\r\n"
                "\r\nGET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    EXPECT_EQ(client.read_answer().body, "GET /1 ");
    EXPECT_EQ(client.read_answer().body, "POST /2 abcde");
    const auto last = client.read_answer();
    EXPECT_EQ(last.body, "GET /3 ");
    EXPECT_EQ(last.header("connection"), "close");
    EXPECT_TRUE(client.ends());
}

TEST_F(ServerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
    start();
    auto client = connect();

    client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_answer(true);
    const auto next = client.ask("GET /y HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(answer.header("content-length"), "8");
    EXPECT_EQ(next.body, "GET /y ");
}

TEST_F(ServerTest, AnswersTheRequestsOfHttp10AndCloses) {
    start();
    auto client = connect();

    const auto answer = client.ask("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.ends());
}

TEST_F(ServerTest, TakesABodyOfManyMegabytesWhole) {
    start([](const Request& request) {
        Response response;
        response.body = std::to_string(request.body.size()) + request.body.substr(0, 1);
        return response;
    });

    const auto answer = ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n" +
                            std::string(5'000'000, 'y'));

    EXPECT_EQ(answer.body, "5000000y");
}

TEST_F(ServerTest, SendsABodyOfManyMegabytesWhole) {
    const auto large = std::make_shared<const std::string>(5'000'000, 'x');
    start([&](const Request&) {
        Response response;
        response.shared_body = large;
        return response;
    });

    const auto answer = ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(answer.body, *large);
}

TEST_F(ServerTest, AHandlerThatThrowsBecomesA500WithoutDetail) {
    start([](const Request& request) -> Response {
        if (request.path == "/odd") {
            throw 7; // NOLINT(hicpp-exception-baseclass): what a bug may do
        }
        throw std::runtime_error("the password is swordfish");
    });

    for (const auto* path : {"/", "/odd"}) {
        const auto answer = ask("GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n\r\n");

        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.header("content-type"), "application/problem+json");
        EXPECT_EQ(answer.body.find("swordfish"), std::string::npos);
        EXPECT_NE(answer.body.find(answer.header("x-request-id")), std::string::npos);
    }
}

TEST_F(ServerTest, AHeaderThatWouldSplitTheAnswerBecomesA500) {
    start([](const Request& request) {
        Response response;
        if (request.path == "/value") {
            response.headers.push_back({"Location", "/x\r\nSet-Cookie: a=b"});
        } else {
            response.headers.push_back({"X\r\nY", "z"});
        }
        return response;
    });

    for (const auto* path : {"/value", "/name"}) {
        const auto answer = ask("GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n\r\n");

        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.header("set-cookie"), "");
    }
}

TEST_F(ServerTest, FramingHeadersOfTheHandlerAreDropped) {
    start([](const Request& request) {
        Response response;
        response.status = request.path == "/none" ? 204 : 200;
        response.headers = {{"Content-Length", "7"}, {"transfer-encoding", "chunked"}};
        response.body = "abc";
        return response;
    });

    const auto answer = ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto none = ask("GET /none HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(answer.body, "abc");
    EXPECT_EQ(answer.headers.count("content-length"), 1U);
    EXPECT_EQ(answer.header("transfer-encoding"), "");
    EXPECT_EQ(none.status, 204);
    EXPECT_EQ(none.header("content-length"), "");
}

} // namespace
} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server_fixture.hpp"

#include <atomic>

namespace bayme::http {
namespace {

struct Case {
    const char* name;
    std::string bytes;
    int status;
};

// Two readers in a row must see the same requests, or one of them is led to another's request. What
// could be framed in two ways is refused and the connection closed.
const std::string hidden = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post(const std::string& headers, const std::string& rest) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + rest;
}

const std::vector<Case>& corpus() {
    static const std::vector<Case> cases{
        {"length and chunked",
         post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden), 400},
        {"chunked and length",
         post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n" + hidden), 400},
        {"two lengths", post("Content-Length: 0\r\nContent-Length: 5\r\n", hidden), 400},
        {"two equal lengths", post("Content-Length: 0\r\nContent-Length: 0\r\n", hidden), 400},
        {"list of lengths", post("Content-Length: 0, 0\r\n", hidden), 400},
        {"signed length", post("Content-Length: +0\r\n", hidden), 400},
        {"negative length", post("Content-Length: -1\r\n", hidden), 400},
        {"hex length", post("Content-Length: 0x0\r\n", hidden), 400},
        {"length with words", post("Content-Length: 0 bytes\r\n", hidden), 400},
        {"empty length", post("Content-Length:\r\n", hidden), 400},
        {"length beyond 64 bits", post("Content-Length: 18446744073709551616\r\n", hidden), 400},
        {"space before the colon", post("Content-Length : 5\r\n", hidden), 400},
        {"tab before the colon", post("Transfer-Encoding\t: chunked\r\n", hidden), 400},
        {"unknown coding", post("Transfer-Encoding: xchunked\r\n", hidden), 400},
        {"coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n", hidden), 400},
        {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", hidden), 400},
        {"coding after chunked", post("Transfer-Encoding: chunked, identity\r\n", hidden), 400},
        {"two codings",
         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "0\r\n\r\n" + hidden), 400},
        {"identity", post("Transfer-Encoding: identity\r\n", hidden), 400},
        {"quoted coding", post("Transfer-Encoding: \"chunked\"\r\n", hidden), 400},
        {"empty coding", post("Transfer-Encoding:\r\n", hidden), 400},
        {"coding with a vertical tab", post("Transfer-Encoding: \vchunked\r\n", hidden), 400},
        {"folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n" + hidden), 400},
        {"folded header", post("X-A: b\r\n\tContent-Length: 5\r\n", hidden), 400},
        {"folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n" + hidden, 400},
        {"chunked in HTTP/1.0",
         "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden, 400},
        {"bare line feeds", "POST / HTTP/1.1\nHost: a\nContent-Length: 0\n\n\r\n\r\n" + hidden,
         400},
        {"one bare line feed", post("X: y\nContent-Length: 5\r\n", hidden), 400},
        {"bare carriage return", post("X: y\rContent-Length: 5\r\n", hidden), 400},
        {"NUL in a value", post(std::string("X: a\0b\r\n", 8), hidden), 400},
        {"NUL in a name", post(std::string("X\0: b\r\n", 7), hidden), 400},
        {"header without colon", post("Content-Length\r\n", hidden), 400},
        {"header without name", post(": 5\r\n", hidden), 400},
        {"name with a space", post("Content Length: 5\r\n", hidden), 400},
        {"non-hex chunk", post("Transfer-Encoding: chunked\r\n", "x\r\n\r\n" + hidden), 400},
        {"signed chunk", post("Transfer-Encoding: chunked\r\n", "+0\r\n\r\n" + hidden), 400},
        {"prefixed chunk", post("Transfer-Encoding: chunked\r\n", "0x0\r\n\r\n" + hidden), 400},
        {"chunk beyond 64 bits",
         post("Transfer-Encoding: chunked\r\n", "10000000000000000\r\n\r\n" + hidden), 400},
        {"chunk longer than stated",
         post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n" + hidden), 400},
        {"chunk ended by a line feed",
         post("Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n" + hidden), 400},
        {"space before the chunk size",
         post("Transfer-Encoding: chunked\r\n", " 1\r\na\r\n0\r\n\r\n" + hidden), 400},
        {"line feed in a chunk extension",
         post("Transfer-Encoding: chunked\r\n", "1;a\nb\r\na\r\n0\r\n\r\n" + hidden), 400},
        {"no version", "GET /\r\nHost: a\r\n\r\n" + hidden, 400},
        {"version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n" + hidden, 400},
        {"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n" + hidden, 400},
        {"lower-case protocol", "GET / http/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"leading space", " GET / HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"method with a colon", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"target without slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"authority as target", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n" + hidden, 400},
        {"another authority in the target", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n" + hidden,
         400},
        {"fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n" + hidden, 400},
        {"TLS hello on a plain port", std::string("\x16\x03\x01\x02\x00\r\n\r\n\r\n", 11) + hidden,
         400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + hidden, 400},
    };
    return cases;
}

using SmugglingTest = test::ServerTest;

TEST_F(SmugglingTest, WhatCouldBeFramedInTwoWaysIsRefusedAndTheConnectionClosed) {
    std::atomic<int> smuggled = 0;
    start([&](const Request& request) {
        smuggled += request.path == "/smuggled" ? 1 : 0;
        return test::describe(request);
    });

    for (const auto& [name, bytes, status] : corpus()) {
        SCOPED_TRACE(name);
        auto client = connect();
        client.send(bytes);

        const auto answer = client.read_answer();

        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(answer.header("connection"), "close");
        client.end_sending();
        EXPECT_TRUE(client.ends());
    }
    EXPECT_EQ(smuggled, 0);
}

TEST_F(SmugglingTest, EachCaseIsRefusedAlsoWhenItComesByteByByte) {
    start();

    for (const auto& [name, bytes, status] : corpus()) {
        SCOPED_TRACE(name);
        auto client = connect();
        for (const char byte : bytes) {
            if (!client.send({&byte, 1})) {
                break; // refused already
            }
        }
        EXPECT_EQ(client.read_answer().status, status);
    }
}

TEST_F(SmugglingTest, ABodyIsReadOnlyWhenItIsFramed) {
    start();
    auto client = connect();

    client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(client.read_answer().body, "GET /1 ");
    EXPECT_EQ(client.read_answer().body, "GET /2 ");
}

TEST_F(SmugglingTest, TrailersDoNotBecomeHeaders) {
    start([](const Request& request) {
        Response response;
        response.body = std::to_string(request.headers.size());
        return response;
    });

    const auto answer = ask(
        post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nX-Admin: yes\r\nX-More: b\r\n\r\n"));

    EXPECT_EQ(answer.body, "2");
}

TEST_F(SmugglingTest, TheAbsoluteFormIsTakenForTheSameHost) {
    start();

    EXPECT_EQ(ask("GET http://A/x?y HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /x?y ");
    EXPECT_EQ(ask("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET / ");
    EXPECT_EQ(ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").body, "OPTIONS * ");
}

} // namespace
} // namespace bayme::http

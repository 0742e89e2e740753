// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/fake_peer.hpp"
#include "http/inflater.hpp"
#include "http/outbound.hpp"
#include "http/squeezed.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace bayme::http {
namespace {

using test::deflated;
using test::FakePeer;
using test::gzipped;
using test::RawSocket;

std::string answer(const std::string& coding, const std::string& body) {
    return fmt::format("HTTP/1.1 200 OK\r\nContent-Encoding: {}\r\nContent-Length: {}\r\n\r\n{}",
                       coding, body.size(), body);
}

Result<OutboundResponse> fetch(const std::string& bytes, OutboundLimits limits = {}) {
    FakePeer peer{[&](RawSocket& connection) {
        const auto request = test::read_request(connection);
        EXPECT_NE(request.find("Accept-Encoding: gzip, deflate\r\n"), std::string::npos);
        connection.send(bytes);
    }};
    CurlOutbound outbound{{{"Peer", peer.authority(), "platform", "tests", true}}};
    OutboundRequest request;
    request.url = "http://" + peer.authority() + "/";
    request.limits = limits;
    return outbound.send(request);
}

std::string reason_of(const Result<OutboundResponse>& result) {
    return result ? "answered" : result.error().reason;
}

// Compresses about four to one.
std::string numbers(int count) {
    std::string text;
    for (int number = 0; number < count; ++number) {
        text += fmt::format("{},", number * 7919 % 100003);
    }
    return text;
}

TEST(InflationTest, BothCodingsAreTakenOff) {
    const auto text = numbers(50'000);

    const auto gzip = fetch(answer("gzip", gzipped(text)));
    const auto deflate = fetch(answer("deflate", deflated(text)));

    ASSERT_TRUE(gzip) << gzip.error();
    EXPECT_EQ(gzip->body, text);
    ASSERT_TRUE(deflate) << deflate.error();
    EXPECT_EQ(deflate->body, text);
}

TEST(InflationTest, ABombIsStoppedByTheRatioAndByTheSize) {
    const std::string bomb = gzipped(std::string(std::size_t{40} << 20U, '\0'));
    OutboundLimits by_size;
    by_size.inflation_ratio = 100'000;
    by_size.body_bytes = 1'000'000;

    EXPECT_EQ(reason_of(fetch(answer("gzip", bomb))), "http.inflation");
    EXPECT_EQ(reason_of(fetch(answer("gzip", bomb), by_size)), "http.too_large");
}

TEST(InflationTest, ACompressedStreamCutShortIsTruncatedThoughItsLengthIsRight) {
    const auto whole = gzipped(numbers(1000));

    for (const std::size_t missing : {std::size_t{1}, std::size_t{8}, whole.size() / 2}) {
        EXPECT_EQ(reason_of(fetch(answer("gzip", whole.substr(0, whole.size() - missing)))),
                  "http.truncated")
            << missing;
    }
}

TEST(InflationTest, WhatIsNoStreamOrGoesOnBehindItIsTruncated) {
    EXPECT_EQ(reason_of(fetch(answer("gzip", "plain text"))), "http.truncated");
    EXPECT_EQ(reason_of(fetch(answer("br", "\x0b\x02\x80ok\x03"))), "http.truncated");
    EXPECT_EQ(reason_of(fetch(answer("gzip", gzipped("a") + "b"))), "http.truncated");
}

TEST(InflationTest, AnAnswerWithoutABodyMayNameACoding) {
    EXPECT_TRUE(fetch(answer("gzip", "")));
    EXPECT_TRUE(fetch("HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\n\r\n"));
}

TEST(InflationTest, SmallAnswersMayCompressVeryWell) {
    const std::string text(60'000, ' ');

    const auto response = fetch(answer("gzip", gzipped(text)));

    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->body, text);
}

TEST(InflationTest, AStreamThatComesByteByByteIsTheSame) {
    const auto text = numbers(500);
    Inflater inflater{1'000'000, 100};
    std::string out;

    for (const char byte : gzipped(text)) {
        ASSERT_EQ(inflater.put({&byte, 1}, out), Inflater::Step::ok);
    }

    EXPECT_TRUE(inflater.is_whole());
    EXPECT_EQ(out, text);
}

} // namespace
} // namespace bayme::http

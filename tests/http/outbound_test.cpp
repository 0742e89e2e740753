// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/outbound.hpp"

#include "http/certificate.hpp"
#include "http/fake_peer.hpp"
#include "http/md5.hpp"
#include "http/recipient_url.hpp"
#include "http/server.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <thread>

namespace bayme::http {
namespace {

using namespace std::chrono_literals;
using test::FakePeer;
using test::RawSocket;

const std::string small_answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok";

Recipient recipient(const std::string& host, bool on = true) {
    return {"Peer", host, "platform", "tests", on};
}

/// Answers each connection's requests, one after the other, with the same bytes, then closes.
FakePeer::Behaviour answers(std::string bytes) {
    return [bytes = std::move(bytes)](RawSocket& connection) {
        if (!test::read_request(connection).empty()) {
            connection.send(bytes);
        }
    };
}

OutboundRequest get(const FakePeer& peer, const std::string& path = "/x/") {
    OutboundRequest request;
    request.url = "http://" + peer.authority() + path;
    return request;
}

OutboundRequest post(const FakePeer& peer, const std::string& body) {
    auto request = get(peer);
    request.method = Method::post;
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = SecretText{body};
    return request;
}

Result<OutboundResponse> send(const FakePeer& peer, const OutboundRequest& request) {
    CurlOutbound outbound{{recipient(peer.authority())}};
    return outbound.send(request);
}

std::string reason_of(const Result<OutboundResponse>& result) {
    if (result) {
        return "answered";
    }
    EXPECT_EQ(result.error().message.find("http://"), std::string::npos);
    EXPECT_EQ(result.error().message.find("/x/"), std::string::npos);
    return result.error().reason;
}

TEST(OutboundTest, SendsWhatItIsToldAndReadsTheAnswer) {
    std::string seen;
    FakePeer peer{[&](RawSocket& connection) {
        seen = test::read_request(connection);
        connection.send(small_answer);
    }};
    auto request = post(peer, R"({"a":1})");
    request.query = {{"page", "1"}, {"filter", "a b&c"}};
    request.secret_query.push_back({"secret", SecretText{"s/1"}});
    request.secret_headers.push_back({"Access-Token", SecretText{"token-1"}});

    const auto response = send(peer, request);

    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "ok");
    EXPECT_EQ(find_header(response->headers, "x-a"), "b");
    EXPECT_GT(response->elapsed.count(), 0);
    EXPECT_TRUE(seen.starts_with("POST /x/?page=1&filter=a%20b%26c&secret=s%2F1 HTTP/1.1\r\n"));
    EXPECT_NE(seen.find("\r\nAccess-Token: token-1\r\n"), std::string::npos);
    EXPECT_NE(seen.find("\r\nContent-Type: application/json\r\n"), std::string::npos);
    EXPECT_TRUE(seen.ends_with("\r\n\r\n{\"a\":1}"));
    EXPECT_EQ(seen.find("Expect"), std::string::npos);
}

TEST(OutboundTest, AFormCarriesItsPartsAndAFile) {
    const bayme::test::ScratchFolder folder;
    const auto path = folder.path() / "local name.mp4";
    std::ofstream{path, std::ios::binary} << std::string("a\0\r\nb", 5);
    std::string seen;
    FakePeer peer{[&](RawSocket& connection) {
        seen = test::read_request(connection);
        connection.send(small_answer);
    }};
    auto request = get(peer);
    request.method = Method::post;
    request.secret_headers.push_back({"Access-Token", SecretText{"token-1"}});
    request.parts.push_back({.name = "advertiser_id", .value = "7001"});
    request.parts.push_back({.name = "video_file", .file = path, .file_name = "Spring \"1\".mp4"});

    const auto response = send(peer, request);

    ASSERT_TRUE(response) << response.error();
    EXPECT_TRUE(seen.starts_with("POST /x/ HTTP/1.1\r\n"));
    const auto boundary_at = seen.find("\r\nContent-Type: multipart/form-data; boundary=");
    ASSERT_NE(boundary_at, std::string::npos) << seen;
    EXPECT_NE(
        seen.find("\r\nContent-Disposition: form-data; name=\"advertiser_id\"\r\n\r\n7001\r\n"),
        std::string::npos);
    EXPECT_NE(seen.find("name=\"video_file\"; filename=\"Spring %221%22.mp4\""), std::string::npos)
        << seen;
    EXPECT_NE(seen.find(std::string("\r\n\r\na\0\r\nb\r\n--", 13)), std::string::npos);
    EXPECT_EQ(seen.find("local name"), std::string::npos);
    EXPECT_EQ(seen.find("Expect"), std::string::npos);
}

TEST(OutboundTest, AFormWithAFileThatIsNotThereIsNotSent) {
    FakePeer peer{answers(small_answer)};
    auto request = get(peer);
    request.method = Method::post;
    request.parts.push_back({.name = "video_file", .file = "/no/such/file", .file_name = "a"});

    const auto response = send(peer, request);

    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(response.error().reason, "http.no_file");
    EXPECT_EQ(peer.connections(), 0);
}

TEST(OutboundTest, TheDigestOfAFileIsThatOfTheStandard) {
    const bayme::test::ScratchFolder folder;
    const auto path = folder.path() / "a";
    std::ofstream{path, std::ios::binary} << "message digest";

    EXPECT_EQ(md5_of_file(path).value(), "f96b697d7cb7938d525a2f31aaf161d0"); // RFC 1321
    EXPECT_EQ(md5_of_file(folder.path() / "b").error().reason, "http.no_file");
}

TEST(OutboundTest, AHostThatIsNotInTheTableOrOffIsRefusedAndCounted) {
    FakePeer peer{answers(small_answer)};
    CurlOutbound outbound{{recipient(peer.authority(), false), recipient("plain.example")}};
    OutboundRequest elsewhere;
    elsewhere.url = "https://evil.example/";
    OutboundRequest unsafe;
    unsafe.url = "http://plain.example/";

    const auto off = outbound.send(get(peer));
    const auto unknown = outbound.send(elsewhere);
    const auto again = outbound.send(elsewhere);
    const auto without_tls = outbound.send(unsafe);

    for (const auto* refused : {&off, &unknown, &again, &without_tls}) {
        ASSERT_FALSE(*refused);
        EXPECT_EQ(refused->error().code, ErrorCode::forbidden);
        EXPECT_EQ(refused->error().reason, "http.refused_recipient");
    }
    const RefusedCounts expected{{"evil.example", 2}, {"plain.example", 1}, {peer.authority(), 1}};
    EXPECT_EQ(outbound.refused(), expected);
    EXPECT_EQ(peer.connections(), 0);
}

TEST(OutboundTest, UrlsThatCouldNameAnotherHostAreRefused) {
    EXPECT_EQ(parse_recipient_url("https://A.example:443")->text(), "https://a.example/");
    EXPECT_EQ(parse_recipient_url("https://a.example:8443/b/")->authority, "a.example:8443");
    EXPECT_EQ(parse_recipient_url("http://[::1]:80/")->authority, "[::1]");
    for (const auto* url :
         {"", "a.example", "ftp://a.example/", "https://", "https:///x", "https://a@b.example/",
          "https://a.example\\@b.example/", "https://a.example:x/", "https://a.example:/",
          "https://a.example/?q", "https://a.example/#f", "https://a.example /",
          "https://a_b.example/", "https://[::2]/", "https://a.example:123456/",
          "https://a.example/\r\nHost: b", "https://a%2eexample/"}) {
        EXPECT_FALSE(parse_recipient_url(url)) << url;
    }
}

TEST(OutboundTest, RedirectsAreHandedBack) {
    FakePeer target{answers(small_answer)};
    FakePeer peer{answers("HTTP/1.1 302 Found\r\nLocation: http://" + target.authority() +
                          "/\r\nContent-Length: 0\r\n\r\n")};

    const auto response = send(peer, get(peer));

    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->status, 302);
    EXPECT_EQ(target.connections(), 0);
}

TEST(OutboundTest, TheEnvironmentsProxyIsIgnored) {
    FakePeer proxy{answers(small_answer)};
    FakePeer peer{answers(small_answer)};
    for (const auto* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) {
        setenv(name, ("http://" + proxy.authority()).c_str(), 1);
    }

    const auto response = send(peer, get(peer));

    for (const auto* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) {
        unsetenv(name);
    }
    EXPECT_TRUE(response);
    EXPECT_EQ(proxy.connections(), 0);
    EXPECT_EQ(peer.connections(), 1);
}

TEST(OutboundTest, HeadersThatCarryALineEndAreNotSent) {
    FakePeer peer{answers(small_answer)};
    auto request = get(peer);
    request.secret_headers.push_back({"Access-Token", SecretText{"a\r\nHost: b"}});

    const auto response = send(peer, request);

    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(peer.connections(), 0);
}

TEST(OutboundTest, WithoutAConnectionNothingWasSent) {
    std::string authority;
    {
        const FakePeer gone{answers("")};
        authority = gone.authority();
    }
    CurlOutbound outbound{{recipient(authority), recipient("no-such-host.invalid")}};
    OutboundRequest closed;
    closed.url = "http://" + authority + "/";
    OutboundRequest unknown;
    unknown.url = "https://no-such-host.invalid/";

    EXPECT_EQ(reason_of(outbound.send(closed)), "http.not_sent");
    EXPECT_EQ(reason_of(outbound.send(unknown)), "http.not_sent");
}

TEST(OutboundTest, AfterTheFirstByteNothingCountsAsNotSent) {
    FakePeer closes{[](RawSocket& connection) {
        test::read_request(connection);
    }};
    FakePeer resets{[](RawSocket& connection) {
        connection.read_some(1);
        connection.reset();
    }};

    EXPECT_EQ(reason_of(send(closes, post(closes, "{}"))), "http.reset");
    EXPECT_EQ(reason_of(send(resets, post(resets, "{}"))), "http.reset");
    EXPECT_EQ(closes.connections(), 1);
    EXPECT_EQ(resets.connections(), 1);
}

TEST(OutboundTest, AWriteNeverGoesOutTwiceOverAConnectionThatDied) {
    std::atomic<int> writes = 0;
    FakePeer peer{[&](RawSocket& connection) {
        // Answers reads and keeps the connection; takes a write and closes without a word.
        while (true) {
            const auto request = test::read_request(connection);
            if (request.empty() || request.starts_with("POST")) {
                writes += request.empty() ? 0 : 1;
                return;
            }
            connection.send(small_answer);
        }
    }};
    CurlOutbound outbound{{recipient(peer.authority())}};

    // libcurl keeps connections by thread: this one's ends with it.
    std::thread{[&] {
        EXPECT_TRUE(outbound.send(get(peer)));
        EXPECT_EQ(reason_of(outbound.send(post(peer, "{}"))), "http.reset");
    }}.join();

    EXPECT_EQ(writes, 1);
}

TEST(OutboundTest, AReadReusesTheThreadsConnection) {
    FakePeer peer{[](RawSocket& connection) {
        while (!test::read_request(connection).empty()) {
            connection.send(small_answer);
        }
    }};
    CurlOutbound outbound{{recipient(peer.authority())}};

    std::thread{[&] {
        EXPECT_TRUE(outbound.send(get(peer)));
        EXPECT_TRUE(outbound.send(get(peer)));
    }}.join();

    EXPECT_EQ(peer.connections(), 1);
}

TEST(OutboundTest, TheTotalDeadlineEndsACallWithoutAnswer) {
    FakePeer silent{[](RawSocket& connection) {
        test::read_request(connection);
        connection.ends();
    }};
    auto request = get(silent);
    request.limits.total = 80ms;

    EXPECT_EQ(reason_of(send(silent, request)), "http.timeout");
}

TEST(OutboundTest, TheTotalDeadlineEndsADrip) {
    FakePeer drip{[](RawSocket& connection) {
        test::read_request(connection);
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        // The peer's own patience with reading paces the drip.
        connection.wait_at_most(10ms);
        do {
            connection.read_some(1);
        } while (connection.send("x"));
    }};
    auto request = get(drip);
    request.limits.total = 150ms;

    EXPECT_EQ(reason_of(send(drip, request)), "http.timeout");
}

TEST(OutboundSlowTest, AStallIsToldApartFromTheDeadline) {
    FakePeer stalls{[](RawSocket& connection) {
        test::read_request(connection);
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nsome");
        connection.ends();
    }};
    auto request = get(stalls);
    request.limits.stall = 1s;

    EXPECT_EQ(reason_of(send(stalls, request)), "http.stalled");
}

TEST(OutboundTest, AnAnswerCutShortIsTruncatedOrReset) {
    FakePeer short_body{answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")};
    FakePeer short_chunks{
        answers("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n")};
    FakePeer reset_in_body{[](RawSocket& connection) {
        test::read_request(connection);
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
        connection.reset();
    }};
    FakePeer nonsense{answers("SSH-2.0-OpenSSH\r\n")};
    FakePeer half_header{answers("HTTP/1.1 200 OK\r\nConte")};

    EXPECT_EQ(reason_of(send(short_body, get(short_body))), "http.truncated");
    EXPECT_EQ(reason_of(send(short_chunks, get(short_chunks))), "http.truncated");
    EXPECT_EQ(reason_of(send(reset_in_body, get(reset_in_body))), "http.reset");
    EXPECT_EQ(reason_of(send(nonsense, get(nonsense))), "http.reset");
    EXPECT_EQ(reason_of(send(half_header, get(half_header))), "http.truncated");
}

TEST(OutboundTest, BytesBeyondTheStatedLengthAreNotRead) {
    FakePeer peer{answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more")};

    const auto response = send(peer, get(peer));

    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->body, "ok");
}

TEST(OutboundTest, ALargeAnswerIsCutAtTheLimitWhateverItsLengthSays) {
    const std::string body(100'000, 'x');
    FakePeer honest{answers("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body)};
    FakePeer endless{answers("HTTP/1.1 200 OK\r\n\r\n" + body)};
    FakePeer headers{answers("HTTP/1.1 200 OK\r\nX: " + body + "\r\nY: " + body + "\r\n\r\n")};
    const auto limited = [](const FakePeer& peer) {
        auto request = get(peer);
        request.limits.body_bytes = 50'000;
        return request;
    };

    EXPECT_EQ(reason_of(send(honest, limited(honest))), "http.too_large");
    EXPECT_EQ(reason_of(send(endless, limited(endless))), "http.too_large");
    EXPECT_EQ(reason_of(send(headers, limited(headers))), "http.too_large");
}

TEST(OutboundTest, A100ContinueIsNotTheAnswer) {
    FakePeer peer{answers("HTTP/1.1 100 Continue\r\nX-Early: y\r\n\r\n" + small_answer)};

    const auto response = send(peer, get(peer));

    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->status, 200);
    EXPECT_FALSE(find_header(response->headers, "X-Early"));
}

TEST(OutboundTest, TrailersAreNotHeaders) {
    FakePeer peer{answers("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "2\r\nok\r\n0\r\nX-Late: y\r\n\r\n")};

    const auto response = send(peer, get(peer));

    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->body, "ok");
    EXPECT_FALSE(find_header(response->headers, "X-Late"));
}

TEST(OutboundTest, EachMethodGoesOutUnderItsName) {
    std::string seen;
    FakePeer peer{[&](RawSocket& connection) {
        seen = test::read_request(connection);
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }};
    for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                              Method::delete_, Method::options}) {
        auto request = get(peer);
        request.method = method;

        ASSERT_TRUE(send(peer, request)) << to_string(method);
        EXPECT_TRUE(seen.starts_with(std::string{to_string(method)} + " /x/ HTTP/1.1\r\n"));
        const bool has_length = seen.find("Content-Length: 0\r\n") != std::string::npos;
        EXPECT_EQ(has_length,
                  method == Method::post || method == Method::put || method == Method::patch);
    }
}

TEST(OutboundTest, ACertificateNobodyVouchesForIsRefused) {
    const bayme::test::ScratchFolder folder;
    test::write_certificate(folder / "certificate.pem", folder / "key.pem", "localhost");
    ServerOptions options;
    options.tcp.push_back({"127.0.0.1", 0, true});
    options.tls_certificate = folder / "certificate.pem";
    options.tls_key = folder / "key.pem";
    std::atomic<int> served = 0;
    const auto server = Server::start(std::move(options), [&](const Request&) {
        ++served;
        return Response{};
    });
    ASSERT_TRUE(server) << server.error();
    const auto authority = "localhost:" + std::to_string((*server)->ports().at(0));
    CurlOutbound outbound{{recipient(authority)}};
    OutboundRequest request;
    request.url = "https://" + authority + "/";

    EXPECT_EQ(reason_of(outbound.send(request)), "http.tls");
    EXPECT_EQ(served, 0);
}

TEST(OutboundTest, TlsIsNotSpokenToAPlainPeer) {
    FakePeer peer{[](RawSocket& connection) {
        connection.read_some();
        connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
    }};
    auto request = get(peer);
    request.url = "https://" + peer.authority() + "/";

    EXPECT_EQ(reason_of(send(peer, request)), "http.tls");
}

} // namespace
} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
// What the wire can do to an answer, by a server of raw sockets on loopback: the client survives
// each, says which it was, and never sends a change twice.
#include "http/fake_peer.hpp"
#include "http/squeezed.hpp"
#include "tiktok/fake_wire.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;
using http::test::FakePeer;
using http::test::gzipped;
using http::test::RawSocket;

/// The real way out, with less patience than it has with a platform.
class Impatient final : public http::Outbound {
public:
    explicit Impatient(const std::string& authority)
        : outbound_({{"Peer", authority, "platform", "tests", true}}) {}

    Result<http::OutboundResponse> send(const http::OutboundRequest& request) override {
        http::OutboundRequest copy;
        copy.method = request.method;
        copy.url = request.url;
        copy.query = request.query;
        copy.headers = request.headers;
        for (const auto& header : request.secret_headers) {
            copy.secret_headers.push_back({header.name, header.value.clone()});
        }
        copy.body = request.body.clone();
        copy.limits = request.limits;
        copy.limits.total = 250ms;
        return outbound_.send(copy);
    }

private:
    http::CurlOutbound outbound_;
};

std::string with_length(std::string_view body, std::string_view more_headers = "") {
    return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{}"
                       "Content-Length: {}\r\n\r\n{}",
                       more_headers, body.size(), body);
}

constexpr std::string_view good =
    R"({"code":0,"message":"OK","request_id":"r1","data":{"list":[],"campaign_id":"7",)"
    R"("page_info":{"page":1,"page_size":1000,"total_number":0,"total_page":1}}})";

struct Fault {
    const char* name;
    FakePeer::Behaviour behave;
    std::string reason;
    ErrorCode read = ErrorCode::unavailable;
    ErrorCode change = ErrorCode::uncertain;
};

FakePeer::Behaviour says(std::string bytes) {
    return [bytes = std::move(bytes)](RawSocket& connection) {
        if (!http::test::read_request(connection).empty()) {
            connection.send(bytes);
        }
    };
}

void drip(RawSocket& connection) {
    http::test::read_request(connection);
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{");
    connection.wait_at_most(20ms);
    do {
        connection.read_some(1);
    } while (connection.send(" "));
}

void reset_within_the_request(RawSocket& connection) {
    connection.read_some(1);
    connection.reset();
}

void reset_within_the_answer(RawSocket& connection) {
    http::test::read_request(connection);
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\":0,");
    connection.reset();
}

std::vector<Fault> faults() {
    const std::string nested =
        R"({"code":0,"data":)" + std::string(50'000, '[') + std::string(50'000, ']') + "}";
    const std::string gateway = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"
                                "Content-Length: 15\r\n\r\n<html>502</html";
    return {
        {"a page of HTML with 200", says(with_length("<!doctype html><title>x</title>")),
         "tiktok.html"},
        {"a page of HTML with 502", says(gateway), "tiktok.http_5xx"},
        {"a missing slash",
         says("HTTP/1.1 404 Not Found\r\nContent-Length: 18\r\n\r\n404 page not found"),
         "tiktok.http_404", ErrorCode::internal, ErrorCode::internal},
        {"nothing", says(with_length("")), "tiktok.empty"},
        {"JSON cut in the middle, length right", says(with_length(good.substr(0, 60))),
         "tiktok.truncated"},
        {"fewer bytes than announced",
         says("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + std::string{good}),
         "http.truncated"},
        {"a length that is too short",
         says("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n" + std::string{good}),
         "tiktok.truncated"},
        {"a chunk that never comes",
         says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"cod\r\n"),
         "http.truncated"},
        {"one byte at a time", drip, "http.timeout"},
        {"a reset within the request", reset_within_the_request, "http.reset"},
        {"a close before the answer",
         [](RawSocket& connection) { http::test::read_request(connection); }, "http.reset"},
        {"a reset within the answer", reset_within_the_answer, "http.reset"},
        {"a compressed bomb",
         says(with_length(gzipped(std::string(std::size_t{8} << 20U, ' ')),
                          "Content-Encoding: gzip\r\n")),
         "http.inflation"},
        {"gzip cut short",
         says(with_length(gzipped(std::string{good}).substr(0, 40), "Content-Encoding: gzip\r\n")),
         "http.truncated"},
        {"absurd nesting", says(with_length(nested)), "tiktok.too_deep"},
        {"bytes that are no UTF-8", says(with_length("{\"code\":0,\"message\":\"\xE9\"}")),
         "tiktok.not_utf8"},
        {"words", says(with_length("service busy")), "tiktok.not_json"},
        {"an envelope without a code", says(with_length(R"({"message":"OK"})")), "tiktok.shape"},
        {"two codes", says(with_length(R"({"code":0,"code":40105,"data":{}})")),
         "tiktok.duplicate_member"},
        {"not HTTP", says("SSH-2.0-OpenSSH_9.2\r\n"), "http.reset"},
    };
}

class TransportTest : public testing::Test {
protected:
    /// A client of its own for each peer: libcurl keeps connections by thread.
    template <typename Use>
    static auto with_client(const FakePeer& peer, Use use) {
        test::FakeClock clock;
        test::FakeScheduler scheduler{clock};
        test::SeededRandom random{7};
        test::NoQuotaMemory memory;
        test::KeptCalls log;
        Impatient wire{peer.authority()};
        Governor governor{Tier::none, clock, scheduler, memory};
        HttpClient client{AppFacts{"http://" + peer.authority(), "7100", SecretText{"s"}},
                          {wire, governor, log, clock, scheduler, random}};
        return use(client);
    }

    SecretText token{"t"};
    CallContext context{.advertiser = AdvertiserId{"7001"}, .patience = 10min};
};

TEST_F(TransportTest, ReadsSurviveEveryFaultAndTellThemApart) {
    std::set<std::string> reasons;
    for (auto& fault : faults()) {
        const FakePeer peer{std::move(fault.behave)};

        const auto answer = with_client(
            peer, [&](HttpClient& client) { return client.campaigns(context, token, {}, {}); });

        ASSERT_FALSE(answer) << fault.name;
        EXPECT_EQ(answer.error().reason, fault.reason) << fault.name << ": " << answer.error();
        EXPECT_EQ(answer.error().code, fault.read) << fault.name << ": " << answer.error();
        reasons.insert(answer.error().reason);
    }
    EXPECT_EQ(reasons.size(), 14U);
}

TEST_F(TransportTest, AChangeIsSentOnceAndStaysOpenUnlessItWasRefused) {
    for (auto& fault : faults()) {
        const FakePeer peer{std::move(fault.behave)};

        const auto answer = with_client(peer, [&](HttpClient& client) {
            return client.campaign_status_update(context, token, std::vector{CampaignId{"7"}},
                                                 OperationStatus::disable);
        });

        ASSERT_FALSE(answer) << fault.name;
        EXPECT_EQ(answer.error().reason, fault.reason) << fault.name << ": " << answer.error();
        EXPECT_EQ(answer.error().code, fault.change) << fault.name << ": " << answer.error();
        EXPECT_EQ(peer.connections(), 1) << fault.name;
    }
}

TEST_F(TransportTest, BytesBehindTheAnnouncedLengthAreNoPartOfTheAnswer) {
    const FakePeer peer{says(with_length(good) + "<html>")};

    const auto answer = with_client(
        peer, [&](HttpClient& client) { return client.campaigns(context, token, {}, {}); });

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->facts.request_id, "r1");
}

} // namespace
} // namespace bayme::tiktok

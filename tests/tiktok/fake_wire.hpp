// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/outbound.hpp"
#include "support/fake_clock.hpp"
#include "support/seeded_random.hpp"
#include "tiktok/declared_wire.hpp"
#include "tiktok/http_client.hpp"

#include <deque>
#include <vector>

namespace bayme::test {

/// What one call looked like on the wire; secrets in the clear, because this is a test.
struct SentCall {
    std::string line; ///< "GET https://…?a=b" with the query encoded as it would be
    std::string body;
    std::string token;
    std::string content_type;
    std::vector<http::BodyPart> parts;
};

/// Answers with what was queued; writes down what was sent.
class FakeWire final : public http::Outbound {
public:
    void answer(std::string body, int status = 200, http::Headers headers = {}) {
        queue_.emplace_back(http::OutboundResponse{.status = status,
                                                   .headers = std::move(headers),
                                                   .body = std::move(body),
                                                   .elapsed = {}});
    }
    void data(std::string_view json) {
        answer(fmt::format(R"({{"code":0,"message":"OK","request_id":"r{}","data":{}}})",
                           ++answers_, json));
    }
    void code(std::int64_t code, std::string_view message = "no") {
        answer(fmt::format(R"({{"code":{},"message":"{}","request_id":"r{}","data":{{}}}})", code,
                           message, ++answers_));
    }
    void failure(std::string_view reason, ErrorCode code = ErrorCode::unavailable) {
        queue_.emplace_back(
            std::unexpected(Error{.code = code, .message = "wire", .reason = std::string{reason}}));
    }

    Result<http::OutboundResponse> send(const http::OutboundRequest& request) override {
        expect_declared(request);
        SentCall call;
        auto query = request.query;
        for (const auto& secret : request.secret_query) {
            secret.value.reveal(
                [&](std::string_view text) { query.push_back({secret.name, std::string{text}}); });
        }
        call.line = fmt::format("{} {}{}{}", http::to_string(request.method), request.url,
                                query.empty() ? "" : "?", http::format_query(query));
        request.body.reveal([&](std::string_view text) { call.body = text; });
        for (const auto& header : request.secret_headers) {
            header.value.reveal([&](std::string_view text) { call.token = text; });
        }
        call.content_type =
            http::find_header(request.headers, "Content-Type").value_or(std::string_view{});
        call.parts = request.parts;
        sent.push_back(std::move(call));
        if (queue_.empty()) {
            return fail(ErrorCode::internal, "the test queued no answer");
        }
        auto next = std::move(queue_.front());
        queue_.pop_front();
        return next;
    }

    std::vector<SentCall> sent;

private:
    std::deque<Result<http::OutboundResponse>> queue_;
    int answers_ = 0;
};

class KeptCalls final : public tiktok::CallLog {
public:
    void record(const tiktok::CallRecord& call) override { calls.push_back(call); }
    std::vector<tiktok::CallRecord> calls;
};

/// Forgets everything.
class NoQuotaMemory final : public tiktok::QuotaMemory {
public:
    Result<std::vector<tiktok::Penalty>> penalties() override {
        return std::vector<tiktok::Penalty>{};
    }
    Result<void> keep(const tiktok::Penalty&) override { return {}; }
    Result<std::vector<tiktok::Spent>> spent(Day) override { return std::vector<tiktok::Spent>{}; }
    Result<void> keep(std::span<const tiktok::Spent>) override { return {}; }
    Result<std::vector<tiktok::Learned>> learned() override {
        return std::vector<tiktok::Learned>{};
    }
    Result<void> keep(const tiktok::Learned&) override { return {}; }
};

/// The real client on a wire of the test's making.
class ClientOnFakeWire {
public:
    FakeClock clock{"2026-03-01T12:00:00Z"};
    FakeScheduler scheduler{clock};
    SeededRandom random{7};
    NoQuotaMemory memory;
    FakeWire wire;
    KeptCalls log;
    tiktok::Governor governor{tiktok::Tier::basic, clock, scheduler, memory};
    tiktok::HttpClient client{
        tiktok::AppFacts{"https://business-api.tiktok.com", "7100", SecretText{"app-secret"}, true},
        {wire, governor, log, clock, scheduler, random}};
    SecretText token{"the-token"};
    tiktok::CallContext context{.priority = tiktok::Priority::person,
                                .actor = "person:p1",
                                .job = "j1",
                                .advertiser = AdvertiserId{"7001"},
                                .patience = std::chrono::minutes{10}};
};

} // namespace bayme::test

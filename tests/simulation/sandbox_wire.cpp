// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/sandbox_wire.hpp"

namespace bayme::simulation {
namespace {

std::unexpected<Error> broken(const char* reason) {
    return fail(Error{ErrorCode::unavailable, fmt::format("sandbox: {}", reason)}.because(reason));
}

http::Request received(const http::OutboundRequest& request) {
    http::Request got;
    got.method = request.method;
    const auto host = request.url.find("://") + 3;
    const auto path = request.url.find('/', host);
    got.path = request.url.substr(path);
    auto query = request.query;
    for (const auto& secret : request.secret_query) {
        secret.value.reveal(
            [&](std::string_view value) { query.push_back({secret.name, std::string{value}}); });
    }
    got.query = http::format_query(query);
    got.headers = request.headers;
    got.headers.push_back({"Host", request.url.substr(host, path - host)});
    for (const auto& secret : request.secret_headers) {
        secret.value.reveal([&](std::string_view value) {
            got.headers.push_back({secret.name, std::string{value}});
        });
    }
    request.body.reveal([&](std::string_view body) { got.body = body; });
    return got;
}

} // namespace

void SandboxWire::pass(std::chrono::nanoseconds time) {
    time_.waits(VirtualTime::network).wait(time, {});
}

Result<http::OutboundResponse> SandboxWire::send(const http::OutboundRequest& request) {
    at_boundary();
    going_out(request);
    const auto since = time_.monotonic();
    const auto got = received(request);
    const auto spread = static_cast<std::uint64_t>((longest - shortest).count()) / 2 + 1;
    const auto there = shortest / 2 + milliseconds{dice_() % spread};
    const auto back = shortest / 2 + milliseconds{dice_() % spread};
    pass(there);
    const auto asked_at = time_.now();
    auto response = sandbox_.answer_api(got);
    if (const auto id = http::find_header(response.headers, "X-Tt-Logid")) {
        answered_[std::string{*id}] = asked_at;
    }
    pass(back);
    auto outcome = arrive(request, std::move(response), since);
    note(got.path, outcome);
    at_boundary();
    return outcome;
}

Result<http::OutboundResponse> SandboxWire::arrive(const http::OutboundRequest& request,
                                                   http::Response response,
                                                   std::chrono::nanoseconds since) {
    const auto plan = sandbox_.misdelivery(response);
    const auto& limits = request.limits;
    if (time_.monotonic() - since >= limits.total) {
        return broken("http.timeout");
    }
    if (plan && plan->pause.count() > 0) {
        const auto pieces = response.content().size() / std::max<std::size_t>(plan->piece, 1);
        const auto whole = plan->pause * static_cast<std::int64_t>(pieces);
        if (plan->piece * 1000 / static_cast<std::size_t>(plan->pause.count()) < 100) {
            pass(limits.stall);
            return broken("http.stalled");
        }
        pass(std::min<std::chrono::nanoseconds>(whole, limits.total));
        if (whole >= limits.total) {
            return broken("http.timeout");
        }
    }
    if (plan && plan->reset_after && *plan->reset_after <= response.content().size()) {
        return broken("http.reset");
    }
    if (plan && plan->stated_length && *plan->stated_length > response.content().size()) {
        return broken("http.truncated");
    }
    if (http::find_header(response.headers, "Content-Encoding")) {
        return broken("http.inflation");
    }
    return http::OutboundResponse{
        .status = response.status,
        .headers = std::move(response.headers),
        .body = std::string{response.content()},
        .elapsed = std::chrono::duration_cast<microseconds>(time_.monotonic() - since)};
}

void SandboxWire::note(const std::string& path, const Result<http::OutboundResponse>& outcome) {
    ++counts_.calls;
    counts_.reports += path.contains("/report/integrated/get/") ? 1 : 0;
    counts_.failed += outcome ? 0 : 1;
    const auto text = fmt::format("{}|{}|{}|{}", counts_.trace, path, time_.monotonic().count(),
                                  outcome ? outcome->body.size() : 0);
    counts_.trace = 1469598103934665603U;
    for (const auto letter : text) {
        counts_.trace = (counts_.trace ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    }
}

std::optional<Instant> SandboxWire::answered_at(const std::string& request_id) const {
    const auto found = answered_.find(request_id);
    return found == answered_.end() ? std::nullopt : std::optional{found->second};
}

} // namespace bayme::simulation

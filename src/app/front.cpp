// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/front.hpp"

#include "base/json_text.hpp"

namespace bayme::app {
namespace {

http::Response plain(int status, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"}},
            .body = std::move(body),
            .shared_body = {}};
}

bool is_read(const http::Request& request) {
    return request.method == http::Method::get || request.method == http::Method::head;
}

} // namespace

http::Response Front::answer(const http::Request& request) {
    const auto started = parts_.services.clock.monotonic();
    std::string_view route = "web";
    auto response = dispatch(request, route);
    parts_.metrics.count_request(route, response.status,
                                 parts_.services.clock.monotonic() - started);
    return response;
}

http::Response Front::dispatch(const http::Request& request, std::string_view& route) {
    if (is_read(request)) {
        route = "operators";
        if (request.path == "/healthz") {
            return plain(200, "ok\n");
        }
        if (request.path == "/readyz") {
            return ready(request);
        }
        if (request.path == "/metrics") {
            return metrics(request);
        }
    }
    if (request.path.starts_with("/api/")) {
        route = "api";
        if (parts_.sealed) {
            return api::problem_response(
                {ErrorCode::unavailable,
                 fmt::format("the vault is sealed: {}", parts_.sealed->message), "sealed"},
                request.request_id);
        }
        if (auto response = parts_.api.answer(request)) {
            return *std::move(response);
        }
    }
    route = "web";
    return parts_.web.answer(request);
}

http::Response Front::ready(const http::Request& request) const {
    bool all = true;
    JsonWriter out;
    out.begin_object().key("checks").begin_object();
    for (const auto& line : parts_.services.health()) {
        all = all && line.ok;
        // Details are for staff (system.health): this page answers without a session.
        out.key(line.name).boolean(line.ok);
    }
    out.end_object().key("ready").boolean(all).end_object();
    auto response = api::json_response(out.take(), request.request_id);
    response.status = all ? 200 : 503;
    return response;
}

http::Response Front::metrics(const http::Request& request) const {
    if (!request.peer.loopback && request.peer.kind != http::PeerKind::unix_socket) {
        const auto caller = parts_.authenticator.authenticate(request);
        if (!caller || caller->actor.kind != ActorKind::api_key) {
            return api::problem_response({ErrorCode::unauthenticated,
                                          "metrics need an API key, or a scrape from this machine"},
                                         request.request_id);
        }
    }
    return plain(200, parts_.metrics.text());
}

} // namespace bayme::app

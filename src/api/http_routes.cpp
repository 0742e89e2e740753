// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/http_routes.hpp"

#include "api/decode.hpp"
#include "api/errors.hpp"
#include "api/openapi.hpp"
#include "base/log.hpp"

namespace bayme::api {
namespace {

http::Response wrong_method(const Operation& operation, std::string_view request_id) {
    const std::string_view taken = operation.effect == Effect::reads ? "GET, POST" : "POST";
    auto response =
        problem_response({ErrorCode::invalid_input,
                          fmt::format("{} takes {}", operation.name, taken), "request.method"},
                         request_id);
    response.headers.push_back({"Allow", std::string{taken}});
    return response;
}

/// The operation's body: the text of a POST, the parameters of a GET.
Result<std::string> body_of(const http::Request& request, const Operation& operation) {
    if (request.method == http::Method::get) {
        const auto parameters = http::parse_query(request.query);
        if (!parameters) {
            return fail(
                Error{ErrorCode::invalid_input, "the query has a broken escape", "request.query"});
        }
        return body_from_query(operation.run.request(), *parameters);
    }
    if (!request.query.empty()) {
        return fail(Error{ErrorCode::invalid_input, "a POST takes its fields in the body",
                          "request.query"});
    }
    if (!is_json(request)) {
        return fail(Error{ErrorCode::invalid_input, "the body must be application/json",
                          "request.media_type"});
    }
    return request.body;
}

Result<std::string> idempotency_key_of(const http::Request& request) {
    const auto key = request.header("Idempotency-Key");
    if (key && key->empty()) {
        return fail(Error{ErrorCode::invalid_input, "the Idempotency-Key is empty",
                          "request.idempotency_key"});
    }
    return std::string{key.value_or("")};
}

void log_failure(const Error& error, const http::Request& request) {
    if (error.code == ErrorCode::internal) {
        log(LogLevel::error, "request.failed",
            {{"request_id", request.request_id},
             {"path", request.path},
             {"reason", error.reason},
             {"message", error.message}});
    }
}

} // namespace

http::Response json_response(std::string body, std::string_view request_id) {
    return {.status = 200,
            .headers = {{"Content-Type", "application/json"},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Request-Id", std::string{request_id}}},
            .body = std::move(body),
            .shared_body = {}};
}

http::Response problem_response(const Error& error, std::string_view request_id) {
    auto response = json_response(problem_json(error, request_id), request_id);
    response.status = http_status(error);
    response.headers[0].value = problem_content_type;
    if (response.status == 401) {
        response.headers.push_back({"WWW-Authenticate", "Bearer"});
    }
    if (response.status == 429 || response.status == 503) {
        response.headers.push_back({"Retry-After", "5"});
    }
    return response;
}

HttpRoutes::HttpRoutes(const Registry& registry, const Authenticator& authenticator,
                       std::string version)
    : registry_(registry), authenticator_(authenticator), version_(std::move(version)) {}

std::optional<http::Response> HttpRoutes::answer(const http::Request& request) const {
    if (!request.path.starts_with("/api/")) {
        return std::nullopt;
    }
    auto response = route(request);
    if (response) {
        return *std::move(response);
    }
    log_failure(response.error(), request);
    return problem_response(response.error(), request.request_id);
}

Result<http::Response> HttpRoutes::route(const http::Request& request) const {
    BAYME_TRY(const auto caller, authenticator_.authenticate(request));
    if (caller.actor.kind == ActorKind::anyone) {
        return fail(ErrorCode::unauthenticated, "sign in, or send an API key as a Bearer token");
    }
    if (request.path == "/api/openapi.json" && request.method == http::Method::get) {
        return json_response(openapi_document(registry_.operations(), version_),
                             request.request_id);
    }
    const auto name = operation_of(request.path);
    if (name.empty()) {
        return fail(ErrorCode::not_found, "there is nothing at {}", request.path);
    }
    return call(request, caller, name);
}

Result<http::Response> HttpRoutes::call(const http::Request& request, const Caller& caller,
                                        std::string_view name) const {
    const auto door =
        request.peer.kind == http::PeerKind::unix_socket ? Door::unix_socket : Door::http;
    BAYME_TRY(const Operation* operation, registry_.find(name, door));
    const bool is_get = request.method == http::Method::get && operation->effect == Effect::reads;
    if (!is_get && request.method != http::Method::post) {
        return wrong_method(*operation, request.request_id);
    }
    BAYME_CHECK(authenticator_.check_locks(request, caller));
    BAYME_TRY(const auto body, body_of(request, *operation));
    BAYME_TRY(auto key, idempotency_key_of(request));
    const Call call{.actor = caller.actor,
                    .request_id = request.request_id,
                    .door = door,
                    .idempotency_key = std::move(key)};
    BAYME_TRY(auto answer, registry_.call(call, name, body));
    return json_response(std::move(answer), request.request_id);
}

} // namespace bayme::api

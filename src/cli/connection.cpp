// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/connection.hpp"

#include "api/errors.hpp"
#include "api/openapi.hpp"
#include "http/local_call.hpp"
#include "http/outbound.hpp"

#include <boost/json/parse.hpp>

namespace bayme::cli {
namespace {

http::Headers json_headers(const std::string& idempotency_key) {
    http::Headers headers{{"Content-Type", "application/json"}};
    if (!idempotency_key.empty()) {
        headers.push_back({"Idempotency-Key", idempotency_key});
    }
    return headers;
}

Result<std::string> body_of(Result<http::OutboundResponse> response) {
    if (!response) {
        return std::unexpected(std::move(response).error());
    }
    if (response->status != 200) {
        return fail(read_problem(response->status, response->body));
    }
    return std::move(response->body);
}

class SocketConnection final : public Connection {
public:
    explicit SocketConnection(std::filesystem::path socket) : socket_(std::move(socket)) {}

    Result<std::string> call(std::string_view operation, std::string_view json,
                             const std::string& idempotency_key) override {
        return body_of(http::call_local({.socket = socket_,
                                         .method = http::Method::post,
                                         .target = api::route_of(operation),
                                         .headers = json_headers(idempotency_key),
                                         .body = std::string{json}}));
    }

private:
    std::filesystem::path socket_;
};

class ServerConnection final : public Connection {
public:
    ServerConnection(std::string server, SecretText key)
        : server_(std::move(server)), key_(std::move(key)),
          outbound_({{.name = "server",
                      .host = authority(server_),
                      .category = "advertising_data",
                      .purpose = "call an operation",
                      .on = true}}) {}

    Result<std::string> call(std::string_view operation, std::string_view json,
                             const std::string& idempotency_key) override {
        auto request = make(http::Method::post, api::route_of(operation));
        request.headers = json_headers(idempotency_key);
        request.body = SecretText{std::string{json}};
        return body_of(outbound_.send(request));
    }

private:
    static std::string authority(std::string_view url) {
        const auto start = url.find("//");
        auto rest = start == std::string_view::npos ? url : url.substr(start + 2);
        return std::string{rest.substr(0, rest.find('/'))};
    }
    http::OutboundRequest make(http::Method method, std::string_view path) {
        http::OutboundRequest request;
        request.method = method;
        request.url = server_ + std::string{path};
        request.secret_headers.push_back({"Authorization", key_.reveal([](std::string_view key) {
                                              return SecretText{fmt::format("Bearer {}", key)};
                                          })});
        return request;
    }

    std::string server_;
    SecretText key_;
    http::CurlOutbound outbound_;
};

std::string text_of(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains({name.data(), name.size()});
    const auto* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? std::string{text->data(), text->size()} : std::string{};
}

} // namespace

std::unique_ptr<Connection> connect_socket(std::filesystem::path socket) {
    return std::make_unique<SocketConnection>(std::move(socket));
}

std::unique_ptr<Connection> connect_server(std::string server, SecretText key) {
    while (server.ends_with('/')) {
        server.pop_back();
    }
    return std::make_unique<ServerConnection>(std::move(server), std::move(key));
}

Error read_problem(int status, std::string_view body) {
    boost::system::error_code code;
    const auto value = boost::json::parse({body.data(), body.size()}, code);
    const auto* object = code ? nullptr : value.if_object();
    if (object == nullptr || text_of(*object, "code").empty()) {
        return {ErrorCode::unavailable,
                fmt::format("the server answered {} without saying why; is it a Bayme?", status),
                "http.not_json"};
    }
    Error error{api::parse_error_code(text_of(*object, "code")), text_of(*object, "detail"),
                text_of(*object, "reason"), text_of(*object, "request_id")};
    const auto* fields = object->if_contains("fields");
    const auto* list = fields != nullptr ? fields->if_array() : nullptr;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        if (const auto* field = (*list)[i].if_object()) {
            error.fields.push_back({text_of(*field, "path"), text_of(*field, "message")});
        }
    }
    return error;
}

} // namespace bayme::cli

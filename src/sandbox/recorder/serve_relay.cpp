// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/serve_relay.hpp"

#include <fmt/format.h>

#include <utility>

namespace bayme::sandbox {

Result<std::unique_ptr<http::Server>> serve_relay(const http::TcpListener& listener,
                                                  http::Handler handler) {
    // Uploads come in one piece.
    constexpr std::size_t largest_upload = std::size_t{128} << 20U;
    http::ServerOptions options;
    options.tcp = {listener};
    options.limits.body_bytes = largest_upload;
    return http::Server::start(std::move(options), std::move(handler));
}

std::string relay_url(const http::TcpListener& listener, const http::Server& server,
                      std::string_view path) {
    const bool six = listener.address.contains(':');
    return fmt::format("http://{}{}{}:{}{}", six ? "[" : "", listener.address, six ? "]" : "",
                       server.ports().at(0), path);
}

http::Response plain_answer(int status, std::string text) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
    response.body = std::move(text);
    return response;
}

} // namespace bayme::sandbox

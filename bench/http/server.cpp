// SPDX-License-Identifier: LicenseRef-Bayme
// Our server with a page of the public site's size and a small JSON operation, until killed.
#include "http/server.hpp"

#include "base/json_text.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace {

using namespace bayme;

constexpr std::size_t page_bytes = 16384;

http::Response page() {
    static const auto text = std::make_shared<const std::string>(page_bytes, 'x');
    http::Response response;
    response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy", "default-src 'none'; style-src 'self'"},
                        {"Referrer-Policy", "no-referrer"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Cache-Control", "no-cache"},
                        {"ETag", "\"0123456789abcdef\""}};
    response.shared_body = text;
    return response;
}

http::Response operation(const http::Request& request) {
    JsonWriter answer;
    answer.begin_object()
        .member("length", static_cast<std::int64_t>(request.body.size()))
        .member("request_id", request.request_id)
        .key("campaigns")
        .begin_array();
    for (std::int64_t campaign = 0; campaign < 10; ++campaign) {
        answer.begin_object()
            .member("campaign_id", fmt::format("17{:017}", campaign))
            .member("name", "Spring sale")
            .member("budget", "120.50")
            .end_object();
    }
    answer.end_array().end_object();
    http::Response response;
    response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    response.body = answer.take();
    return response;
}

} // namespace

int main(int count, char** arguments) {
    http::ServerOptions options;
    options.threads = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : options.threads;
    options.tcp.emplace_back();
    options.host = "localhost";
    const auto server = http::Server::start(std::move(options), [](const http::Request& request) {
        return request.path == "/" ? page() : operation(request);
    });
    if (!server) {
        fmt::print(stderr, "{}\n", server.error().message);
        return 1;
    }
    fmt::print("{}\n", (*server)->ports().at(0));
    (void)std::fflush(stdout);
    pause();
}

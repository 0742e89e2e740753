// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/raw_socket.hpp"
#include "http/server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace bayme::http::test {

/// Says what the handler saw: "POST /path?query body".
inline Response describe(const Request& request) {
    Response response;
    response.headers.push_back({"Content-Type", "text/plain"});
    response.body = std::string{to_string(request.method)} + ' ' + request.path;
    if (!request.query.empty()) {
        response.body += '?' + request.query;
    }
    response.body += ' ' + request.body;
    return response;
}

/// A real server on a free port of loopback that accepts any Host.
class ServerTest : public testing::Test {
protected:
    void start(Handler handler = describe) { start(ServerOptions{}, std::move(handler)); }
    void start(ServerOptions options, Handler handler = describe) {
        if (options.tcp.empty() && options.unix_sockets.empty()) {
            options.tcp.emplace_back();
        }
        auto started = Server::start(std::move(options), std::move(handler));
        ASSERT_TRUE(started) << started.error();
        server_ = std::move(*started);
    }
    [[nodiscard]] RawSocket connect() const { return RawSocket::tcp(server_->ports().at(0)); }
    RawAnswer ask(std::string_view bytes) const { return connect().ask(bytes); }

    std::unique_ptr<Server> server_;
};

} // namespace bayme::http::test

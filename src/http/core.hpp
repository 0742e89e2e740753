// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "http/handler_pool.hpp"
#include "http/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <list>
#include <string>
#include <vector>

namespace bayme::http {

namespace asio = boost::asio;

class Connection;

/// What the connections of one server share. All but `open` and `pool` belong to the I/O thread.
struct Core {
    Core(ServerOptions given_options, Handler given_handler)
        : options(std::move(given_options)), handler(std::move(given_handler)),
          pool(options.threads, options.limits.queued_requests) {}

    ServerOptions options;
    Handler handler;
    /// Hosts accepted on TCP and TLS, lower case; empty: any.
    std::vector<std::string> hosts;
    SystemRandom random;
    /// Whether no connection may begin another request.
    bool stopping = false;
    std::list<Connection*> connections;
    std::atomic<std::size_t> open = 0;
    // One I/O thread, so nothing on it needs a lock. The pool goes first when the core dies: its
    // last work still posts here.
    asio::io_context io{1};
    /// When deadlines are looked at next; cancelled to look at once.
    asio::steady_timer tick{io};
    HandlerPool pool;
};

} // namespace bayme::http

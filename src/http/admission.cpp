// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/admission.hpp"

#include "base/log.hpp"
#include "http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <string_view>
#include <sys/socket.h>

namespace bayme::http {
namespace {

asio::awaitable<void> serve(std::unique_ptr<Connection> connection) {
    co_await connection->run();
}

// A quarter of the shortest deadline: none is overrun by more.
std::chrono::milliseconds tick_of(const ServerLimits& limits) {
    const auto shortest = std::min({limits.header_deadline, limits.body_deadline,
                                    limits.write_deadline, limits.idle_deadline});
    return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

} // namespace

void admit(Core& core, std::unique_ptr<Wire> wire, Peer peer) {
    auto connection = std::make_unique<Connection>(core, std::move(wire), std::move(peer));
    asio::co_spawn(core.io, serve(std::move(connection)), [](const std::exception_ptr& thrown) {
        try {
            if (thrown) {
                std::rethrow_exception(thrown);
            }
        } catch (const std::exception& exception) {
            log(LogLevel::error, "http.connection_failed", {{"what", exception.what()}});
        }
    });
}

bool make_room(Core& core) {
    if (core.open < core.options.limits.connections) {
        return true;
    }
    Connection* longest = nullptr;
    for (auto* const connection : core.connections) {
        if (connection->awaits_request() &&
            (longest == nullptr || connection->waits_since() < longest->waits_since())) {
            longest = connection;
        }
    }
    if (longest == nullptr) {
        return false;
    }
    longest->cut();
    return true;
}

void turn_away(int socket, PeerKind kind) {
    static constexpr std::string_view answer = "HTTP/1.1 503 Service Unavailable\r\n"
                                               "Retry-After: 1\r\n"
                                               "Content-Length: 0\r\n"
                                               "Connection: close\r\n\r\n";
    if (kind != PeerKind::tls) {
        (void)send(socket, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
}

asio::awaitable<void> rest_after(Core& core, boost::system::error_code error) {
    if (error == asio::error::operation_aborted || core.stopping) {
        co_return;
    }
    if (error == asio::error::no_descriptors || error == asio::error::no_memory ||
        error == asio::error::no_buffer_space) {
        log(LogLevel::warning, "http.accept_failed", {{"errno", error.value()}});
        asio::steady_timer timer{core.io, std::chrono::milliseconds{100}};
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

asio::awaitable<void> watch_deadlines(Core& core) {
    const auto tick = tick_of(core.options.limits);
    while (!core.stopping || !core.connections.empty()) {
        const auto now = std::chrono::steady_clock::now();
        for (auto* const connection : core.connections) {
            if (connection->deadline() < now) {
                connection->cut();
            }
        }
        core.tick.expires_after(core.stopping ? std::chrono::milliseconds{5} : tick);
        boost::system::error_code ignored;
        co_await core.tick.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

} // namespace bayme::http

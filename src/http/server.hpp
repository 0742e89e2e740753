// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "http/misdelivery.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayme::http {

/// Where a server listens. Port 0 picks a free one.
struct TcpListener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    bool tls = false;
};
struct UnixListener {
    std::filesystem::path path;
};

/// What one connection may take of time and memory. The defaults are the published limits.
struct ServerLimits {
    /// From the connection, or the first byte of a later request, to the end of its header; the
    /// TLS handshake has as long once more.
    std::chrono::milliseconds header_deadline{10'000};
    std::chrono::milliseconds body_deadline{30'000};
    /// For each 64 KiB of an answer.
    std::chrono::milliseconds write_deadline{30'000};
    /// Between an answer and the next request.
    std::chrono::milliseconds idle_deadline{60'000};
    /// Request line included; more is 431.
    std::size_t header_bytes = 65536;
    /// More is 414.
    std::size_t target_bytes = 16384;
    /// After chunked coding is taken off; more is 413.
    std::size_t body_bytes = std::size_t{8} << 20U;
    /// At the cap, the connection that has waited longest for a request makes room; when all are
    /// at work a new one is answered 503.
    std::size_t connections = 1024;
    /// Requests that wait for a thread; beyond it the answer is 503 with Retry-After.
    std::size_t queued_requests = 256;
};

struct ServerOptions {
    std::vector<TcpListener> tcp;
    std::vector<UnixListener> unix_sockets;
    /// PEM files; needed when a listener says tls. Read again by reload_certificates().
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    /// The only Host accepted on TCP and TLS, "name" or "name:port"; anything else answers 421.
    /// Empty accepts any Host (the sandbox). With port 0, the port chosen is appended.
    std::string host;
    /// Further names accepted, such as "localhost:PORT" for health checks.
    std::vector<std::string> other_hosts;
    /// Addresses whose X-Forwarded-For is believed.
    std::vector<std::string> trusted_proxies;
    /// Threads that run handlers.
    std::size_t threads = 4;
    ServerLimits limits;
    /// Empty for every server but one that plays a bad peer.
    Misdeliver misdeliver = {};
};

/// Called on a pool thread, from many at once. What it throws becomes a 500 without detail.
using Handler = std::function<Response(const Request&)>;

/// One HTTP/1.1 server: reads, times out and limits in coroutines, runs handlers on threads.
class Server {
public:
    /// Listens when it returns. @return unavailable when an address is in use, invalid_input for a
    /// certificate that cannot be read.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, Handler handler);
    virtual ~Server() = default;

    /// The ports of `tcp`, in their order.
    [[nodiscard]] virtual std::vector<std::uint16_t> ports() const = 0;
    /// New connections get the new certificate; the old one stays when the new cannot be read.
    virtual Result<void> reload_certificates() = 0;
    /// Accepts nothing new, lets running requests finish until the deadline, then cuts them.
    virtual void stop(std::chrono::milliseconds deadline) = 0;
    [[nodiscard]] virtual std::size_t open_connections() const = 0;
};

} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/core.hpp"
#include "http/server.hpp"
#include "http/tls_context.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>

namespace bayme::http {

/// One place where connections come in. Lives on the I/O thread once run() has begun.
class Listener {
public:
    virtual ~Listener() = default;

    /// Accepts until closed; each connection runs by itself.
    virtual asio::awaitable<void> run() = 0;
    virtual void close() = 0;
    /// Zero for a Unix socket.
    [[nodiscard]] virtual std::uint16_t port() const = 0;
};

/// Listens when it returns. @return unavailable when the address is in use, invalid_input when it
/// is no address.
Result<std::unique_ptr<Listener>> listen_tcp(Core& core, TlsContext& tls, const TcpListener& where);

/// Listens with mode 0600. A socket file nobody answers on is replaced; close() removes ours.
/// @return unavailable when another process answers there.
Result<std::unique_ptr<Listener>> listen_unix(Core& core, const UnixListener& where);

} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace boost::asio::ssl {
class context;
}

namespace bayme::http {

namespace asio = boost::asio;

/// The bytes of one connection, whatever carries them. Used on the server's I/O thread only. No
/// call has a time limit of its own: the connection cuts the wire when its deadline passes.
class Wire {
public:
    virtual ~Wire() = default;

    /// Gets ready to read: the TLS handshake. False when it fails.
    virtual asio::awaitable<bool> open() = 0;
    /// At least one byte; 0 when the peer has ended, the wire broke or was cut.
    virtual asio::awaitable<std::size_t> read_some(std::span<char> room) = 0;
    /// All of it, or false.
    virtual asio::awaitable<bool> write(std::string_view bytes) = 0;
    /// Says that nothing follows and swallows what still arrives: a socket closed with unread
    /// bytes resets, and the peer would lose the answer.
    virtual asio::awaitable<void> finish() = 0;
    /// Closes; a pending call returns as failed.
    virtual void cut() = 0;
    /// Closes so that the peer sees a reset, whatever was on its way.
    virtual void reset() = 0;
};

/// TCP and Unix sockets.
std::unique_ptr<Wire> make_plain_wire(asio::generic::stream_protocol::socket socket);
/// The context may be replaced while the wire lives.
std::unique_ptr<Wire> make_tls_wire(asio::ip::tcp::socket socket, asio::ssl::context& context);

} // namespace bayme::http

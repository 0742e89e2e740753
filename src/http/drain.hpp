// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <cstddef>

namespace bayme::http {

/// Ends the sending side of a socket and reads until the peer ends, at most 16 MiB.
template <typename Socket>
boost::asio::awaitable<void> drain(Socket& socket) {
    boost::system::error_code error;
    socket.shutdown(Socket::shutdown_send, error);
    std::array<char, 16384> waste; // NOLINT(cppcoreguidelines-pro-type-member-init)
    std::size_t left = std::size_t{16} << 20U;
    while (!error && left > 0) {
        const auto got = co_await socket.async_read_some(
            boost::asio::buffer(waste),
            boost::asio::redirect_error(boost::asio::use_awaitable, error));
        left -= got < left ? got : left;
    }
}

} // namespace bayme::http

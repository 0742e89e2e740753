// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/core.hpp"
#include "http/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bayme::http {

/// Runs the server's handler on the pool and comes back to the I/O thread. Nothing when the queue
/// is full. What the handler throws, or an unsound answer, becomes a logged 500.
asio::awaitable<std::optional<Response>> run_handler(Core& core, const Request& request);

/// The peer as the handler shall see it: a trusted proxy is replaced by the last address of
/// X-Forwarded-For that is not a trusted proxy itself. A Unix socket counts as the address "unix";
/// whom a proxy speaks for has no user id.
Peer peer_of(const Request& request, const Peer& connected,
             const std::vector<std::string>& trusted_proxies);

/// Whether the handler set "Connection: close".
bool asks_to_close(const Response& response);

} // namespace bayme::http

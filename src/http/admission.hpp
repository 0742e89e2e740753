// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/core.hpp"
#include "http/wire.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <memory>

namespace bayme::http {

/// Runs a new connection until it ends.
void admit(Core& core, std::unique_ptr<Wire> wire, Peer peer);

/// Whether one more connection may come in. At the cap, the one that has waited longest for a
/// request is cut for it; false when all are at work.
bool make_room(Core& core);

/// Answers 503 as far as the socket takes it at once; TLS peers get no answer.
void turn_away(int socket, PeerKind kind);

/// After a failed accept: out of descriptors or memory passes only with time.
asio::awaitable<void> rest_after(Core& core, boost::system::error_code error);

/// Cuts connections whose deadline has passed, until the server has stopped and none is left.
asio::awaitable<void> watch_deadlines(Core& core);

} // namespace bayme::http

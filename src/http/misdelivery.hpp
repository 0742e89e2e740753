// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

namespace bayme::http {

/// How an answer goes out when it must not go out whole and at once: for a server that plays a
/// peer which misbehaves.
struct Misdelivery {
    std::size_t piece = 65536; ///< bytes at a time, of the whole message
    std::chrono::milliseconds pause{0};
    /// After so many bytes of the message the connection is reset.
    std::optional<std::size_t> reset_after;
    /// What Content-Length says instead of the truth; the connection ends with the answer.
    std::optional<std::size_t> stated_length;
};

/// Asked for each answer on the server's I/O thread; nothing for one that goes out as it should.
using Misdeliver = std::function<std::optional<Misdelivery>(const Response&)>;

} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::http {

enum class AfterAnswer { keep_open, close };

/// True when no header of the response can break the message: names are tokens, values carry no
/// line end. Anything else is a bug in a handler.
bool is_sound(const Response& response);

/// The status line and all headers. Content-Length, Date, Connection and X-Request-Id are ours:
/// what the handler put there is dropped. A handler closes a connection by "Connection: close".
/// `stated_length` is for a Misdelivery.
std::string answer_head(const Response& response, std::string_view request_id, AfterAnswer after,
                        std::optional<std::size_t> stated_length = {});

/// 204 and 304 have no body whatever the handler says.
bool may_have_body(int status);

} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/recorder/relay.hpp"

#include <functional>

namespace bayme::sandbox {

/// A server of uploads and answers of any size the platform knows.
Result<std::unique_ptr<http::Server>> serve_relay(const http::TcpListener& listener,
                                                  http::Handler handler);
std::string relay_url(const http::TcpListener& listener, const http::Server& server,
                      std::string_view path);

/// Text of a relay's own, never of the platform.
http::Response plain_answer(int status, std::string text);

} // namespace bayme::sandbox

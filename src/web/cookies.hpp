// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::web {

/// Both are Secure, which browsers of the Chromium and Firefox families honour on plain
/// http://localhost as well, so there is one name everywhere. (Seen in Chromium 156.)
inline constexpr std::string_view session_cookie = "__Host-bayme";
inline constexpr std::string_view flow_cookie = "__Host-oauthtx";

/// The cookie's value; nothing when it is absent or comes twice (somebody planted one).
std::optional<std::string> find_cookie(const http::Request& request, std::string_view name);

/// "NAME=VALUE; Path=/; Secure; HttpOnly; SameSite=Lax", with Max-Age when it outlives the browser.
http::Header set_cookie(std::string_view name, std::string_view value,
                        std::optional<std::chrono::seconds> max_age = std::nullopt);
http::Header clear_cookie(std::string_view name);

/// For api::Authenticator.
std::optional<std::string> session_token(const http::Request& request);

} // namespace bayme::web

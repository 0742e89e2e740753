// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace bayme::api {

/// The one table from an error to what the outside sees. A failure that the platform reported
/// ("tiktok.…") is never 401: the caller's own sign-in is fine.
int http_status(const Error& error);
/// The stable `code` that programs read: an ErrorCode's word, or a narrower one where the platform
/// refused our access and not the caller's ("access_refused", "not_connected").
std::string_view code_word(const Error& error);
/// DESIGN 4.2: 1 failed, 2 wrong input or not found, 3 uncertain, 4 not permitted, 5 try later.
int exit_code(const Error& error);

/// The body of every failed request: RFC 9457 with `code`, `reason`, `fields` and `request_id`.
std::string problem_json(const Error& error, std::string_view request_id);
inline constexpr std::string_view problem_content_type = "application/problem+json";

/// Reads what code_word and to_string(ErrorCode) write; internal for anything else.
ErrorCode parse_error_code(std::string_view text);

} // namespace bayme::api

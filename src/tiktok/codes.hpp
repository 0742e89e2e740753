// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bayme::tiktok {

/// What a return code asks of the caller [CONTRACT 1.3].
enum class CodeClass {
    ok,
    partial,     ///< 20001: read the objects back
    retry,       ///< the platform stumbled: again, with back-off
    retry_few,   ///< the same, but seldom worth more than one more try
    later,       ///< not ready yet: a job comes back, the call does not wait
    throttled,   ///< too often: see Window
    reauthorise, ///< the token or the app is not accepted: connect again
    permission,  ///< the account or the permission is missing
    invalid,     ///< the request is wrong and stays wrong
    gone,        ///< the object, account or file does not exist
    conflict,    ///< somebody else changed it, or it already exists
    duplicate,   ///< 40050: perhaps done before; read back
    unknown,     ///< not in the table
};
std::string_view to_string(CodeClass code_class);

/// Whose allowance a throttled call ran into.
enum class Window { none, app, endpoint, advertiser_path, value };

/// One return code with words for people. `meaning` and `advice` are whole sentences.
struct ReturnCode {
    std::int64_t code = 0;
    CodeClass code_class = CodeClass::unknown;
    ErrorCode error = ErrorCode::internal;
    Window window = Window::none;
    std::string_view meaning;
    std::string_view advice;
};

/// The whole table, ascending.
std::span<const ReturnCode> return_codes();
/// From the table, else by the code's range: 5xxxx is worth another try, 6xxxx is maintenance,
/// everything else is final and never a reason to delete or disconnect anything.
ReturnCode find_code(std::int64_t code);

/// What a documented shape of the message adds to a code. Shown and acted on with care: a hint,
/// never the identity of an error.
enum class Hint {
    none,
    endpoint_not_granted, ///< 40001: this account did not grant this endpoint; others work
    account_not_granted,  ///< 40001: the token does not reach this account
    per_second,           ///< 40100, 40133: over after the current second
    app_restricted,       ///< 40100: the whole app is held back for minutes
};
Hint hint(std::int64_t code, std::string_view message);
std::string_view to_string(Hint hint);

/// The error of a return code: what failed, what was not changed, what to do, and the platform's
/// words quoted and cut to 512 bytes. The reason is "tiktok.40105"; 40001 is
/// "tiktok.40001.endpoint" where the message says that only this endpoint is not granted. For a
/// call that changes something, what leaves open whether it happened is `uncertain`.
Error code_error(std::int64_t code, std::string_view message, std::string_view request_id,
                 bool repeatable);

/// A failure's message taken apart.
struct Explained {
    std::string ours;   ///< what it means and what to do, from the table
    std::string theirs; ///< TikTok's own words, quoted; empty when TikTok said nothing
};
/// Of an error made by code_error, or of an object that an update left out ("tiktok.refused"). What
/// comes from somewhere else is ours as it is.
Explained explain(std::string_view reason, std::string_view message);

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/errors.hpp"

#include "base/json_text.hpp"

#include <algorithm>
#include <array>

namespace bayme::api {
namespace {

struct CodeRow {
    ErrorCode code;
    int status;
    int exit;
    std::string_view title;
};

constexpr std::array code_rows{
    CodeRow{ErrorCode::invalid_input, 400, 2, "The request is wrong"},
    CodeRow{ErrorCode::not_found, 404, 2, "There is no such thing"},
    CodeRow{ErrorCode::conflict, 409, 1, "The state does not allow it"},
    CodeRow{ErrorCode::unauthenticated, 401, 4, "Sign in first"},
    CodeRow{ErrorCode::forbidden, 403, 4, "Not permitted"},
    CodeRow{ErrorCode::rate_limited, 429, 5, "Too many requests"},
    CodeRow{ErrorCode::unavailable, 503, 5, "Try again later"},
    CodeRow{ErrorCode::uncertain, 504, 3, "It may have happened"},
    CodeRow{ErrorCode::internal, 500, 1, "Something broke"},
};

/// Where the reason says more than the code. A prefix ends with a dot.
struct ReasonRow {
    std::string_view reason;
    ErrorCode code;
    int status;
    int exit;
    /// Narrower than the code's own, where that would mislead.
    std::string_view word = {};
    std::string_view title = {};
};

constexpr std::array reason_rows{
    ReasonRow{"request.too_large", ErrorCode::invalid_input, 413, 2},
    ReasonRow{"request.media_type", ErrorCode::invalid_input, 415, 2},
    ReasonRow{"request.method", ErrorCode::invalid_input, 405, 2},
    ReasonRow{"tiktok.", ErrorCode::unauthenticated, 502, 4, "access_refused",
              "TikTok refused the access"},
    ReasonRow{"not_connected", ErrorCode::unauthenticated, 409, 4, "not_connected",
              "The account is not connected"},
    ReasonRow{"tiktok.", ErrorCode::internal, 502, 1},
    ReasonRow{"disk_full", ErrorCode::internal, 507, 1},
    // A master key that is missing, refused or another one: the machine's trouble, not the
    // caller's.
    ReasonRow{"sealed", ErrorCode::unavailable, 503, 1},
    ReasonRow{"wrong_key", ErrorCode::conflict, 503, 1},
    ReasonRow{"key_missing", ErrorCode::not_found, 503, 1},
    ReasonRow{"key_mode", ErrorCode::forbidden, 503, 1},
};

const CodeRow& row_of(ErrorCode code) {
    return *std::ranges::find(code_rows, code, &CodeRow::code);
}

const ReasonRow* reason_row_of(const Error& error) {
    for (const auto& row : reason_rows) {
        const bool same = row.reason.ends_with('.') ? error.reason.starts_with(row.reason)
                                                    : error.reason == row.reason;
        if (same && row.code == error.code) {
            return &row;
        }
    }
    return nullptr;
}

} // namespace

int http_status(const Error& error) {
    const auto* row = reason_row_of(error);
    return row != nullptr ? row->status : row_of(error.code).status;
}

int exit_code(const Error& error) {
    const auto* row = reason_row_of(error);
    return row != nullptr ? row->exit : row_of(error.code).exit;
}

std::string_view code_word(const Error& error) {
    const auto* row = reason_row_of(error);
    return row != nullptr && !row->word.empty() ? row->word : to_string(error.code);
}

std::string problem_json(const Error& error, std::string_view request_id) {
    const auto code = code_word(error);
    const auto* row = reason_row_of(error);
    JsonWriter out;
    out.begin_object();
    out.member("type", fmt::format("urn:bayme:problem:{}", code));
    out.member("title",
               row != nullptr && !row->title.empty() ? row->title : row_of(error.code).title);
    out.member("status", http_status(error));
    out.member("detail", error.message);
    out.member("code", code);
    if (!error.reason.empty()) {
        out.member("reason", error.reason);
    }
    if (!error.fields.empty()) {
        out.key("fields").begin_array();
        for (const auto& field : error.fields) {
            out.begin_object().member("path", field.path).member("message", field.message);
            out.end_object();
        }
        out.end_array();
    }
    out.member("request_id", request_id);
    if (!error.request_id.empty()) {
        out.member("platform_request_id", error.request_id);
    }
    return out.end_object().take();
}

ErrorCode parse_error_code(std::string_view text) {
    for (const auto& row : code_rows) {
        if (to_string(row.code) == text) {
            return row.code;
        }
    }
    for (const auto& row : reason_rows) {
        if (row.word == text && !text.empty()) {
            return row.code;
        }
    }
    return ErrorCode::internal;
}

} // namespace bayme::api

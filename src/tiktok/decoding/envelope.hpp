// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/codes.hpp"
#include "tiktok/decoding/json_tree.hpp"

#include <optional>

namespace bayme::tiktok::decoding {

/// code, message, request_id: on every answer, good or bad [CONTRACT 1.2].
struct Envelope {
    std::int64_t code = 0;
    std::string message;
    std::string request_id;
};

/// An answer that is an envelope, whatever its code says.
struct OpenedAnswer {
    Envelope envelope;
    JsonTree tree;

    /// The member `data`; an empty object when there is none.
    [[nodiscard]] const JsonNode& data() const;
};

/// Reads the envelope. The body decides, not the HTTP status: only a body that is no envelope is
/// classed by its status.
///
/// Errors: unavailable with "tiktok.http_5xx", a reason of JsonTree::parse, "tiktok.shape" or
/// "tiktok.duplicate_member" (whose request id is kept where it could be read); rate_limited with
/// "tiktok.http_429"; internal with "tiktok.http_404" (also a forgotten slash) or
/// "tiktok.http_4xx"; unavailable with "tiktok.http_3xx".
Result<OpenedAnswer> open_answer(int http_status, std::string_view body);

/// The error of a body that is no envelope.
Error no_envelope(int http_status, Error broken);

/// Turns a failure to read an answer into `uncertain` when the call may have changed something:
/// everything but a plain 4xx of the edge.
Error for_change(Error error);

/// For an answer that says it was done, wholly or partly, and whose data could not be read:
/// what was unreadable, or that it was done partly and nobody can say which part.
std::unexpected<Error> without_data(const Envelope& envelope, Error unreadable);

} // namespace bayme::tiktok::decoding

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/developer_errors.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok::calls {
namespace {

using decoding::JsonKind;
using decoding::JsonNode;

constexpr std::size_t longest_log_id = 128;

/// Names of errors, and what the caller can do.
struct NamedError {
    std::string_view name;
    ErrorCode code;
};
constexpr auto named_errors = std::to_array<NamedError>({
    {"access_denied", ErrorCode::forbidden},
    {"invalid_client", ErrorCode::forbidden},
    {"invalid_grant", ErrorCode::unauthenticated},
    {"invalid_request", ErrorCode::internal},
    {"invalid_scope", ErrorCode::forbidden},
    {"unauthorized_client", ErrorCode::forbidden},
    {"unsupported_grant_type", ErrorCode::internal},
    {"unsupported_response_type", ErrorCode::internal},
    {"server_error", ErrorCode::uncertain},
    {"temporarily_unavailable", ErrorCode::unavailable},
    {"access_token_invalid", ErrorCode::unauthenticated},
    {"scope_not_authorized", ErrorCode::forbidden},
    {"scope_permission_missed", ErrorCode::forbidden},
    {"invalid_params", ErrorCode::internal},
    {"rate_limit_exceeded", ErrorCode::rate_limited},
    {"internal_error", ErrorCode::uncertain},
});

/// "error": "name" or "error": {"code": "name", …}; nullptr when there is none.
const JsonNode* name_of(const JsonNode& root) {
    const auto* error = root.find("error");
    if (error != nullptr && error->kind == JsonKind::object) {
        error = error->find("code");
    }
    return error == nullptr || error->kind != JsonKind::text ? nullptr : error;
}

std::string log_id_of(const JsonNode& root) {
    const auto* error = root.find("error");
    const auto* log_id = error != nullptr && error->kind == JsonKind::object ? error->find("log_id")
                                                                             : root.find("log_id");
    return log_id == nullptr ? std::string{} : std::string{log_id->text.substr(0, longest_log_id)};
}

} // namespace

std::optional<Error> stated_error(const JsonNode& root, bool repeatable) {
    const auto* name = name_of(root);
    if (name == nullptr || name->text.empty() || name->text == "ok") {
        return std::nullopt;
    }
    const auto known = std::ranges::find(named_errors, name->text, &NamedError::name);
    const bool is_known = known != named_errors.end();
    auto code = is_known ? known->code : ErrorCode::uncertain;
    if (code == ErrorCode::uncertain && repeatable) {
        code = ErrorCode::unavailable;
    }
    return Error{.code = code,
                 .message = fmt::format("TikTok for Developers says \"{}\"",
                                        is_known ? known->name : "something unknown"),
                 .reason = fmt::format("tiktok_developers.{}", is_known ? known->name : "unknown"),
                 .request_id = log_id_of(root)};
}

} // namespace bayme::tiktok::calls

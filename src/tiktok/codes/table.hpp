// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/codes.hpp"

namespace bayme::tiktok::codes {

/// The table's parts, each ascending: 0 to 40099, 40100 to 40199, the rest.
std::span<const ReturnCode> general();
std::span<const ReturnCode> access();
std::span<const ReturnCode> others();

/// What most codes of a class mean to our callers.
constexpr ErrorCode usual_error(CodeClass code_class) {
    switch (code_class) {
    case CodeClass::retry:
    case CodeClass::retry_few:
    case CodeClass::later:
        return ErrorCode::unavailable;
    case CodeClass::throttled:
        return ErrorCode::rate_limited;
    case CodeClass::reauthorise:
        return ErrorCode::unauthenticated;
    case CodeClass::permission:
        return ErrorCode::forbidden;
    case CodeClass::invalid:
        return ErrorCode::invalid_input;
    case CodeClass::gone:
        return ErrorCode::not_found;
    case CodeClass::conflict:
        return ErrorCode::conflict;
    case CodeClass::duplicate:
        return ErrorCode::uncertain;
    case CodeClass::ok:
    case CodeClass::partial:
    case CodeClass::unknown:
        break;
    }
    return ErrorCode::internal;
}

constexpr ReturnCode row(std::int64_t code, CodeClass code_class, std::string_view meaning,
                         std::string_view advice) {
    return {code, code_class, usual_error(code_class), Window::none, meaning, advice};
}

constexpr ReturnCode limit(std::int64_t code, Window window, std::string_view meaning,
                           std::string_view advice) {
    return {code, CodeClass::throttled, ErrorCode::rate_limited, window, meaning, advice};
}

/// A code that no user can mend: the program asked in a wrong way.
constexpr ReturnCode fault(std::int64_t code, std::string_view meaning, std::string_view advice) {
    return {code, CodeClass::invalid, ErrorCode::internal, Window::none, meaning, advice};
}

} // namespace bayme::tiktok::codes

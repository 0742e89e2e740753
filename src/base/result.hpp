// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <expected>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme {

/// What the caller can do about it: every expected failure of the program is one of these.
enum class ErrorCode {
    invalid_input,   ///< fix the request
    not_found,       ///< ask for something that exists
    conflict,        ///< somebody was faster, or the state does not allow it: read again
    unauthenticated, ///< sign in, or connect again
    forbidden,       ///< ask an administrator
    rate_limited,    ///< wait
    unavailable,     ///< try again later
    uncertain,       ///< it may have happened: reconcile before anything else
    internal,        ///< a bug or a broken machine: report it
};

std::string_view to_string(ErrorCode code);

/// One wrong field of a request. `path` is written as filters[2].value; the message says what was
/// expected and quotes what came.
struct FieldError {
    std::string path;
    std::string message;

    bool operator==(const FieldError&) const = default;
};

/// A failure as a value. The message never holds a secret; `reason` is a stable word for programs,
/// such as "tiktok.40105" or "disk_full"; `request_id` is the platform's, when it gave one.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::string reason = {};
    std::string request_id = {};
    std::vector<FieldError> fields = {};
    /// When trying again makes sense; set by whoever knows, such as the quota governor.
    std::optional<std::chrono::milliseconds> retry_after = {};

    /// Puts "context: " before the message. Each layer calls it at most once.
    [[nodiscard]] Error in(std::string_view context) &&;
    [[nodiscard]] Error because(std::string_view stable_reason) &&;
};

std::ostream& operator<<(std::ostream& out, const Error& error);

template <typename T>
using Result = std::expected<T, Error>;

/// Makes the error side of a Result: `return fail(ErrorCode::not_found, "no campaign {}", id);`
template <typename... Args>
std::unexpected<Error> fail(ErrorCode code, fmt::format_string<Args...> text, Args&&... args) {
    return std::unexpected(Error{code, fmt::format(text, std::forward<Args>(args)...)});
}

inline std::unexpected<Error> fail(Error error) {
    return std::unexpected(std::move(error));
}

} // namespace bayme

#define BAYME_CONCAT_INNER(a, b) a##b
#define BAYME_CONCAT(a, b) BAYME_CONCAT_INNER(a, b)

/// BAYME_TRY(const auto budget, parse_amount(text)); declares budget or returns the error upward.
#define BAYME_TRY(declaration, expression)                                                         \
    auto BAYME_CONCAT(try_result_, __LINE__) = (expression);                                       \
    if (!BAYME_CONCAT(try_result_, __LINE__)) {                                                    \
        return std::unexpected(std::move(BAYME_CONCAT(try_result_, __LINE__)).error());            \
    }                                                                                              \
    /* a declaration takes no parentheses: NOLINTNEXTLINE(bugprone-macro-parentheses) */           \
    declaration = std::move(*BAYME_CONCAT(try_result_, __LINE__))

/// BAYME_CHECK(store.put(row)); returns the error upward, ignores a value.
#define BAYME_CHECK(expression)                                                                    \
    do {                                                                                           \
        if (auto check_result = (expression); !check_result) {                                     \
            return std::unexpected(std::move(check_result).error());                               \
        }                                                                                          \
    } while (false)

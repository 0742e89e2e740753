// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/type_info.hpp"
#include "http/message.hpp"

#include <vector>

namespace bayme::api {

/// What a request body may cost before its meaning is looked at; one whose rules allow a longer
/// text may be so much longer, up to largest_body_bytes.
inline constexpr std::size_t most_body_bytes = std::size_t{1} << 20U;
inline constexpr std::size_t largest_body_bytes = std::size_t{8} << 20U;
inline constexpr std::size_t most_depth = 16;
inline constexpr std::size_t most_members = 1'000;
inline constexpr std::size_t most_items = 100'000;
inline constexpr std::size_t most_key_bytes = 256;
/// Of the wrong fields this many are told.
inline constexpr std::size_t most_field_errors = 100;

/// Reads JSON into the value that `into` points to, strictly: an unknown, missing or repeated
/// member, a wrong type, a broken rule, NUL in a text are all told at once, each with its path
/// ("filters[2].value"; empty for the whole body). `into` is unusable after an error.
/// @return invalid_input with `fields` and the reason "request.fields", "request.not_json",
///         "request.too_deep" or "request.too_large".
Result<void> decode_into(std::string_view json, const TypeInfo& type, void* into);

/// Decodes a struct that describe.hpp knows.
template <typename T>
Result<T> decode(std::string_view json, const TypeInfo& type) {
    T value{};
    if (auto read = decode_into(json, type, &value); !read) {
        return std::unexpected(std::move(read).error());
    }
    return value;
}

/// Turns the parameters of a GET into a body for decode: a list is its name repeated, a number or
/// boolean is recognised by the field's type, an object is JSON text.
std::string body_from_query(const TypeInfo& type,
                            const std::vector<http::QueryParameter>& parameters);

} // namespace bayme::api

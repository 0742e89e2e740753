// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <boost/json/value.hpp>

namespace bayme::api {

/// Parses one JSON text within the limits of decode.hpp. Only for sources of this room.
/// Repeated members (after escapes are resolved) and NUL are put into `errors` with their paths;
/// the value is then not to be used.
/// @return invalid_input with the reasons "request.not_json", "request.too_deep",
///         "request.too_large".
Result<boost::json::value> parse_strict_json(std::string_view text, std::vector<FieldError>& errors,
                                             std::size_t most_bytes);

} // namespace bayme::api

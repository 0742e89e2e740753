// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operation.hpp"

#include <map>

namespace bayme::api {

/// What must hold before a program starts: a name of the form noun.verb, a permission, a handler;
/// objects as request and answer; patterns that compile; no secret in an answer, nor in a request
/// that http or mcp could send; nothing for `anyone` on a surface; no two types of one name.
/// @return internal, naming the operation.
Result<void> check_operation(const Operation& operation);
Result<void> check_type_names(const std::map<std::string_view, const Operation*>& operations);

} // namespace bayme::api

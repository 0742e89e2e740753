// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operation.hpp"

#include <map>
#include <string>
#include <string_view>

namespace bayme::api {

/// "campaigns.pause" -> "/api/v1/campaigns/pause".
std::string route_of(std::string_view operation);
/// The operation a path names; empty when the path is not below /api/v1/ or not noun/verb.
std::string operation_of(std::string_view path);

/// The OpenAPI 3.1 document of every operation that shows at http: POST for all, GET as well for
/// those that only read.
std::string openapi_document(const std::map<std::string_view, const Operation*>& operations,
                             std::string_view version);

} // namespace bayme::api

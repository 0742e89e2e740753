// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <boost/json/fwd.hpp>

#include <string_view>

namespace bayme::sandbox {

/// A file of data/sandbox, embedded at build. @return internal when it is missing or no JSON.
Result<boost::json::value> data_file(std::string_view name);

} // namespace bayme::sandbox

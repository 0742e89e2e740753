// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace bayme::http {

/// The MD5 of a file in lowercase hex. A platform wants it beside an upload to notice a broken one;
/// it protects nothing. @return invalid_input with reason "http.no_file" for a file that cannot be
/// read.
Result<std::string> md5_of_file(const std::filesystem::path& path);
/// The same of bytes in memory: a piece of a file.
Result<std::string> md5_of(std::string_view bytes);

} // namespace bayme::http

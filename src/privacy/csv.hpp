// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::privacy {

using CsvRow = std::vector<std::string>;

/// Reads a CSV text (RFC 4180, LF or CRLF) whose first line is exactly `header`.
/// @return the rows after it; invalid_input naming the line for another header, another number of
///         fields, or a quote out of place.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view header);

} // namespace bayme::privacy

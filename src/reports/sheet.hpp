// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::reports {

/// A file of rows and columns as a spreadsheet program saves it.
struct Sheet {
    char delimiter = ',';                       ///< comma, semicolon or tab
    std::vector<std::vector<std::string>> rows; ///< without empty lines; of unequal length
    std::vector<std::size_t> lines;             ///< where each row begins in the file, from 1
};

/// Reads CSV in UTF-8 or UTF-16, with or without a mark at its beginning; quoted as RFC 4180 says.
/// The delimiter is the one the first lines have most of.
/// @return invalid_input: "workbook" for an Excel file, "not_text" for bytes that are no text,
///         "quote" for a quote without its end, "empty" without rows.
Result<Sheet> read_sheet(std::string_view bytes);

} // namespace bayme::reports

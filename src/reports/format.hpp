// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/report.hpp"

#include <string>

namespace bayme::reports {

/// For a terminal: at most 100 columns wide borders included, more metrics than fit go into further
/// blocks with the keys repeated, totals below a line, then a line on where the answer comes from.
/// No colour codes; control characters of names become spaces.
std::string format_table(const Report& report);

/// Header and rows, no totals: quoted as RFC 4180 says, lines end with LF, decimals plain. A name
/// that a spreadsheet would take for a formula gets an apostrophe before it [TRUST T11].
std::string format_csv(const Report& report);

/// One object: columns, rows, totals, provenance. Numbers are exact, ids are text.
std::string format_json(const Report& report);

/// One object per row and line, no totals.
std::string format_ndjson(const Report& report);

} // namespace bayme::reports

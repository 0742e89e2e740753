// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/export_columns.hpp"
#include "reports/export_numbers.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::reports {

/// A line of an export. Ids and names by level: account, campaign, ad group, ad; empty where the
/// file has none.
struct ExportRow {
    std::size_t line = 0;
    std::array<std::string, 4> ids;
    std::array<std::string, 4> names;
    std::optional<Day> day;
    std::string currency;                           ///< of its money, as far as the file says
    std::vector<std::optional<ShownNumber>> values; ///< one per metric
    std::vector<std::string> texts;                 ///< the same as written
};

/// An export of Ads Manager, read but not compared.
struct ExportTable {
    snapshots::Level level = snapshots::Level::advertiser; ///< of its narrowest id or name
    bool by_day = false;
    std::vector<snapshots::MetricIndex> metrics;
    std::vector<ExportRow> rows;
    std::vector<std::string> unknown; ///< titles of columns nobody explained
    std::size_t totals_left_out = 0;  ///< rows that sum up others
};

/// @return invalid_input naming line and column of what cannot be read.
Result<ExportTable> read_export(std::string_view bytes, const ColumnBook& book);

} // namespace bayme::reports

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/sheet.hpp"
#include "snapshots/metrics.hpp"
#include "snapshots/query.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::reports {

/// What a column of an export holds.
struct ColumnMeaning {
    enum class Kind : std::uint8_t { id, name, day, currency, metric, left_out };
    Kind kind = Kind::left_out;
    snapshots::Column object = snapshots::Column::advertiser; ///< of ids and names
    snapshots::MetricIndex metric = 0;

    bool operator==(const ColumnMeaning&) const = default;
};

/// Titles of columns and what they mean: data/ads_manager_columns.csv, the metrics' own names and
/// titles, and what a user adds. Case, blanks and a currency or "%" in brackets behind the title do
/// not matter.
class ColumnBook {
public:
    /// @return internal when the data file names something that there is not.
    static Result<ColumnBook> make();

    /// Adds lines of "column,means", over what was there; "means" is campaign_id, campaign_name,
    /// …, day, currency, a metric, or "-" for a column to leave out.
    /// @return invalid_input naming the line.
    Result<void> add(std::string_view csv);
    [[nodiscard]] std::optional<ColumnMeaning> find(std::string_view title) const;

private:
    std::map<std::string, ColumnMeaning, std::less<>> meanings_;
};

/// The head of an export.
struct ExportHead {
    std::size_t row = 0; ///< of the sheet; what stands above it is a preface
    std::vector<std::optional<ColumnMeaning>> columns;
    std::vector<std::string> unknown; ///< titles nobody explained, as written
    std::string currency;             ///< "USD" of "Cost (USD)"
};

/// Finds the row with the titles: the first that names at least one metric and one other column we
/// know, within the first 30.
/// @return invalid_input, reason "no_head", when there is none; "column_twice" when two columns
///         mean the same.
Result<ExportHead> find_head(const Sheet& sheet, const ColumnBook& book);

} // namespace bayme::reports

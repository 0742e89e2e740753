// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"
#include "reports/request.hpp"
#include "snapshots/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bayme::reports {

/// A column of an answer. Metrics carry their unit, everything else is text.
struct ReportColumn {
    enum class Kind : std::uint8_t { day, hour, id, name, currency, metric };

    std::string name; ///< "campaign_id", "campaign_name", "day", "currency", "ctr"
    Kind kind = Kind::metric;
    std::optional<snapshots::MetricIndex> metric = {};

    [[nodiscard]] bool is_number() const { return kind == Kind::metric; }
};

/// Nothing; a text; or a metric's value as its Unit says.
using ReportCell = std::variant<std::monostate, std::string, std::int64_t>;

struct ReportRow {
    std::vector<ReportCell> cells; ///< one per column
    Currency currency;             ///< of its money; XXX when the report has none
};

/// Why the worst of the windows has no cell.
enum class Missing : std::uint8_t {
    none,        ///< every window has one
    not_fetched, ///< a sync brings it
    not_by_then, ///< the answer is as of a moment before the fetch
    not_begun,   ///< the day lies in the account's future
};
std::string_view to_string(Missing missing);

/// Where an answer comes from, enough to ask for it again.
struct Provenance {
    snapshots::LedgerView ledger;
    Instant as_of;
    std::optional<Instant> resolved_to; ///< see snapshots::Table
    std::string cube;
    std::string query_hash; ///< of everything asked but the moment
    int formula_version = 0;
    Missing missing = Missing::none;
};

/// `today` is the day of the worst window's account at the moment the answer is of; `is_past` says
/// that it was asked for as of a past one.
Missing missing_of(const snapshots::LedgerView& ledger, Day today, bool is_past);

struct Report {
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    std::vector<ReportRow> totals; ///< of every row that fits `where`, one per currency
    std::size_t rows_before_limit = 0;
    Provenance provenance;

    /// The exact text of a cell: computed metrics with 6 decimals, money with at least the
    /// currency's digits; empty for nothing and for columns it does not have.
    [[nodiscard]] std::string cell(std::size_t row, std::string_view column) const;
};

/// Exact text, as `Report::cell`.
std::string exact_text(const ReportColumn& column, const ReportRow& row, const ReportCell& cell);
/// Text for people: money in the currency's digits, percents, ratios and seconds with two decimals.
std::string short_text(const ReportColumn& column, const ReportRow& row, const ReportCell& cell);

} // namespace bayme::reports

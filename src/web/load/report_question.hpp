// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/load/loaders.hpp"

namespace bayme::web {

/// What the address of the report page asks for, read but not judged: the operation does that.
struct ReportQuestion {
    std::vector<std::string> accounts; ///< empty: all
    std::vector<std::string> dimensions;
    std::vector<std::string> metrics;
    std::string from;
    std::string to;
    std::string as_of; ///< a day, empty: now
    /// A column of the answer, with a minus before it for largest first. Empty when the address
    /// names something the answer will not have: a column that was ticked off a moment ago.
    std::string order;

    static ReportQuestion of(const Form& form);

    /// The request of reports.query. Days of `as_of` end by `offset`.
    [[nodiscard]] std::string json(UtcOffset offset, std::int64_t most_rows) const;
    /// The same question in another order.
    [[nodiscard]] std::string address(std::string_view other_order) const;
    /// The order that a click on the column's head asks for: the opposite when it is sorted by that
    /// column, else largest first for numbers.
    [[nodiscard]] std::string next_order(std::string_view column, bool numeric) const;
};

/// What the page says in words: dimensions and metrics as on TikTok's own screens.
std::string column_words(std::string_view name);
std::vector<ReportView::Choice> dimension_choices(const std::vector<std::string>* chosen);
std::vector<ReportView::Choice> metric_choices(const std::vector<std::string>* chosen);

/// Fills in columns, rows and totals from the answer of reports.query.
void read_report(ReportView& view, const AnswerView& answer, const ReportQuestion& question,
                 UtcOffset offset);

} // namespace bayme::web

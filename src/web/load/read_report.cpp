// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/report_question.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

/// Decimals people read; the exact value is in exports.
std::string shown_value(const AnswerView& value, std::string_view unit, const Currency& currency) {
    if (!value) {
        return {};
    }
    const auto micros = parse_micros(value.text());
    if (!micros) {
        return value.text();
    }
    if (unit == "money") {
        return format_amount(*micros, currency);
    }
    return format_decimal(*micros, unit == "count" ? 0 : 2);
}

std::string unit_words(std::string_view unit) {
    return unit == "percent" ? "%" : unit == "seconds" ? "s" : "";
}

struct Column {
    std::size_t at = 0; ///< in the answer's rows
    std::string name;
    std::string unit; ///< empty for what is no number
};

/// Ids give way to names where both are there.
std::vector<Column> shown_columns(const AnswerView& answer) {
    std::vector<Column> all;
    for (const auto& column : answer["columns"].items()) {
        all.push_back({all.size(), column["name"].text(), column["unit"].text()});
    }
    std::vector<Column> kept;
    for (const auto& column : all) {
        const auto stem = column.name.substr(0, column.name.rfind("_id"));
        const bool has_name = column.name.ends_with("_id") &&
                              std::ranges::find(all, stem + "_name", &Column::name) != all.end();
        if (!has_name) {
            kept.push_back(column);
        }
    }
    return kept;
}

ReportView::Column view_of(const Column& column, const ReportQuestion& question) {
    const bool numeric = !column.unit.empty();
    ReportView::Column seen{.words = column_words(column.name),
                            .unit = unit_words(column.unit),
                            .numeric = numeric,
                            .sorted = Sorted::no,
                            .sort_address = {}};
    if (question.order == column.name) {
        seen.sorted = Sorted::ascending;
    } else if (question.order == "-" + column.name) {
        seen.sorted = Sorted::descending;
    }
    // Rows of different currencies are kept apart whatever the order.
    if (column.name != "currency") {
        seen.sort_address = question.address(question.next_order(column.name, numeric));
    }
    return seen;
}

std::vector<std::string> cells_of(const AnswerView& row, const std::vector<Column>& columns) {
    const auto cells = row["cells"].items();
    Currency currency;
    for (const auto& column : columns) {
        if (column.name == "currency" && column.at < cells.size()) {
            currency = Currency::parse(cells[column.at].text()).value_or(Currency{});
        }
    }
    std::vector<std::string> shown;
    for (const auto& column : columns) {
        const auto value = column.at < cells.size() ? cells[column.at] : AnswerView{};
        shown.push_back(column.unit.empty() ? value.text()
                                            : shown_value(value, column.unit, currency));
    }
    return shown;
}

/// Without a dimension the only row of a currency is its total.
void read_totals(ReportView& view, const AnswerView& answer, const ReportQuestion& question,
                 const std::vector<Column>& columns) {
    if (question.dimensions.empty()) {
        return;
    }
    for (const auto& total : answer["totals"].items()) {
        view.totals.push_back(cells_of(total, columns));
        view.totals.back().front() = "Total";
    }
}

/// Why not all days are complete, and what to do where something can be done.
std::string_view why(CellState worst, std::string_view missing) {
    if (missing == "not_by_then") {
        return "The others had not been fetched by then.";
    }
    if (missing == "not_begun") {
        return "The others have not begun yet.";
    }
    return explain(worst);
}

} // namespace

void read_report(ReportView& view, const AnswerView& answer, const ReportQuestion& question,
                 UtcOffset offset) {
    const auto columns = shown_columns(answer);
    for (const auto& column : columns) {
        view.columns.push_back(view_of(column, question));
    }
    for (const auto& row : answer["rows"].items()) {
        view.rows.push_back(cells_of(row, columns));
    }
    read_totals(view, answer, question, columns);
    const auto before = answer["rows_before_limit"].integer();
    view.left_out = static_cast<std::size_t>(
        std::max<std::int64_t>(0, before - static_cast<std::int64_t>(view.rows.size())));
    view.worst = parse_cell_state(answer["worst_cell"].text());
    view.worst_explanation = fmt::format("{} of {} account days are complete. {}",
                                         format_count(answer["windows_complete"].integer()),
                                         format_count(answer["windows"].integer()),
                                         why(view.worst, answer["missing"].text()));
    view.meta =
        text(fmt::format("As known at {}", format_moment(answer["as_of"].instant(), offset)));
}

} // namespace bayme::web

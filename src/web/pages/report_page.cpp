// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/report_page.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

Html checkboxes(std::string_view legend, std::string_view name,
                const std::vector<ReportView::Choice>& choices) {
    Html boxes;
    for (const auto& choice : choices) {
        boxes += element(
            "label",
            {classes("check"),
             element("input", {attribute("type", "checkbox"), attribute("name", name),
                               attribute("value", choice.name), flag("checked", choice.chosen)}),
             " ", foreign(choice.words)});
    }
    return when(!choices.empty(),
                element("fieldset", {element("legend", {legend}),
                                     element("div", {classes("checks-row"), boxes})}));
}

Html date_field(std::string_view id, std::string_view words, const std::string& value) {
    return element("div", {classes("field"), element("label", {attribute("for", id), words}),
                           element("input", {attribute("id", id), attribute("name", id),
                                             attribute("type", "date"), flag("required"),
                                             attribute("value", value)})});
}

Html question(const ReportView& view) {
    const auto when_asked = join(
        {date_field("from", "From", view.from), date_field("to", "To", view.to),
         element("div",
                 {classes("field"),
                  element("label", {attribute("for", "as_of"), "As known at the end of",
                                    when(!view.zone.empty(), element("small", {" ", view.zone}))}),
                  element("input", {attribute("id", "as_of"), attribute("name", "as_of"),
                                    attribute("type", "date"), attribute("value", view.as_of)})}),
         button("Show report", ButtonKind::primary)});
    return element(
        "form",
        {classes("question card"), attribute("method", "get"), action("/app/report"),
         checkboxes("Accounts", "account", view.accounts),
         checkboxes("By", "dimension", view.dimensions), checkboxes("Show", "metric", view.metrics),
         when(!view.order.empty(), hidden_input("order", view.order)),
         element("div", {classes("fields"), when_asked}),
         when(!view.days_note.empty(), element("p", {classes("meta"), view.days_note}))});
}

/// A head that sorts by its column when it is clicked.
Html sorting_head(const ReportView::Column& column) {
    const auto* const number = column.numeric ? "number" : "";
    if (column.sort_address.empty()) {
        return head_cell(column.words, number, column.unit);
    }
    const bool is_sorted = column.sorted != Sorted::no;
    const bool descending = column.sorted == Sorted::descending;
    const Attribute order{"aria-sort", descending ? "descending" : "ascending", is_sorted};
    const auto mark =
        when(is_sorted, element("span", {attribute("aria-hidden", "true"), classes("sort-mark"),
                                         descending ? "▼" : "▲"}));
    return element(
        "th",
        {attribute("scope", "col"), classes(number), order,
         element("a", {href(column.sort_address), column.words,
                       when(!column.unit.empty(), element("small", {" ", column.unit})), mark})});
}

Html cells(const ReportView& view, const std::vector<std::string>& row) {
    Html out;
    for (std::size_t index = 0; index < view.columns.size() && index < row.size(); ++index) {
        if (view.columns[index].numeric) {
            out += number_cell(row[index].empty() ? std::nullopt : std::optional{row[index]});
        } else if (index == 0) {
            out += element(
                "th", {attribute("scope", "row"), classes("name"),
                       element("span", {attribute("title", row[index]), foreign(row[index])})});
        } else {
            out += element("td", {classes("name"), element("span", {attribute("title", row[index]),
                                                                    foreign(row[index])})});
        }
    }
    return out;
}

Html answer(const ReportView& view) {
    if (view.rows.empty()) {
        return empty_state("No row matches this question.",
                           "Either nothing was delivered in this range, or it was not fetched yet: "
                           "see Jobs.");
    }
    Html heads;
    for (const auto& column : view.columns) {
        heads += sorting_head(column);
    }
    Html rows;
    for (const auto& row : view.rows) {
        rows += element("tr", {cells(view, row)});
    }
    Html totals;
    for (const auto& total : view.totals) {
        totals += element("tr", {cells(view, total)});
    }
    const auto more =
        when(view.left_out > 0,
             element("p", {classes("meta"),
                           fmt::format("{} more rows. Use bayme report for all of them.",
                                       format_count(static_cast<std::int64_t>(view.left_out)))}));
    return join({table_frame("Report", element("tr", {heads}), rows, totals, "many"), more});
}

} // namespace

StaffPage report_page(const StaffFrame& /*frame*/, const ReportView& view) {
    StaffPage page{.section = Section::report,
                   .title = "Report",
                   .meta = view.meta,
                   .actions = {},
                   .trouble = view.trouble,
                   .body = {}};
    const auto mark = when(
        view.asked && view.worst != CellState::complete,
        element("p",
                {classes(view.worst == CellState::provisional ? "notice provisional" : "notice"),
                 cell_mark(view.worst), " ",
                 view.worst_explanation.empty() ? explain(view.worst)
                                                : std::string_view{view.worst_explanation}}));
    page.body = join({question(view), mark, when(view.asked && !view.trouble, answer(view))});
    return page;
}

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/ledger_page.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

Html field(std::string_view id, std::string_view words, const Html& input) {
    return element("div",
                   {classes("field"), element("label", {attribute("for", id), words}), input});
}

Html date_input(std::string_view id) {
    return element("input",
                   {attribute("id", id), attribute("name", id), attribute("type", "date")});
}

Html question(const StaffFrame& frame, const ReconcileView& view) {
    Html options = element("option", {attribute("value", ""), "All accounts"});
    for (const auto& account : view.accounts) {
        options += element("option", {attribute("value", account.id), account.name});
    }
    const auto fields =
        join({field("file", "Export of Ads Manager (CSV)",
                    element("input", {attribute("id", "file"), attribute("name", "file"),
                                      attribute("type", "file"), flag("required")})),
              field("account", "The file is about",
                    element("select",
                            {attribute("id", "account"), attribute("name", "account"), options})),
              field("from", "From, when it has no days", date_input("from")),
              field("to", "To", date_input("to")), button("Compare", ButtonKind::primary)});
    return element("form",
                   {classes("card"), attribute("method", "post"),
                    attribute("enctype", "multipart/form-data"), action("/app/ledger/compare"),
                    hidden_input("form_token", frame.form_token),
                    element("div", {classes("fields"), fields})});
}

Html differences(const ReconcileView& view) {
    if (view.differences.empty()) {
        return {};
    }
    Html rows;
    for (const auto& one : view.differences) {
        rows += element(
            "tr", {element("th", {attribute("scope", "row"), classes("name"), foreign(one.object)}),
                   element("td", {classes("wide"), one.day}),
                   element("td", {classes("wide"), one.metric}),
                   number_cell(one.exported.empty() ? std::nullopt : std::optional{one.exported}),
                   number_cell(one.held.empty() ? std::nullopt : std::optional{one.held}),
                   element("td", {classes("wide"), one.reason}),
                   element("td", {classes("number wide"), one.line})});
    }
    return table_frame(
        "Differences",
        element("tr", {head_cell("Object"), head_cell("Day", "wide"), head_cell("Metric", "wide"),
                       head_cell("File", "number"), head_cell("Here", "number"),
                       head_cell("Why", "wide"), head_cell("Line", "number wide")}),
        rows, {}, "many");
}

Html list(const std::vector<std::string>& lines) {
    Html items;
    for (const auto& line : lines) {
        items += element("li", {line});
    }
    return when(!lines.empty(), element("ul", {items}));
}

} // namespace

StaffPage reconcile_page(const StaffFrame& frame, const ReconcileView& view) {
    StaffPage page{.section = Section::ledger,
                   .title = "Compare an export",
                   .meta = {},
                   .actions = button_link("Ledger", "/app/ledger"),
                   .trouble = view.trouble,
                   .body = question(frame, view)};
    if (view.compared) {
        page.body += join({element("p", {classes("notice provisional"),
                                         status(view.agrees ? Tone::ok : Tone::warn,
                                                view.agrees ? "Agrees" : "Differs"),
                                         view.summary}),
                           list(view.reasons), differences(view), list(view.notes)});
    }
    return page;
}

} // namespace bayme::web

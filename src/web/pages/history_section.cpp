// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/history_section.hpp"

namespace bayme::web {
namespace {

constexpr std::size_t longest_value = 60;

/// What fits a cell; the whole of it on hover.
Html value_cell(const std::string& value) {
    const bool cut = value.size() > longest_value;
    auto shown = value.substr(0, longest_value);
    while (cut && !shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) {
        shown.pop_back();
    }
    if (value.empty()) {
        return element("td", {classes("muted"), "none"});
    }
    return element("td", {attribute("title", cut ? value : ""), foreign(shown), cut ? "…" : ""});
}

Html author_cell(const HistoryView::Line& line) {
    if (line.author.empty()) {
        return element("td", {classes("muted"), line.nobody});
    }
    return element("td",
                   {foreign(line.author), element("span", {classes("proof"), foreign(line.tool)})});
}

Html row(const HistoryView::Line& line) {
    return element("tr", {element("th", {attribute("scope", "row"), line.when}),
                          element("td", {foreign(line.field)}), value_cell(line.before),
                          value_cell(line.after), author_cell(line)});
}

Html review_words(const HistoryView& view) {
    if (view.review.empty() && view.rejections.empty()) {
        return {};
    }
    Html reasons;
    for (const auto& reason : view.rejections) {
        reasons += element("li", {foreign(reason)});
    }
    return join({element("p", {"TikTok's review: ", foreign(view.review)}),
                 when(!reasons.empty(), element("ul", {reasons}))});
}

} // namespace

Html history_section(const HistoryView& view) {
    const auto state = when(!view.state.empty(), element("p", {"State at TikTok: ", view.state}));
    const auto log = element(
        "p", {classes("meta"),
              view.log_read_until.empty()
                  ? std::string{"TikTok's change log was not read yet: who made a change is not "
                                "known."}
                  : "Who made a change is known as far as TikTok's change log says; it was read up "
                    "to " +
                        view.log_read_until + "."});
    Html body;
    if (view.lines.empty()) {
        body = element("p", {"No change was seen since it was first listed."});
    } else {
        Html rows;
        for (const auto& line : view.lines) {
            rows += row(line);
        }
        body =
            table_frame("History",
                        element("tr", {head_cell("When"), head_cell("Field"), head_cell("Before"),
                                       head_cell("After"), head_cell("By")}),
                        rows, {}, "steps");
    }
    return element("section", {attribute("id", "history"), element("h2", {"History"}), state,
                               review_words(view), body, log});
}

} // namespace bayme::web

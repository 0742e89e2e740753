// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/ledger_page.hpp"

#include "http/message.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::web {
namespace {

const LedgerView::Letter* letter_of(const LedgerView& view, char sign) {
    const auto found =
        std::ranges::find(view.legend, std::string(1, sign), &LedgerView::Letter::letter);
    return found == view.legend.end() ? nullptr : &*found;
}

/// A sign and a colour; who hears the page gets the word.
Html tile(const LedgerView& view, char sign, const std::string& day) {
    const auto* const letter = letter_of(view, sign);
    if (letter == nullptr || letter->state == "not_begun") {
        return element(
            "td", {classes("cell not_begun"), element("span", {classes("heard"), "not begun"})});
    }
    return element("td", {classes(fmt::format("cell {}", letter->state)),
                          attribute("title", fmt::format("{}: {}", day, letter->words)),
                          element("span", {attribute("aria-hidden", "true"), letter->letter}),
                          element("span", {classes("heard"), letter->words})});
}

/// The month where it begins, else the day alone.
Html day_head(const std::string& day, bool first) {
    const auto parsed = Day::parse(day);
    if (!parsed) {
        return element("th", {attribute("scope", "col"), day});
    }
    const bool month = first || day.ends_with("-01");
    return element("th", {attribute("scope", "col"), classes("cell-head"), attribute("title", day),
                          element("span", {classes("heard"), day}),
                          element("span", {attribute("aria-hidden", "true"),
                                           month ? format_short_day(*parsed) : day.substr(8)})});
}

Html map(const LedgerView& view) {
    Html heads = head_cell(view.account.empty() ? "Account" : "Figures");
    heads += head_cell("Complete", "number");
    heads += head_cell("Gaps", "number");
    heads += head_cell("Overdue", "number wide");
    heads += head_cell("Oldest fetch", "wide");
    for (std::size_t i = 0; i < view.days.size(); ++i) {
        heads += day_head(view.days[i], i == 0);
    }
    Html rows;
    for (const auto& row : view.rows) {
        const auto name = row.address.empty()
                              ? foreign(row.name)
                              : element("a", {href(row.address), attribute("title", row.name),
                                              foreign(row.name)});
        Html cells = element("th", {attribute("scope", "row"), classes("name"), name});
        cells += number_cell(
            fmt::format("{} of {}", format_count(row.complete), format_count(row.windows)));
        cells += number_cell(format_count(row.gaps));
        cells += number_cell(format_count(row.overdue), "wide");
        cells += element("td", {classes("wide"), row.oldest});
        for (std::size_t i = 0; i < row.tiles.size() && i < view.days.size(); ++i) {
            cells += tile(view, row.tiles[i], view.days[i]);
        }
        rows += element("tr", {cells});
    }
    return table_frame("Account days", element("tr", {heads}), rows, {}, "ledger");
}

Html legend(const LedgerView& view) {
    Html items;
    for (const auto& letter : view.legend) {
        const bool shown = std::ranges::any_of(view.rows, [&](const LedgerView::Row& row) {
            return row.tiles.contains(letter.letter);
        });
        if (shown && letter.state != "not_begun") {
            items +=
                element("li", {element("span", {classes(fmt::format("cell {}", letter.state)),
                                                attribute("aria-hidden", "true"), letter.letter}),
                               " ", letter.words});
        }
    }
    return element("ul", {classes("legend"), items});
}

Html question(const LedgerView& view) {
    const auto date = [](std::string_view id, std::string_view words, const std::string& value) {
        return element("div", {classes("field"), element("label", {attribute("for", id), words}),
                               element("input", {attribute("id", id), attribute("name", id),
                                                 attribute("type", "date"), flag("required"),
                                                 attribute("value", value)})});
    };
    return element("form", {classes("card"), attribute("method", "get"), action("/app/ledger"),
                            when(!view.account.empty(), hidden_input("account", view.account)),
                            element("div", {classes("fields"), date("from", "From", view.from),
                                            date("to", "To", view.to), button("Show")})});
}

Html gaps(const StaffFrame& frame, const LedgerView& view) {
    if (view.gap_count == 0) {
        return {};
    }
    Html rows;
    for (const auto& gap : view.gaps) {
        rows += element("tr", {element("th", {attribute("scope", "row"), classes("name"),
                                              foreign(gap.account)}),
                               element("td", {gap.cube}), element("td", {gap.days}),
                               element("td", {classes("wide"), gap.state}),
                               number_cell(format_count(gap.calls), "wide")});
    }
    const auto fetch = when(
        view.may_fetch,
        post_form(frame, "/app/ledger/fetch",
                  join({hidden_input("from", view.from), hidden_input("to", view.to),
                        hidden_input("account", view.account), button("Fetch what is missing")}),
                  "inline"));
    const auto left = view.gap_count - static_cast<std::int64_t>(view.gaps.size());
    return join(
        {element("h2", {"Gaps"}),
         element("p", {fmt::format("Fetching them costs {}.", view.cost), " ", fetch}),
         table_frame("Gaps",
                     element("tr", {head_cell("Account"), head_cell("Figures"), head_cell("Days"),
                                    head_cell("State", "wide"), head_cell("Calls", "number wide")}),
                     rows, {}, "many"),
         when(left > 0, element("p", {classes("meta"),
                                      fmt::format("{} more. bayme ledger --gaps names all of them.",
                                                  format_count(left))}))});
}

std::string page_address(const LedgerView& view, std::int64_t page) {
    return fmt::format("/app/ledger?from={}&to={}&page={}", http::percent_encode(view.from),
                       http::percent_encode(view.to), page);
}

Html turn_pages(const LedgerView& view) {
    if (view.pages <= 1) {
        return {};
    }
    return element("p", {classes("meta"), fmt::format("Page {} of {}. ", view.page, view.pages),
                         when(view.page > 1,
                              button_link("Earlier accounts", page_address(view, view.page - 1))),
                         " ",
                         when(view.page < view.pages,
                              button_link("More accounts", page_address(view, view.page + 1)))});
}

} // namespace

StaffPage ledger_page(const StaffFrame& frame, const LedgerView& view) {
    StaffPage page{.section = Section::ledger,
                   .title = "Ledger",
                   .meta = {},
                   .actions = button_link("Compare an export", "/app/ledger/compare"),
                   .trouble = view.trouble,
                   .body = question(view)};
    if (view.trouble) {
        return page;
    }
    if (view.rows.empty()) {
        page.body += empty_state("No account is in use yet.",
                                 "Connect one and choose its accounts on Accounts.",
                                 button_link("Accounts", "/app/accounts"));
        return page;
    }
    if (!view.account.empty()) {
        page.body += element("p", {element("a", {href("/app/ledger"), "All accounts"}), " / ",
                                   foreign(view.account_name)});
    }
    page.body += join({legend(view), map(view), turn_pages(view), gaps(frame, view)});
    return page;
}

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/staff_shell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::web {
namespace {

struct Entry {
    Section section;
    std::string_view path;
    std::string_view words;
};
constexpr std::array<Entry, 6> entries{{{Section::accounts, "/app/accounts", "Accounts"},
                                        {Section::campaigns, "/app/campaigns", "Campaigns"},
                                        {Section::report, "/app/report", "Report"},
                                        {Section::ledger, "/app/ledger", "Ledger"},
                                        {Section::plans, "/app/plans", "Plans"},
                                        {Section::jobs, "/app/jobs", "Jobs"}}};

Html head(const StaffFrame& frame, const Assets& assets, const StaffPage& page) {
    const auto stylesheet = [&](std::string_view name) {
        return element("link", {attribute("rel", "stylesheet"), href(assets.address(name))});
    };
    return element(
        "head",
        {element("meta", {attribute("charset", "utf-8")}),
         element("title",
                 {page.title, " · ", frame.operator_name, frame.sandbox ? " SANDBOX" : ""}),
         element("meta", {attribute("name", "viewport"),
                          attribute("content", "width=device-width, initial-scale=1")}),
         element("meta", {attribute("name", "robots"), attribute("content", "noindex")}),
         element("meta", {attribute("name", "color-scheme"), attribute("content", "light dark")}),
         element("link", {attribute("rel", "icon"), attribute("type", "image/svg+xml"),
                          href(assets.address("icon.svg"))}),
         stylesheet("tokens.css"), stylesheet("app.css"), stylesheet("tables.css"),
         stylesheet("narrow.css")});
}

Html navigation(const StaffFrame& frame, Section current) {
    Html links;
    for (const auto& entry : entries) {
        const Attribute here{"aria-current", "page", entry.section == current};
        links += element("a", {href(entry.path), here, entry.words});
    }
    const auto sign_out = post_form(frame, "/app/sign-out",
                                    element("button", {classes("quiet"), "Sign out"}), "inline");
    return element(
        "aside",
        {classes("side"),
         element("a", {classes("brand"), href("/app/accounts"), frame.operator_name}),
         element("nav", {attribute("aria-label", "Screens"), links}),
         element("div", {classes("me"),
                         element("span", {attribute("title", frame.person), foreign(frame.person)}),
                         sign_out})});
}

std::string_view to_class(ButtonKind kind) {
    switch (kind) {
    case ButtonKind::primary:
        return "button primary";
    case ButtonKind::danger:
        return "button danger";
    case ButtonKind::plain:
        break;
    }
    return "button";
}

} // namespace

bool StaffFrame::may(std::string_view permission) const {
    return std::ranges::find(permissions, permission) != permissions.end();
}

StaffPage failure_page(Trouble words, std::string_view path) {
    const auto* const entry =
        std::ranges::find_if(entries, [&](const Entry& one) { return path.starts_with(one.path); });
    const bool known = entry != entries.end();
    const auto& back = known ? *entry : entries.front();
    auto title = std::exchange(words.title, {});
    return {.section = known ? entry->section : Section::none,
            .title = std::move(title),
            .meta = {},
            .actions = {},
            .trouble = std::move(words),
            .body = element("p", {button_link(fmt::format("Back to {}", back.words), back.path)})};
}

std::string staff_document(const StaffFrame& frame, const Assets& assets, const StaffPage& page) {
    const auto title = element(
        "div", {classes("title"), element("h1", {page.title}),
                when(!page.meta.empty(), element("div", {classes("meta"), page.meta})),
                when(!page.actions.empty(), element("div", {classes("actions"), page.actions}))});
    const auto problem = page.trouble ? trouble(*page.trouble) : Html{};
    const auto body =
        element("body", {sandbox_bar(frame.sandbox),
                         element("div", {classes("shell"), navigation(frame, page.section),
                                         element("main", {title, problem, page.body})})});
    const auto document =
        element("html", {attribute("lang", "en"), head(frame, assets, page), body});
    return "<!doctype html>\n" + document.markup();
}

Html post_form(const StaffFrame& frame, std::string_view path, const Html& contents,
               std::string_view class_names) {
    return element("form", {classes(class_names), attribute("method", "post"), action(path),
                            hidden_input("form_token", frame.form_token), contents});
}

Html drafting_form(const StaffFrame& frame, std::string_view path, const Html& contents,
                   std::string_view class_names) {
    return post_form(frame, path, join({hidden_input("page_id", frame.page_id), contents}),
                     class_names);
}

Html hidden_input(std::string_view name, std::string_view value) {
    return element(
        "input", {attribute("type", "hidden"), attribute("name", name), attribute("value", value)});
}

Html button(std::string_view words, ButtonKind kind) {
    return element("button", {classes(to_class(kind)), words});
}

Html button_link(std::string_view words, std::string_view address, ButtonKind kind) {
    return element("a", {classes(to_class(kind)), href(address), words});
}

Html empty_state(std::string_view what, std::string_view next, const Html& action) {
    return element("section", {classes("empty"), element("p", {element("strong", {what})}),
                               element("p", {next}), action});
}

Html table_frame(std::string_view label, const Html& head, const Html& body, const Html& foot,
                 std::string_view class_names) {
    const auto table =
        element("table", {classes(class_names), element("thead", {head}), element("tbody", {body}),
                          when(!foot.empty(), element("tfoot", {foot}))});
    return element("div", {classes("scroll"), attribute("tabindex", "0"),
                           attribute("role", "group"), attribute("aria-label", label), table});
}

Html more_on_phone(std::initializer_list<NamedValue> values) {
    Html list;
    for (const auto& [name, value] : values) {
        list += join({element("dt", {name}), element("dd", {value})});
    }
    return element("details", {classes("phone"), element("summary", {"More"}),
                               element("dl", {classes("facts"), list})});
}

Html head_cell(std::string_view words, std::string_view class_names, std::string_view unit) {
    return element("th", {attribute("scope", "col"), classes(class_names), words,
                          when(!unit.empty(), element("small", {" ", unit}))});
}

} // namespace bayme::web

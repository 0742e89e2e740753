// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/shell.hpp"

#include <array>

namespace bayme::web {
namespace {

struct Entry {
    std::string_view path;
    std::string_view name;
};
constexpr std::array<Entry, 3> navigation{
    {{"/", "Home"}, {"/developers", "Developer page"}, {"/privacy", "Privacy policy"}}};

Html links(std::string_view label, std::string_view current) {
    Html entries;
    for (const auto& entry : navigation) {
        const Attribute here{"aria-current", "page", entry.path == current};
        entries += element("a", {href(entry.path), here, entry.name});
    }
    return element("nav", {attribute("aria-label", label), entries});
}

Html head(const PublicFrame& frame, const Assets& assets, const PublicPage& page) {
    const auto stylesheet = [&](std::string_view name) {
        return element("link", {attribute("rel", "stylesheet"), href(assets.address(name))});
    };
    return element(
        "head",
        {element("meta", {attribute("charset", "utf-8")}),
         element("title", {page.title, " · ", frame.operator_name}),
         element("meta", {attribute("name", "viewport"),
                          attribute("content", "width=device-width, initial-scale=1")}),
         when(!page.description.empty(), element("meta", {attribute("name", "description"),
                                                          attribute("content", page.description)})),
         when(!page.findable,
              element("meta", {attribute("name", "robots"), attribute("content", "noindex")})),
         element("meta", {attribute("name", "color-scheme"), attribute("content", "light dark")}),
         element("link", {attribute("rel", "icon"), attribute("type", "image/svg+xml"),
                          href(assets.address("icon.svg"))}),
         stylesheet("tokens.css"), stylesheet("site.css")});
}

} // namespace

PublicPage unlisted_page(std::string title, Html body) {
    return {.title = std::move(title),
            .description = "",
            .path = "",
            .findable = false,
            .body = std::move(body)};
}

std::string public_document(const PublicFrame& frame, const Assets& assets,
                            const PublicPage& page) {
    const auto bar = element(
        "div", {classes("bar"), element("a", {classes("brand"), href("/"), frame.operator_name}),
                links("Pages", page.path)});
    const auto foot = element("div", {classes("foot"), frame.footer, links("Footer", "")});
    const auto body = element(
        "body", {sandbox_bar(frame.sandbox), element("header", {classes("top"), bar}),
                 element("main", {page.body}), element("footer", {classes("bottom"), foot})});
    const auto document =
        element("html", {attribute("lang", "en"), head(frame, assets, page), body});
    return "<!doctype html>\n" + document.markup();
}

Html sandbox_bar(bool sandbox) {
    return when(sandbox, element("div", {classes("sandbox"), attribute("role", "region"),
                                         attribute("aria-label", "Notice"),
                                         "SANDBOX: simulated TikTok, no real money"}));
}

Html trouble(const Trouble& trouble) {
    const auto line = [](std::string_view name, std::string_view words) {
        return when(!words.empty(), element("p", {element("strong", {name}), " ", words}));
    };
    return element(
        "section",
        {classes("trouble"), attribute("role", "alert"),
         when(!trouble.title.empty(), element("h2", {trouble.title})),
         line("What failed.", trouble.failed), line("What did not change.", trouble.unchanged),
         line("What to do.", trouble.remedy),
         when(!trouble.request_id.empty(), element("p", {classes("meta"), "Request id ",
                                                         element("code", {trouble.request_id})}))});
}

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/disclosure.hpp"

#include "web/permission_names.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

Html table(std::string_view label, std::initializer_list<std::string_view> head,
           const std::vector<Html>& rows) {
    Html cells;
    for (const auto name : head) {
        cells += element("th", {attribute("scope", "col"), name});
    }
    return element(
        "div",
        {classes(head.size() > 3 ? "scroll broad" : "scroll"), attribute("tabindex", "0"),
         attribute("role", "group"), attribute("aria-label", label),
         element("table", {element("thead", {element("tr", {cells})}), element("tbody", {rows})})});
}

Html categories_table(const Disclosure& disclosure) {
    std::vector<Html> rows;
    for (const auto& row : disclosure.categories) {
        rows.push_back(element("tr", {attribute("id", "category-" + row.id),
                                      element("th", {attribute("scope", "row"), row.title}),
                                      element("td", {row.contents}), element("td", {row.purpose}),
                                      element("td", {row.legal_basis})}));
    }
    return table("Categories of data", {"Category", "What it holds", "Purpose", "Legal basis"},
                 rows);
}

std::string category_title(const Disclosure& disclosure, std::string_view id) {
    const auto found = std::ranges::find(disclosure.categories, id, &Disclosure::Category::id);
    return found == disclosure.categories.end() ? std::string{id} : found->title;
}

std::string category_titles(const Disclosure& disclosure, const std::vector<std::string>& ids) {
    std::vector<std::string> titles;
    std::ranges::transform(ids, std::back_inserter(titles),
                           [&](const auto& id) { return category_title(disclosure, id); });
    return fmt::format("{}", fmt::join(titles, ", "));
}

std::string class_title(const Disclosure& disclosure, std::string_view id) {
    const auto found = std::ranges::find(disclosure.retention, id, &Disclosure::Retention::id);
    return found == disclosure.retention.end() ? std::string{id} : found->title;
}

Html retention_table(const Disclosure& disclosure) {
    std::vector<Html> rows;
    for (const auto& row : disclosure.retention) {
        rows.push_back(element("tr", {attribute("id", "retention-" + row.id),
                                      element("th", {attribute("scope", "row"), row.title}),
                                      element("td", {category_title(disclosure, row.category)}),
                                      element("td", {row.term})}));
    }
    return table("Retention", {"Class of data", "Category", "Kept"}, rows);
}

Html recipients_table(const Disclosure& disclosure) {
    std::vector<Html> rows;
    for (const auto& row : disclosure.recipients) {
        if (row.on) {
            rows.push_back(
                element("tr", {element("th", {attribute("scope", "row"), row.name}),
                               element("td", {element("code", {row.host})}),
                               element("td", {category_titles(disclosure, row.categories)}),
                               element("td", {row.purpose})}));
        }
    }
    return table("Recipients", {"Recipient", "Host", "Data", "Purpose"}, rows);
}

Html endpoints_table(const Disclosure& disclosure) {
    std::vector<Html> rows;
    for (const auto& row : disclosure.endpoints) {
        const auto kept = row.retention.empty()
                              ? text("nothing")
                              : element("a", {href("/privacy#retention-" + row.retention),
                                              class_title(disclosure, row.retention)});
        rows.push_back(element(
            "tr",
            {element("th", {attribute("scope", "row"), classes("endpoint"),
                            element("small", {row.method}), " ", element("code", {row.path})}),
             element("td", {row.scope.empty() ? "none needed" : permission_words(row.scope)}),
             element("td", {category_title(disclosure, row.category)}),
             element("td", {row.purpose}), element("td", {kept})}));
    }
    return table("Endpoints used", {"Endpoint", "Permission", "Data", "Purpose", "Stored as"},
                 rows);
}

Result<void> check(const Disclosure& disclosure) {
    const auto need_category = [&](std::string_view id, std::string_view row) -> Result<void> {
        if (std::ranges::find(disclosure.categories, id, &Disclosure::Category::id) ==
            disclosure.categories.end()) {
            return fail(ErrorCode::invalid_input, "{} is of no published category: \"{}\"", row,
                        id);
        }
        return {};
    };
    for (const auto& row : disclosure.retention) {
        BAYME_CHECK(need_category(row.category, "retention class " + row.id));
        if (row.term.empty()) {
            return fail(ErrorCode::invalid_input, "retention class {} has no end", row.id);
        }
    }
    for (const auto& row : disclosure.recipients) {
        for (const auto& category : row.categories) {
            BAYME_CHECK(need_category(category, "recipient " + row.host));
        }
    }
    for (const auto& row : disclosure.endpoints) {
        BAYME_CHECK(need_category(row.category, "endpoint " + row.path));
        if (!row.retention.empty() &&
            std::ranges::find(disclosure.retention, row.retention, &Disclosure::Retention::id) ==
                disclosure.retention.end()) {
            return fail(ErrorCode::invalid_input,
                        "endpoint {} is kept as \"{}\", which has no term", row.path,
                        row.retention);
        }
    }
    return {};
}

std::string joined(const std::vector<std::string>& texts) {
    return fmt::format("{}", fmt::join(texts, ", "));
}

} // namespace

Result<Placeholders> placeholders_of(const Disclosure& disclosure) {
    BAYME_CHECK(check(disclosure));
    Placeholders made;
    made.words["operator"] = disclosure.operator_name;
    made.words["contact"] = disclosure.contact;
    made.words["site"] = disclosure.site;
    made.words["processing_locations"] = disclosure.processing_locations.empty()
                                             ? "not stated by the operator yet"
                                             : joined(disclosure.processing_locations);
    for (const auto& row : disclosure.retention) {
        made.words["retention." + row.id] = row.term;
    }
    made.blocks["categories_table"] = categories_table(disclosure);
    made.blocks["retention_table"] = retention_table(disclosure);
    made.blocks["recipients_table"] = recipients_table(disclosure);
    made.blocks["endpoints_table"] = endpoints_table(disclosure);
    return made;
}

} // namespace bayme::web

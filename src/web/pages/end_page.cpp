// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/end_page.hpp"

namespace bayme::web {

StaffPage end_page(const StaffFrame& frame, const EndQuestion& question) {
    Html facts;
    for (const auto& [name, value] : question.facts) {
        facts += join({element("dt", {name}), element("dd", {value})});
    }
    const auto tick = element(
        "label", {classes("check"),
                  element("input", {attribute("type", "checkbox"), attribute("name", "confirmed"),
                                    attribute("value", "yes"), flag("required")}),
                  " ", question.consent});
    const auto form = post_form(frame, question.address,
                                join({button("Disconnect", ButtonKind::danger), tick}), "inline");
    return {.section = Section::accounts,
            .title = question.title,
            .meta = question.state,
            .actions = {},
            .trouble = question.trouble,
            .body = join({element("dl", {classes("facts"), facts}),
                          element("section", {classes("decision"), form,
                                              button_link("Keep it", "/app/accounts")})})};
}

} // namespace bayme::web

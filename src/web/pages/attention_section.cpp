// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/attention_section.hpp"

#include "web/figures.hpp"

namespace bayme::web {

Html attention_section(const std::vector<AttentionItem>& items) {
    if (items.empty()) {
        return {};
    }
    Html lines;
    for (const auto& item : items) {
        const auto where = item.address.empty()
                               ? Html{}
                               : join({text(" "), element("a", {href(item.address), "Show"})});
        lines += element(
            "li",
            {status(item.urgent ? Tone::bad : Tone::warn, item.urgent ? "Urgent" : "To do"), ": ",
             foreign(item.text), " ", element("span", {classes("proof"), item.advice, where})});
    }
    return element("section", {attribute("id", "attention"), element("h2", {"Needs attention"}),
                               element("ul", {classes("plain"), lines})});
}

} // namespace bayme::web

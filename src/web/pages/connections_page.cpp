// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/connections_page.hpp"

#include "http/message.hpp"

namespace bayme::web {
namespace {

std::string address_of(const OpenConnection& connection) {
    return "/app/connections/" + http::percent_encode(connection.id.text()) + "/end";
}

Html names_of(const std::vector<std::string>& accounts) {
    if (accounts.empty()) {
        return text("no account");
    }
    Html names;
    for (const auto& account : accounts) {
        names += join({text(names.empty() ? "" : ", "), foreign(account)});
    }
    return names;
}

} // namespace

Html connections_table(const std::vector<OpenConnection>& connections) {
    if (connections.empty()) {
        return {};
    }
    Html rows;
    for (const auto& connection : connections) {
        rows += element(
            "tr", {element("th", {attribute("scope", "row"), classes("name"),
                                  element("span", {names_of(connection.accounts)})}),
                   element("td", {status(connection.tone, connection.state),
                                  when(!connection.cause.empty(),
                                       element("span", {classes("proof"), connection.cause}))}),
                   element("td", {foreign(connection.made_by), " ",
                                  element("small", {connection.made_at})}),
                   element("td", {classes("row-actions"),
                                  button_link("Disconnect", address_of(connection))})});
    }
    return element("section",
                   {element("h2", {"Connections"}),
                    table_frame("Connections",
                                element("tr", {head_cell("Reads"), head_cell("State"),
                                               head_cell("Connected by"), element("td", {})}),
                                rows, {}, "steps")});
}

StaffPage disconnect_page(const StaffFrame& frame, const DisconnectView& view) {
    const auto& connection = view.connection;
    const auto said = [](std::string_view name, const Html& words) {
        return join({element("dt", {name}), element("dd", {words})});
    };
    const auto facts = element(
        "dl",
        {classes("facts"), said("Accounts", names_of(connection.accounts)),
         said("Connected",
              join({foreign(connection.made_by), text(" "), text(connection.made_at)})),
         said("Destroyed", text("TikTok is asked to take its access token back. Then our copy and "
                                "the key it is encrypted with are destroyed at once. Connecting "
                                "again takes a new consent at TikTok.")),
         said("Stops", text("These accounts are fetched no more, and a plan for them that is not "
                            "applied yet is not sent.")),
         said("Kept", join({text("Campaigns, figures, plans and the audit stay until their time is "
                                 "over: "),
                            element("a", {href("/privacy"), "how long each is kept"}),
                            text(". No campaign is changed at TikTok."),
                            text(" If TikTok cannot be reached, the connection stays too.")}))});
    const auto tick = element(
        "label", {classes("check"),
                  element("input", {attribute("type", "checkbox"), attribute("name", "confirmed"),
                                    attribute("value", "yes"), flag("required")}),
                  " Yes, end this connection"});
    const auto form = post_form(frame, address_of(connection),
                                join({button("Disconnect", ButtonKind::danger), tick}), "inline");
    return {.section = Section::accounts,
            .title = "Disconnect from TikTok",
            .meta = status(connection.tone, connection.state),
            .actions = {},
            .trouble = view.trouble,
            .body = join({facts, element("section", {classes("decision"), form,
                                                     button_link("Keep it", "/app/accounts")})})};
}

} // namespace bayme::web

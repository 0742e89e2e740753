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

EndQuestion disconnect_question(const OpenConnection& connection) {
    return {
        .address = address_of(connection),
        .title = "Disconnect from TikTok",
        .state = status(connection.tone, connection.state),
        .facts =
            {{"Accounts", names_of(connection.accounts)},
             {"Connected",
              join({foreign(connection.made_by), text(" "), text(connection.made_at)})},
             {"Destroyed", text("TikTok is asked to take its access token back. Then our copy and "
                                "the key it is encrypted with are destroyed at once. Connecting "
                                "again takes a new consent at TikTok.")},
             {"Stops", text("These accounts are fetched no more, and a plan for them that is not "
                            "applied yet is not sent.")},
             {"Kept", join({text("Campaigns, figures, plans and the audit stay until their time is "
                                 "over: "),
                            element("a", {href("/privacy"), "how long each is kept"}),
                            text(". No campaign is changed at TikTok."),
                            text(" If TikTok cannot be reached, the connection stays too.")})}},
        .consent = "Yes, end this connection"};
}

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/connections_page.hpp"

#include "http/message.hpp"

namespace bayme::web {
namespace {

std::string page_of(const OpenConnection& connection) {
    return "/app/connections/" + http::percent_encode(connection.id.text());
}

std::string address_of(const OpenConnection& connection) {
    return page_of(connection) + "/end";
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
            "tr",
            {element("th",
                     {attribute("scope", "row"), classes("name"),
                      element("a", {href(page_of(connection)), names_of(connection.accounts)})}),
             element("td", {status(connection.tone, connection.state),
                            when(!connection.cause.empty(),
                                 element("span", {classes("proof"), connection.cause}))}),
             element("td",
                     {foreign(connection.made_by), " ", element("small", {connection.made_at})}),
             element("td",
                     {classes("row-actions"), button_link("Disconnect", address_of(connection))})});
    }
    return element("section",
                   {element("h2", {"Connections"}),
                    table_frame("Connections",
                                element("tr", {head_cell("Reads"), head_cell("State"),
                                               head_cell("Connected by"), element("td", {})}),
                                rows, {}, "steps")});
}

StaffPage connection_page(const StaffFrame& frame, const ConnectionPageView& view) {
    const auto& connection = view.connection;
    Html rows;
    bool all = true;
    for (const auto& feature : view.features) {
        const bool granted = feature.tone == Tone::ok;
        all = all && granted;
        rows += element(
            "tr",
            {element("th", {attribute("scope", "row"), feature.name}),
             element("td", {status(feature.tone, feature.state),
                            when(!feature.proof.empty(),
                                 element("span", {classes("proof"), foreign(feature.proof)}))}),
             element("td", {feature.box}),
             element("td", {classes(granted ? "wide muted" : "wide"),
                            granted ? std::string{} : feature.without})});
    }
    const auto facts = element(
        "dl", {classes("facts"), element("dt", {"Reads"}),
               element("dd", {names_of(connection.accounts)}), element("dt", {"Connected"}),
               element("dd", {foreign(connection.made_by), " ", connection.made_at}),
               element("dt", {"Last probe"}),
               element("dd", {view.probed_at.empty() ? std::string{"none went through yet"}
                                                     : view.probed_at}),
               element("dt", {"Ends"}),
               element("dd", {"No timer: TikTok's tokens for ads last until somebody takes them "
                              "back. It is probed every hour, and its accounts are listed "
                              "daily."})});
    const auto again =
        when(view.may_connect && !all,
             element("section",
                     {classes("decision"),
                      element("p", {"To grant what is missing, connect again and tick the boxes on "
                                    "TikTok's page."}),
                      post_form(frame, "/oauth/start/tiktok",
                                button("Connect again", ButtonKind::primary), "inline")}));
    return {.section = Section::accounts,
            .title = "Connection to TikTok",
            .meta = status(connection.tone, connection.state),
            .actions = button_link("Disconnect", address_of(connection)),
            .trouble = {},
            .body = join(
                {when(!connection.cause.empty(),
                      element("p", {classes("notice"), foreign(connection.cause)})),
                 facts,
                 element("section",
                         {element("h2", {"What it may do"}),
                          table_frame("What it may do",
                                      element("tr", {head_cell("Feature"), head_cell("Permission"),
                                                     head_cell("Box on TikTok's page"),
                                                     head_cell("Without it", "wide")}),
                                      rows, {}, "steps")}),
                 again})};
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

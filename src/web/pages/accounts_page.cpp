// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/accounts_page.hpp"

#include "http/message.hpp"

namespace bayme::web {
namespace {

/// A pointer is no way to learn why an account stands still.
Html cause(const AccountsView::Account& account) {
    return when(!account.cause.empty(),
                element("span", {classes("proof"), foreign(account.cause)}));
}

/// Etc/GMT+3 lies three hours behind UTC: such a name only confuses beside the offset itself.
std::string_view zone_name(std::string_view zone) {
    return zone.starts_with("Etc/") || zone == "UTC" ? "" : zone;
}

Html row(const AccountsView& view, const AccountsView::Account& account) {
    const auto campaigns = "/app/campaigns?account=" + http::percent_encode(account.id.text());
    const auto id = element("code", {account.id.text()});
    const auto zone = join(
        {text(account.offset.text()), text(" "), element("small", {zone_name(account.timezone)})});
    const auto synced = account.last_sync ? format_age(view.now - *account.last_sync) + " ago"
                                          : std::string{"never"};
    return element(
        "tr",
        {element("th", {attribute("scope", "row"), classes("name"),
                        element("a", {href(campaigns), attribute("title", account.name),
                                      foreign(account.name)}),
                        more_on_phone(
                            {{"Advertiser id", id}, {"Zone", zone}, {"Last sync", text(synced)}})}),
         element("td", {status(account.tone, account.health, account.cause), cause(account)}),
         element("td", {classes("wide"), id}), element("td", {account.currency}),
         element("td", {classes("wide"), zone}),
         element("td", {classes(account.last_sync ? "wide" : "wide muted"), synced})});
}

/// Accounts TikTok shares that nobody decided about.
Html new_accounts(const StaffFrame& frame, const AccountsView& view) {
    if (view.new_accounts.empty()) {
        return {};
    }
    Html rows;
    for (const auto& account : view.new_accounts) {
        const auto answer = [&](std::string_view words, std::string_view use, ButtonKind kind) {
            return post_form(frame, "/app/accounts/" + http::percent_encode(account.id.text()),
                             join({hidden_input("use", use), button(words, kind)}), "inline");
        };
        rows += element(
            "tr",
            {element("th", {attribute("scope", "row"), classes("name"),
                            element("span", {foreign(account.name)})}),
             element("td", {classes("wide"), element("code", {account.id.text()})}),
             element("td", {"new, not included, since ", account.seen_at}),
             element("td", {classes("row-actions"), answer("Use it", "yes", ButtonKind::primary),
                            answer("Leave it out", "no", ButtonKind::plain)})});
    }
    return element(
        "section",
        {element("h2", {"New accounts"}),
         element("p", {"TikTok shares these too. Nothing is fetched from an account "
                       "before it is included."}),
         table_frame("New accounts",
                     element("tr", {head_cell("Name"), head_cell("Advertiser id", "wide"),
                                    head_cell("State"), element("td", {})}),
                     rows, {}, "steps")});
}

/// A connection that waits for somebody to say which of its accounts are used.
Html choice(const StaffFrame& frame, const FoundAccounts& found) {
    if (found.accounts.empty()) {
        return element("p", {"The accounts of a new connection are being listed. Read the page "
                             "again in a minute."});
    }
    Html boxes;
    for (const auto& account : found.accounts) {
        boxes += account_choice(account);
    }
    const auto form = post_form(
        frame, "/app/connections/" + found.connection.text() + "/accounts",
        join({boxes, button("Keep the chosen accounts", ButtonKind::primary)}), "choices");
    return element("section", {element("h2", {"A connection waits for your choice"}),
                               element("p", {"Nothing is fetched from an account before it is "
                                             "chosen."}),
                               form});
}

} // namespace

StaffPage accounts_page(const StaffFrame& frame, const AccountsView& view) {
    const auto connect =
        when(view.may_connect, post_form(frame, "/oauth/start/tiktok",
                                         button("Connect TikTok", ButtonKind::primary), "inline"));
    const auto sync = when(view.may_sync && !view.accounts.empty(),
                           post_form(frame, "/app/sync", button("Sync now"), "inline"));
    StaffPage page{.section = Section::accounts,
                   .title = "Accounts",
                   .meta = {},
                   .actions = join({sync, connect}),
                   .trouble = view.trouble,
                   .body = {}};
    const auto policy = when(
        view.policy_changed,
        element("p", {classes("notice"),
                      "The privacy policy has changed since you were last here. By going on you "
                      "acknowledge it: ",
                      element("a", {href("/privacy"), "read the policy"}), "."}));
    page.body += policy;
    page.body += attention_section(view.attention);
    for (const auto& found : view.choices) {
        page.body += choice(frame, found);
    }
    if (view.accounts.empty() && view.choices.empty() && !view.trouble) {
        page.actions = {};
        page.body +=
            empty_state("No TikTok ad account is connected.",
                        view.may_connect ? "Connect a TikTok business: TikTok asks you what it may "
                                           "share, then you choose which accounts to keep."
                                         : "An administrator can connect one.",
                        connect);
        page.body += when(view.may_connect, own_accounts_section(frame, view.own_accounts));
        return page;
    }
    Html rows;
    for (const auto& account : view.accounts) {
        rows += row(view, account);
    }
    page.body +=
        when(!view.accounts.empty(),
             table_frame("Accounts",
                         element("tr", {head_cell("Name"), head_cell("Health"),
                                        head_cell("Advertiser id", "wide"), head_cell("Currency"),
                                        head_cell("Zone", "wide"), head_cell("Last sync", "wide")}),
                         rows));
    page.body += new_accounts(frame, view);
    page.body += connections_table(view.connections);
    page.body += when(view.may_connect, own_accounts_section(frame, view.own_accounts));
    return page;
}

} // namespace bayme::web

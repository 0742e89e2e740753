// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/own_accounts_page.hpp"

#include "http/message.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

struct LoginWords {
    std::string_view kind;
    std::string_view words;
    std::string_view button;
};
constexpr std::string_view with_posts = "tiktok-developers";
constexpr LoginWords logins[] = {
    {with_posts, "TikTok for Developers, with posts", "Connect with posts"},
    {"tiktok-account", "TikTok account, without posts", "Connect without posts"}};

std::string_view words_of(std::string_view kind) {
    const auto* const found = std::ranges::find(logins, kind, &LoginWords::kind);
    return found == std::end(logins) ? kind : found->words;
}

bool offers(const OwnAccountsView& view, std::string_view kind) {
    return std::ranges::find(view.logins, kind) != view.logins.end();
}

Html name_of(const OpenOwnAccount& account) {
    return account.name.empty() ? text("Name not told by TikTok") : foreign(account.name);
}

std::string address_of(const OpenOwnAccount& account) {
    return "/app/own-accounts/" + http::percent_encode(account.id.text()) + "/end";
}

Html row(const OpenOwnAccount& account) {
    return element(
        "tr",
        {element("th",
                 {attribute("scope", "row"), classes("name"), element("span", {name_of(account)}),
                  " ", element("small", {words_of(account.kind)})}),
         element("td", {status(account.tone, account.state),
                        when(!account.cause.empty(),
                             element("span", {classes("proof"), foreign(account.cause)}))}),
         element("td", {foreign(account.made_by), " ", element("small", {account.made_at})}),
         element("td", {classes("row-actions"), button_link("Disconnect", address_of(account))})});
}

} // namespace

Html own_accounts_section(const StaffFrame& frame, const OwnAccountsView& view) {
    if (view.accounts.empty() && view.logins.empty()) {
        return {};
    }
    Html rows;
    for (const auto& account : view.accounts) {
        rows += row(account);
    }
    Html connect;
    for (const auto& login : logins) {
        connect += when(offers(view, login.kind),
                        post_form(frame, fmt::format("/oauth/start/{}", login.kind),
                                  button(login.button), "inline"));
    }
    const bool lists_posts = offers(view, with_posts);
    return element(
        "section",
        {element("h2", {"The company's own TikTok accounts"}),
         element("p", {"Their posts can become ads. Of an account its name and, when it is "
                       "connected with posts, the list of its own posts are read; nothing else.",
                       lists_posts ? ""
                                   : " Posts need an app of TikTok for Developers, and none is "
                                     "configured: whoever runs the program can add its client key "
                                     "and secret."}),
         element("div", {classes("actions"), connect}),
         when(!view.accounts.empty(),
              table_frame("The company's own TikTok accounts",
                          element("tr", {head_cell("Account"), head_cell("State"),
                                         head_cell("Connected by"), element("td", {})}),
                          rows, {}, "steps"))});
}

EndQuestion disconnect_question(const OpenOwnAccount& account) {
    return {
        .address = address_of(account),
        .title = "Disconnect a TikTok account",
        .state = status(account.tone, account.state),
        .facts = {{"Account",
                   join({name_of(account), text(" "), element("small", {words_of(account.kind)})})},
                  {"Connected", join({foreign(account.made_by), text(" "), text(account.made_at)})},
                  {"Destroyed",
                   text("TikTok is asked to take its token back. Then our copy, the key it is "
                        "encrypted with and the list of the account's posts are destroyed at "
                        "once. Connecting again takes a new consent at TikTok.")},
                  {"Kept", text("Who connected and disconnected it stays in the audit. No post "
                                "and no ad is changed at TikTok. If TikTok cannot be reached, "
                                "the account stays connected too.")}},
        .consent = "Yes, disconnect this account"};
}

} // namespace bayme::web

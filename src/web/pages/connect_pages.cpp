// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/connect_pages.hpp"

#include "http/message.hpp"
#include "web/permission_names.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace bayme::web {
namespace {

std::string granted(const std::vector<std::string>& scopes) {
    std::vector<std::string> words;
    for (const auto& scope : scopes) {
        words.push_back(permission_words(scope));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

struct Login {
    std::string_view name; ///< the last part of /oauth/start/…
    std::string_view command;
    std::string_view removal; ///< where TikTok lets a person take a consent back
};
constexpr Login logins[] = {
    {"tiktok", "bayme connect", "on TikTok under Business Center, Integrations"},
    {"tiktok-account", "bayme own-accounts connect tiktok-account",
     "in the settings of the TikTok app, under Security and permissions"},
    {"tiktok-developers", "bayme own-accounts connect tiktok-developers",
     "in the settings of the TikTok app, under Security and permissions"},
};

const Login& login_of(std::string_view name) {
    const auto* const found = std::ranges::find(logins, name, &Login::name);
    return found == std::end(logins) ? logins[0] : *found;
}

Trouble words_for(ConsentFailure failure, const Login& login) {
    const std::string unchanged = "No account was connected and no data was fetched.";
    const auto again =
        fmt::format("Press Connect on Accounts again, or make a new link with {}.", login.command);
    switch (failure) {
    case ConsentFailure::no_answer:
        return {"Nothing to do here",
                "This address is where TikTok returns people after they were asked for their "
                "consent. It was opened without an answer from TikTok.",
                unchanged,
                fmt::format("To connect an account, press Connect on Accounts, or make a link "
                            "with {}.",
                            login.command),
                ""};
    case ConsentFailure::not_shown:
        return {"This page is not shown here",
                "Only the browser that gave the consent can open it, for an hour.",
                "Nothing was changed.", "Accounts says what is connected.", ""};
    case ConsentFailure::refused:
        return {"The consent was refused", "TikTok reports that the consent was refused.",
                unchanged, again, ""};
    case ConsentFailure::not_ours:
        return {"This answer does not belong to this browser",
                "The answer from TikTok was not asked for here, was used already, or is older than "
                "ten minutes.",
                unchanged, "Start again in the browser you want to finish in. " + again, ""};
    case ConsentFailure::rejected:
        return {"TikTok did not accept the code", "TikTok refused to exchange the one-time code.",
                unchanged, again, ""};
    case ConsentFailure::lost:
        return {"The answer from TikTok was lost",
                "The code was sent, but no answer came back. TikTok may have recorded the consent.",
                "No account was connected here.",
                fmt::format("{} If you do not, remove the app {}, so that nothing stays open.",
                            again, login.removal),
                ""};
    case ConsentFailure::unavailable:
        return {"TikTok could not be reached", "The code could not be sent to TikTok.", unchanged,
                "Wait a few minutes. " + again, ""};
    }
    return {};
}

} // namespace

PublicPage link_page(LinkUse use, std::string_view token, std::string_view login) {
    const bool sign_in = use == LinkUse::sign_in;
    const auto* title = sign_in ? "Sign in" : "Connect a TikTok account";
    const auto* words =
        sign_in
            ? "This link works once. Pressing the button signs you in on this browser."
            : "This link works once. Pressing the button takes you to TikTok, which asks what it "
              "may share with us.";
    const auto form =
        sign_in ? element("form", {attribute("method", "post"),
                                   action("/link/" + http::percent_encode(token)),
                                   element("button", {"Sign in"})})
                : element("form",
                          {attribute("method", "post"),
                           action(fmt::format("/oauth/start/{}/link", login)),
                           element("input", {attribute("type", "hidden"), attribute("name", "link"),
                                             attribute("value", token)}),
                           element("button", {"Continue to TikTok"})});
    return unlisted_page(title, join({element("h1", {title}), element("p", {words}), form}));
}

PublicPage dead_link_page(LinkUse use, std::string_view login) {
    const auto remedy = use == LinkUse::sign_in
                            ? std::string{"Ask for a new one; see the sign-in page for how."}
                            : fmt::format("Make a new one with {}, or press Connect on Accounts.",
                                          login_of(login).command);
    return unlisted_page(
        "This link does not work",
        join({element("h1", {"This link does not work"}),
              element("p", {"It was used already, is older than 15 minutes, or was copied "
                            "incompletely. Nothing was changed."}),
              element("p", {remedy}),
              element("p", {element("a", {href("/sign-in"), "Sign-in page"})})}));
}

Html account_choice(const FoundAccounts::Account& account) {
    return element(
        "label", {classes("choice"),
                  element("input", {attribute("type", "checkbox"), attribute("name", "keep"),
                                    attribute("value", account.id.text()), flag("checked")}),
                  element("span", {element("strong", {foreign(account.name)}),
                                   element("small", {account.id.text(), " · ", account.currency,
                                                     " · ", account.zone,
                                                     account.known ? " · in use already" : ""})})});
}

Trouble none_chosen(const ConnectionId& connection) {
    return {.title = "No account was chosen",
            .failed = "A connection keeps at least one account.",
            .unchanged = "The connection and its accounts are as they were.",
            .remedy = fmt::format(
                "Choose an account. To keep none, end the connection instead: on Accounts, or with "
                "bayme connections revoke {} on the machine that runs the program.",
                connection),
            .request_id = "",
            .http_status = 400};
}

PublicPage found_accounts_page(const FoundAccounts& found) {
    if (found.accounts.empty()) {
        return unlisted_page(
            "No ad account",
            join({element("h1", {"TikTok opened no ad account"}),
                  element("p", {found.problem.empty()
                                    ? "The consent was given, but it covers no ad account. "
                                      "Connect again and choose at least one on TikTok."
                                    : "The consent was given, but the accounts could not be "
                                      "listed yet: " +
                                          found.problem +
                                          " They are listed by themselves; choose them on "
                                          "Accounts then."}),
                  element("p", {element("a", {classes("button"), href("/app/accounts"),
                                              "Accounts"})})}));
    }
    Html choices;
    for (const auto& account : found.accounts) {
        choices += account_choice(account);
    }
    const auto count = found.accounts.size();
    const auto heading = fmt::format("TikTok opened {} ad account{}", count, count == 1 ? "" : "s");
    return unlisted_page(
        heading,
        join({element("h1", {heading}), found.refusal ? trouble(*found.refusal) : Html{},
              element("p", {"Choose which to keep. Nothing is fetched from the others, and nothing "
                            "at all before you confirm."}),
              element("form", {classes("choices"), attribute("method", "post"),
                               action("/oauth/tiktok/accounts/" + found.connection.text()), choices,
                               element("button", {"Keep the chosen accounts"})}),
              when(!found.scopes.empty(), element("p", {classes("meta"), "Permissions granted: ",
                                                        granted(found.scopes)}))}));
}

PublicPage connected_page(std::size_t kept, bool signed_in) {
    const auto heading = fmt::format("{} ad account{} connected", kept, kept == 1 ? "" : "s");
    const auto* next = "The first sync has begun: the accounts page shows how far it is.";
    return unlisted_page(
        heading, join({element("h1", {heading}), element("p", {next}),
                       element("p", {signed_in ? element("a", {classes("button"),
                                                               href("/app/accounts"), "Accounts"})
                                               : text("You can close this page.")})}));
}

PublicPage own_account_page(bool still_connected, bool signed_in) {
    const auto* heading = still_connected ? "The TikTok account is connected"
                                          : "The TikTok account was connected, but is no more";
    const auto* words = still_connected
                            ? "Its name and its own posts are read, to choose posts for ads; "
                              "nothing else. It can be disconnected at any time."
                            : "It was disconnected since, or must be connected again. Accounts "
                              "says which.";
    return unlisted_page(
        heading, join({element("h1", {heading}), element("p", {words}),
                       element("p", {signed_in ? element("a", {classes("button"),
                                                               href("/app/accounts"), "Accounts"})
                                               : text("You can close this page.")})}));
}

PublicPage consent_failure_page(ConsentFailure failure, std::string_view login,
                                std::string_view request_id) {
    auto words = words_for(failure, login_of(login));
    words.request_id = request_id;
    const auto* heading = failure == ConsentFailure::not_shown ? "Not shown" : "Not connected";
    return unlisted_page(words.title,
                         join({element("h1", {heading}), trouble(words),
                               element("p", {element("a", {classes("button"), href("/app/accounts"),
                                                           "Accounts"})})}));
}

} // namespace bayme::web

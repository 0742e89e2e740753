// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/cookies.hpp"
#include "web/load/loaders.hpp"
#include "web/pages/connect_pages.hpp"
#include "web/routes/consent.hpp"
#include "web/routes/ending.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

// The company's own TikTok accounts, by either login; `kind` is also part of the addresses.
constexpr char account[] = "tiktok-account";
constexpr char developers[] = "tiktok-developers";

constexpr std::chrono::hours shown_for{1};

template <const char* kind>
http::Response start(const Visit& visit) {
    return to_consent(
        visit, kind,
        visit.call("own_accounts.start",
                   JsonWriter{}.begin_object().member("kind", kind).end_object().text()));
}

template <const char* kind>
http::Response show_link(const Visit& visit) {
    return visit.flow_page(link_page(LinkUse::connect, visit.form.text("link"), kind));
}

template <const char* kind>
http::Response start_by_link(const Visit& visit) {
    return to_consent(
        visit, kind,
        visit.call("own_accounts.start_by_link", JsonWriter{}
                                                     .begin_object()
                                                     .member("kind", kind)
                                                     .member("token", visit.form.text("link"))
                                                     .end_object()
                                                     .text()));
}

/// TikTok sends the browser here; state and the flow's cookie say whose consent this is. The answer
/// is a redirect, so that the code leaves the address.
template <const char* kind>
http::Response callback(const Visit& visit) {
    if (is_no_answer(visit) && visit.form.text("code").empty()) {
        return no_answer(visit, kind);
    }
    const auto finished =
        visit.call("own_accounts.finish", JsonWriter{}
                                              .begin_object()
                                              .member("kind", kind)
                                              .member("state", visit.form.text("state"))
                                              .member("auth_code", visit.form.text("code"))
                                              .member("browser_cookie", browser_cookie(visit))
                                              .end_object()
                                              .text());
    if (!finished) {
        return not_connected(visit, kind, finished.error());
    }
    auto response =
        see_other(fmt::format("/oauth/{}/accounts/{}", kind, (*finished)["account_id"].text()));
    response.headers.push_back(set_cookie(flow_cookie, browser_cookie(visit), shown_for));
    return response;
}

/// What came of it, for the browser that gave the consent.
template <const char* kind>
http::Response show_connected(const Visit& visit) {
    const auto shown = visit.call("own_accounts.show_in_browser",
                                  JsonWriter{}
                                      .begin_object()
                                      .member("account_id", visit.parameter)
                                      .member("browser_cookie", browser_cookie(visit))
                                      .end_object()
                                      .text());
    return shown ? visit.flow_page(own_account_page((*shown)["state"].text() == "active",
                                                    session_token(visit.request).has_value()))
                 : not_shown(visit, kind, shown.error());
}

const Ending ending{"own_accounts.revoke", "account_id", "The account was not disconnected",
                    [](const Visit& visit) -> Result<EndQuestion> {
                        BAYME_TRY(const auto connected,
                                  load_own_account(visit, ConnectionId{visit.parameter}));
                        return disconnect_question(connected);
                    }};

http::Response show_disconnect(const Visit& visit) {
    return ask_to_end(visit, ending);
}

http::Response disconnect(const Visit& visit) {
    return end(visit, ending);
}

constexpr Route table[] = {
    {http::Method::post, "/oauth/start/tiktok-account", Access::session, start<account>},
    {http::Method::get, "/oauth/start/tiktok-account", Access::flow, show_link<account>},
    {http::Method::post, "/oauth/start/tiktok-account/link", Access::flow, start_by_link<account>},
    {http::Method::get, "/oauth/tiktok-account/callback", Access::flow, callback<account>},
    {http::Method::get, "/oauth/tiktok-account/accounts/:id", Access::flow,
     show_connected<account>},
    {http::Method::post, "/oauth/start/tiktok-developers", Access::session, start<developers>},
    {http::Method::get, "/oauth/start/tiktok-developers", Access::flow, show_link<developers>},
    {http::Method::post, "/oauth/start/tiktok-developers/link", Access::flow,
     start_by_link<developers>},
    {http::Method::get, "/oauth/tiktok-developers/callback", Access::flow, callback<developers>},
    {http::Method::get, "/oauth/tiktok-developers/accounts/:id", Access::flow,
     show_connected<developers>},
    {http::Method::get, "/app/own-accounts/:id/end", Access::session, show_disconnect},
    {http::Method::post, "/app/own-accounts/:id/end", Access::session, disconnect},
};

} // namespace

std::span<const Route> own_account_routes() {
    return table;
}

} // namespace bayme::web

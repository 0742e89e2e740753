// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/cookies.hpp"
#include "web/pages/connect_pages.hpp"
#include "web/routes/consent.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

// The company's own TikTok accounts, by either login; `kind` is also part of the addresses.
constexpr char account[] = "tiktok-account";
constexpr char developers[] = "tiktok-developers";

template <const char* kind>
http::Response start(const Visit& visit) {
    return to_consent(
        visit, visit.call("own_accounts.start",
                          JsonWriter{}.begin_object().member("kind", kind).end_object().text()));
}

template <const char* kind>
http::Response show_link(const Visit& visit) {
    return visit.flow_page(link_page(LinkUse::connect, visit.form.text("link"), kind));
}

template <const char* kind>
http::Response start_by_link(const Visit& visit) {
    return to_consent(visit, visit.call("own_accounts.start_by_link",
                                        JsonWriter{}
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
        return not_connected(visit, finished.error());
    }
    auto response = see_other(fmt::format("/oauth/{}/connected", kind));
    response.headers.push_back(clear_cookie(flow_cookie));
    return response;
}

http::Response connected(const Visit& visit) {
    return visit.flow_page(own_account_page(session_token(visit.request).has_value()));
}

constexpr Route table[] = {
    {http::Method::post, "/oauth/start/tiktok-account", Access::session, start<account>},
    {http::Method::get, "/oauth/start/tiktok-account", Access::flow, show_link<account>},
    {http::Method::post, "/oauth/start/tiktok-account/link", Access::flow, start_by_link<account>},
    {http::Method::get, "/oauth/tiktok-account/callback", Access::flow, callback<account>},
    {http::Method::get, "/oauth/tiktok-account/connected", Access::flow, connected},
    {http::Method::post, "/oauth/start/tiktok-developers", Access::session, start<developers>},
    {http::Method::get, "/oauth/start/tiktok-developers", Access::flow, show_link<developers>},
    {http::Method::post, "/oauth/start/tiktok-developers/link", Access::flow,
     start_by_link<developers>},
    {http::Method::get, "/oauth/tiktok-developers/callback", Access::flow, callback<developers>},
    {http::Method::get, "/oauth/tiktok-developers/connected", Access::flow, connected},
};

} // namespace

std::span<const Route> own_account_routes() {
    return table;
}

} // namespace bayme::web

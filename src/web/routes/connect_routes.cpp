// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/cookies.hpp"
#include "web/load/loaders.hpp"
#include "web/pages/connect_pages.hpp"
#include "web/routes/consent.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

constexpr std::chrono::hours choice_life{1};
constexpr std::string_view login = "tiktok"; // the last part of /oauth/start/…

http::Response start(const Visit& visit) {
    return to_consent(visit, login, visit.call("connections.start"));
}

/// Where a one-time connect link leads: says what the button does and changes nothing.
http::Response show_link(const Visit& visit) {
    return visit.flow_page(link_page(LinkUse::connect, visit.form.text("link")));
}

http::Response start_by_link(const Visit& visit) {
    return to_consent(
        visit, login,
        visit.call("connections.start_by_link", JsonWriter{}
                                                    .begin_object()
                                                    .member("token", visit.form.text("link"))
                                                    .end_object()
                                                    .text()));
}

/// TikTok sends the browser here. Whoever is signed in does not matter: state and the flow's cookie
/// say whose consent this is. The answer is a redirect, so that the code leaves the address.
http::Response callback(const Visit& visit) {
    if (is_no_answer(visit) && visit.form.text("auth_code").empty()) {
        return no_answer(visit, login);
    }
    const auto finished =
        visit.call("connections.finish", JsonWriter{}
                                             .begin_object()
                                             .member("state", visit.form.text("state"))
                                             .member("auth_code", visit.form.text("auth_code"))
                                             .member("browser_cookie", browser_cookie(visit))
                                             .end_object()
                                             .text());
    if (!finished) {
        return not_connected(visit, login, finished.error());
    }
    auto response = see_other("/oauth/tiktok/accounts/" + (*finished)["connection_id"].text());
    // The choice may take longer than the consent did.
    response.headers.push_back(set_cookie(flow_cookie, browser_cookie(visit), choice_life));
    return response;
}

/// The question which accounts to keep; with `refusal`, once more.
http::Response ask_which(const Visit& visit, std::optional<Trouble> refusal) {
    const auto answer = visit.call("connections.show_in_browser",
                                   JsonWriter{}
                                       .begin_object()
                                       .member("connection_id", visit.parameter)
                                       .member("browser_cookie", browser_cookie(visit))
                                       .end_object()
                                       .text());
    if (!answer) {
        return not_shown(visit, login, answer.error());
    }
    const int status = refusal ? refusal->http_status : 200;
    auto found = found_accounts(*answer);
    found.refusal = std::move(refusal);
    return visit.flow_page(found_accounts_page(found), status);
}

http::Response show_found(const Visit& visit) {
    return ask_which(visit, std::nullopt);
}

http::Response keep(const Visit& visit) {
    const auto kept = visit.form.all("keep");
    const auto done = visit.call("connections.keep_in_browser",
                                 JsonWriter{}
                                     .begin_object()
                                     .member("connection_id", visit.parameter)
                                     .key("advertiser_ids")
                                     .raw(json_array(kept))
                                     .member("browser_cookie", browser_cookie(visit))
                                     .end_object()
                                     .text());
    if (!done && done.error().reason == "none_chosen") {
        return ask_which(visit, none_chosen(ConnectionId{visit.parameter}));
    }
    if (!done) {
        return not_shown(visit, login, done.error());
    }
    auto response =
        visit.flow_page(connected_page(kept.size(), session_token(visit.request).has_value()));
    response.headers.push_back(clear_cookie(flow_cookie));
    return response;
}

constexpr Route table[] = {
    {http::Method::post, "/oauth/start/tiktok", Access::session, start},
    {http::Method::get, "/oauth/start/tiktok", Access::flow, show_link},
    {http::Method::post, "/oauth/start/tiktok/link", Access::flow, start_by_link},
    {http::Method::get, "/oauth/tiktok/callback", Access::flow, callback},
    {http::Method::get, "/oauth/tiktok/accounts/:id", Access::flow, show_found},
    {http::Method::post, "/oauth/tiktok/accounts/:id", Access::flow, keep},
};

} // namespace

std::span<const Route> connect_routes() {
    return table;
}

} // namespace bayme::web

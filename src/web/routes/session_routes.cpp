// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/cookies.hpp"
#include "web/pages/connect_pages.hpp"
#include "web/pages/flow_pages.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

http::Response sign_in(const Visit& visit) {
    return visit.flow_page(sign_in_page());
}

/// Says what the button does. The link is not even looked up: a preview, a scanner or a prefetch
/// must not use it up, and must not learn whether it works.
http::Response show_link(const Visit& visit) {
    return visit.flow_page(link_page(LinkUse::sign_in, visit.parameter));
}

http::Response open_link(const Visit& visit) {
    const auto opened = visit.call(
        "sessions.open_link",
        JsonWriter{}.begin_object().member("token", visit.parameter).end_object().text());
    if (!opened) {
        return opened.error().code == ErrorCode::unauthenticated
                   ? visit.flow_page(dead_link_page(LinkUse::sign_in), 401)
                   : visit.failure(opened.error());
    }
    const bool policy_changed = (*opened)["policy_changed"].boolean();
    auto response = see_other(policy_changed ? "/app/accounts?policy=changed" : "/app/accounts");
    response.headers.push_back(set_cookie(session_cookie, (*opened)["cookie"].text()));
    return response;
}

http::Response sign_out(const Visit& visit) {
    if (const auto token = session_token(visit.request)) {
        const auto ended =
            visit.call("sessions.sign_out",
                       JsonWriter{}.begin_object().member("token", *token).end_object().text());
        if (!ended) {
            return visit.failure(ended.error());
        }
    }
    auto response = see_other("/sign-in");
    response.headers.push_back(clear_cookie(session_cookie));
    response.headers.push_back({"Clear-Site-Data", R"("cache","cookies","storage")"});
    return response;
}

constexpr Route table[] = {
    {http::Method::get, "/sign-in", Access::flow, sign_in},
    {http::Method::get, "/link/:id", Access::flow, show_link},
    {http::Method::post, "/link/:id", Access::flow, open_link},
    {http::Method::post, "/app/sign-out", Access::session, sign_out},
};

} // namespace

std::span<const Route> session_routes() {
    return table;
}

} // namespace bayme::web

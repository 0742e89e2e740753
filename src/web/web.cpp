// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/web.hpp"

#include "base/log.hpp"
#include "web/pages/flow_pages.hpp"

namespace bayme::web {
namespace {

bool serves(const Route& route, http::Method method) {
    return route.method == method ||
           (route.method == http::Method::get && method == http::Method::head);
}

std::vector<std::string> form_origins(const WebSettings& settings) {
    std::vector<std::string> origins;
    for (const auto& address : {settings.authorize_url, settings.login_url}) {
        if (auto origin = origin_of(address); !origin.empty()) {
            origins.push_back(std::move(origin));
        }
    }
    return origins;
}

/// An address that asks for a sign-in says so with a redirect; a form that was sent after the
/// session ended must not be repeated silently, so it gets a page.
http::Response ask_to_sign_in(const Visit& visit) {
    if (visit.request.method == http::Method::post) {
        return visit.flow_page(signed_out_page(), 401);
    }
    return see_other("/sign-in");
}

} // namespace

Web::Web(WebSettings settings, const Pages& pages, const api::Registry& registry,
         const api::Authenticator& authenticator, const Clock& clock)
    : settings_(std::move(settings)), assets_(Assets::embedded()),
      headers_(settings_.public_url.starts_with("https://"), form_origins(settings_)),
      site_(settings_.public_url, {settings_.operator_name, pages.footer, settings_.sandbox}, pages,
            assets_, clock),
      shop_{settings_, assets_, site_, registry, authenticator, clock} {}

const std::vector<Route>& Web::routes() {
    static const auto all = [] {
        std::vector<Route> routes;
        for (const auto table :
             {public_routes(), session_routes(), connect_routes(), own_account_routes(),
              ledger_routes(), staff_routes(), upkeep_routes()}) {
            routes.insert(routes.end(), table.begin(), table.end());
        }
        return routes;
    }();
    return all;
}

http::Response Web::answer(const http::Request& request) {
    auto audience = Audience::flow;
    http::Response response;
    try {
        response = dispatch(request, audience);
    } catch (const std::exception& error) {
        log(LogLevel::error, "web.failed",
            {{"request_id", request.request_id}, {"cause", std::string_view{error.what()}}});
        response = site_.page(500, failed_page(request.request_id));
        audience = Audience::flow;
    }
    headers_.add(response, audience);
    return response;
}

http::Response Web::dispatch(const http::Request& request, Audience& audience) {
    std::string allowed;
    for (const auto& route : routes()) {
        std::string parameter;
        if (!matches(route.path, request.path, parameter)) {
            continue;
        }
        if (!serves(route, request.method)) {
            allowed += allowed.empty() ? "" : ", ";
            allowed +=
                route.method == http::Method::get ? "GET, HEAD" : http::to_string(route.method);
            continue;
        }
        if (route.access == Access::anyone) {
            audience = Audience::everyone;
        } else if (route.access == Access::session) {
            audience = Audience::staff;
        }
        return run(route, {.shop = shop_, .request = request, .parameter = std::move(parameter)});
    }
    if (!allowed.empty()) {
        auto response = site_.page(405, wrong_method_page(allowed));
        response.headers.push_back({"Allow", allowed});
        return response;
    }
    return nothing_there(request, audience);
}

http::Response Web::nothing_there(const http::Request& request, Audience& audience) {
    if (request.path.starts_with("/app/")) {
        if (auto caller = shop_.authenticator.authenticate(request); caller && caller->session) {
            audience = Audience::staff;
            const Visit visit{.shop = shop_, .request = request, .caller = *std::move(caller)};
            return visit.failure(Error{ErrorCode::not_found, "There is no page at this address."});
        }
    }
    return site_.not_found();
}

http::Response Web::run(const Route& route, Visit visit) {
    if (route.access == Access::anyone) {
        return route.run(visit);
    }
    const bool is_post = route.method == http::Method::post;
    if (is_post) {
        if (const auto same = shop_.authenticator.check_same_origin(visit.request); !same) {
            return visit.failure(same.error());
        }
    }
    if (route.access == Access::session) {
        auto caller = shop_.authenticator.authenticate(visit.request);
        if (!caller && caller.error().code != ErrorCode::unauthenticated) {
            return visit.failure(caller.error());
        }
        if (!caller || !caller->session) {
            return ask_to_sign_in(visit);
        }
        visit.caller = *std::move(caller);
    }
    auto form = !is_post                   ? Form::of_query(visit.request)
                : route.body == Body::file ? Form::of_upload(visit.request)
                                           : Form::of_body(visit.request);
    if (!form) {
        return visit.failure(form.error());
    }
    visit.form = *std::move(form);
    if (is_post && route.access == Access::session) {
        const auto ours =
            shop_.authenticator.check_form_token(visit.caller, visit.form.text("form_token"));
        if (!ours) {
            return visit.failure(ours.error());
        }
    }
    return route.run(visit);
}

bool matches(std::string_view pattern, std::string_view path, std::string& parameter) {
    const auto hole = pattern.find(":id");
    if (hole == pattern.npos) {
        return pattern == path;
    }
    const auto before = pattern.substr(0, hole);
    const auto after = pattern.substr(hole + 3);
    if (!path.starts_with(before) || !path.ends_with(after) ||
        path.size() <= before.size() + after.size()) {
        return false;
    }
    const auto found = path.substr(before.size(), path.size() - before.size() - after.size());
    if (found.find('/') != found.npos) {
        return false;
    }
    parameter = found;
    return true;
}

} // namespace bayme::web

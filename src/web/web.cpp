// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/web.hpp"

#include "base/log.hpp"
#include "web/pages/flow_pages.hpp"

#include <array>

namespace bayme::web {
namespace {

bool matches(const Route& route, std::string_view path) {
    if (route.path.ends_with("/*")) {
        return path.starts_with(route.path.substr(0, route.path.size() - 1)) &&
               path.size() >= route.path.size();
    }
    return path == route.path;
}

bool serves(const Route& route, http::Method method) {
    return route.method == method ||
           (route.method == http::Method::get && method == http::Method::head);
}

} // namespace

Web::Web(WebSettings settings, const Pages& pages, const Clock& clock)
    : settings_(std::move(settings)), assets_(Assets::embedded()),
      headers_(settings_.public_url.starts_with("https://"),
               settings_.authorize_url.empty() ? std::vector<std::string>{}
                                               : std::vector{origin_of(settings_.authorize_url)}),
      site_(settings_.public_url, {settings_.operator_name, pages.footer, settings_.sandbox}, pages,
            assets_, clock) {}

std::span<const Route> Web::routes() {
    using http::Method;
    static const std::array all{
        Route{"/", Method::get, Access::anyone, &Web::public_get},
        Route{"/privacy", Method::get, Access::anyone, &Web::public_get},
        Route{"/privacy/versions/*", Method::get, Access::anyone, &Web::public_get},
        Route{"/developers", Method::get, Access::anyone, &Web::public_get},
        Route{"/assets/*", Method::get, Access::anyone, &Web::public_get},
        Route{"/robots.txt", Method::get, Access::anyone, &Web::public_get},
        Route{"/.well-known/security.txt", Method::get, Access::anyone, &Web::public_get},
        Route{"/csp-report", Method::post, Access::anyone, &Web::csp_report},
        Route{"/sign-in", Method::get, Access::anyone, &Web::sign_in},
    };
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
        if (!matches(route, request.path)) {
            continue;
        }
        if (!serves(route, request.method)) {
            allowed += allowed.empty() ? "" : ", ";
            allowed +=
                route.method == http::Method::get ? "GET, HEAD" : http::to_string(route.method);
            continue;
        }
        audience = route.run == &Web::public_get || route.run == &Web::csp_report
                       ? Audience::everyone
                       : Audience::flow;
        return (this->*route.run)(request);
    }
    if (!allowed.empty()) {
        auto response = site_.page(405, wrong_method_page(allowed));
        response.headers.push_back({"Allow", allowed});
        return response;
    }
    return site_.not_found();
}

http::Response Web::public_get(const http::Request& request) {
    auto response = site_.get(request);
    return response ? std::move(*response) : site_.not_found();
}

http::Response Web::csp_report(const http::Request& request) {
    return site_.csp_report(request);
}

http::Response Web::sign_in(const http::Request& /*request*/) {
    return site_.page(200, sign_in_page());
}

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

http::Response read_page(const Visit& visit) {
    auto response = visit.shop.site.get(visit.request);
    return response ? std::move(*response) : visit.shop.site.not_found();
}

http::Response count_report(const Visit& visit) {
    return visit.shop.site.csp_report(visit.request);
}

constexpr Route table[] = {
    {http::Method::get, "/", Access::anyone, read_page},
    {http::Method::get, "/privacy", Access::anyone, read_page},
    {http::Method::get, "/privacy/versions/:id", Access::anyone, read_page},
    {http::Method::get, "/developers", Access::anyone, read_page},
    {http::Method::get, "/assets/:id", Access::anyone, read_page},
    {http::Method::get, "/robots.txt", Access::anyone, read_page},
    {http::Method::get, "/.well-known/security.txt", Access::anyone, read_page},
    {http::Method::post, "/csp-report", Access::anyone, count_report},
};

} // namespace

std::span<const Route> public_routes() {
    return table;
}

} // namespace bayme::web

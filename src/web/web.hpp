// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/routes/routes.hpp"

#include <cstdint>
#include <vector>

namespace bayme::web {

/// All pages without script: public site, flows, staff pages. answer() takes every request that is
/// not the API's or the operators', never throws, and puts the security headers on every answer.
/// HEAD is answered like GET; the server leaves the body out. Safe from any thread.
class Web {
public:
    /// The registry and the authenticator live longer. api::Authenticator reads our cookie by
    /// web::session_token.
    Web(WebSettings settings, const Pages& pages, const api::Registry& registry,
        const api::Authenticator& authenticator, const Clock& clock);

    http::Response answer(const http::Request& request);
    /// The closed list, in the order in which they are tried.
    static const std::vector<Route>& routes();
    [[nodiscard]] std::uint64_t csp_reports() const { return site_.csp_reports(); }

private:
    http::Response dispatch(const http::Request& request, Audience& audience);
    /// For an address without a route: among the staff pages for who is signed in there.
    http::Response nothing_there(const http::Request& request, Audience& audience);
    http::Response run(const Route& route, Visit visit);

    WebSettings settings_;
    Assets assets_;
    SecurityHeaders headers_;
    PublicSite site_;
    Workshop shop_;
};

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "web/public_site.hpp"
#include "web/security_headers.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bayme::web {

struct WebSettings {
    std::string public_url;    ///< "https://app.bayme.store", without a slash at the end
    std::string authorize_url; ///< TikTok's consent page; its origin may follow a form of ours
    std::string operator_name;
    bool sandbox = false; ///< the platform is simulated: every page says so
};

/// What a route asks of the visitor.
enum class Access { anyone, session };

struct Visit;
class Web;

/// One row of the closed list of everything this room answers.
struct Route {
    std::string_view path; ///< one that ends in "/*" stands for all paths below it
    http::Method method;   ///< get answers HEAD as well
    Access access;
    http::Response (Web::*run)(const http::Request& request);
};

/// All pages without script: public site, flows, staff pages. answer() takes every request that is
/// not the API's or the operators', never throws, and puts the security headers on every answer.
/// HEAD is answered like GET; the server leaves the body out. Safe from any thread.
class Web {
public:
    Web(WebSettings settings, const Pages& pages, const Clock& clock);

    http::Response answer(const http::Request& request);
    static std::span<const Route> routes();
    [[nodiscard]] std::uint64_t csp_reports() const { return site_.csp_reports(); }

private:
    http::Response dispatch(const http::Request& request, Audience& audience);
    http::Response public_get(const http::Request& request);
    http::Response csp_report(const http::Request& request);
    http::Response sign_in(const http::Request& request);

    WebSettings settings_;
    Assets assets_;
    SecurityHeaders headers_;
    PublicSite site_;
};

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/authenticator.hpp"
#include "api/http_routes.hpp"
#include "app/metrics.hpp"
#include "web/web.hpp"

namespace bayme::app {

/// What the door's requests are answered from.
struct FrontParts {
    const api::Services& services;
    const api::Authenticator& authenticator;
    const api::HttpRoutes& api;
    web::Web& web;
    Metrics& metrics;
    /// Why the vault is sealed; nothing when it is open. While sealed, public pages and /healthz
    /// answer and the API says 503.
    std::optional<Error> sealed;
};

/// Sends each request to the API, the operators' pages or the web pages, and counts it.
class Front {
public:
    explicit Front(FrontParts parts) : parts_(std::move(parts)) {}

    http::Response answer(const http::Request& request);

private:
    http::Response dispatch(const http::Request& request, std::string_view& route);
    http::Response ready(const http::Request& request) const;
    http::Response metrics(const http::Request& request) const;

    FrontParts parts_;
};

} // namespace bayme::app

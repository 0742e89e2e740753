// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/security_headers.hpp"

#include <fmt/ranges.h>

namespace bayme::web {
namespace {

/// Every feature Chromium knows is off, passkeys apart.
constexpr std::string_view permissions =
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), "
    "clipboard-write=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), "
    "geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), "
    "local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), "
    "xr-spatial-tracking=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

} // namespace

SecurityHeaders::SecurityHeaders(bool https, const std::vector<std::string>& form_origins)
    : policy_(fmt::format("default-src 'none'; style-src 'self'; img-src 'self' data: blob:; "
                          "font-src 'self'; connect-src 'self'; form-action 'self'{}{}; "
                          "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
                          "require-trusted-types-for 'script'; trusted-types 'none'; report-to csp",
                          form_origins.empty() ? "" : " ", fmt::join(form_origins, " "))),
      always_{{"Content-Security-Policy", policy_},
              {"Reporting-Endpoints", "csp=\"/csp-report\""},
              {"Referrer-Policy", "no-referrer"},
              {"X-Content-Type-Options", "nosniff"},
              {"Cross-Origin-Opener-Policy", "same-origin"},
              {"Cross-Origin-Resource-Policy", "same-origin"},
              {"Cross-Origin-Embedder-Policy", "require-corp"},
              {"Permissions-Policy", std::string{permissions}}} {
    if (https) {
        always_.push_back(
            {"Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"});
    }
}

void SecurityHeaders::add(http::Response& response, Audience audience) const {
    response.headers.insert(response.headers.end(), always_.begin(), always_.end());
    if (audience != Audience::everyone) {
        std::erase_if(response.headers,
                      [](const http::Header& header) { return header.name == "Cache-Control"; });
        response.headers.push_back({"Cache-Control", "no-store"});
    }
}

std::string origin_of(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (address.starts_with(scheme)) {
            return std::string{address.substr(0, address.find_first_of("/?#", scheme.size()))};
        }
    }
    return {};
}

} // namespace bayme::web

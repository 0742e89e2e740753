// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations.hpp"
#include "app/disclosure.hpp"
#include "app/program.hpp"
#include "base/log.hpp"
#include "web/content.hpp"

namespace bayme::app {
namespace {

/// Anything else is a simulation, TikTok's own sandbox host included: pages must say so.
bool is_tiktok_itself(std::string_view api_url) {
    return authority_of(api_url) == "business-api.tiktok.com";
}

} // namespace

http::ServerOptions Program::server_options() const {
    const auto& server = settings_.server;
    return http::ServerOptions{
        .tcp = {{.address = server.address, .port = server.port, .tls = server.tls()}},
        .unix_sockets = {{settings_.data.socket()}},
        .tls_certificate = server.tls_certificate,
        .tls_key = server.tls_key,
        .host = authority_of(public_url_),
        .other_hosts = {},
        .trusted_proxies = server.trusted_proxies,
        .threads = settings_.limits.http_threads,
        .limits = {}};
}

Result<void> Program::listen() {
    BAYME_TRY(server_, http::Server::start(server_options(), [this](const http::Request& request) {
                  return front_->answer(request);
              }));
    metrics_.gauge("bayme_http_connections", "Open connections", "door", [this] {
        return std::map<std::string, double>{
            {"all", static_cast<double>(server_->open_connections())}};
    });
    log(LogLevel::info, "server.ready", {{"public_url", public_url_}});
    return {};
}

Result<void> Program::make_front() {
    const auto disclosure = make_disclosure(settings_, public_url_, data_, outbound_.recipients());
    BAYME_TRY(const auto sources, web::load_sources(seams_.files, settings_.site.content));
    BAYME_TRY(const auto pages, web::render_pages(sources, disclosure));
    web_ = std::make_unique<web::Web>(
        web::WebSettings{.public_url = public_url_,
                         .authorize_url = settings_.tiktok.authorize_url,
                         .login_url = settings_.tiktok.login_url,
                         .operator_name = settings_.site.operator_name,
                         .sandbox = !is_tiktok_itself(settings_.tiktok.api_url)},
        pages, *registry_, *authenticator_, seams_.clock);
    services_.policy_version = pages.policy_updated.text();
    front_.emplace(FrontParts{.services = services_,
                              .authenticator = *authenticator_,
                              .api = *api_,
                              .web = *web_,
                              .metrics = metrics_,
                              .sealed = stores_.vault->sealed_because()});
    return {};
}

} // namespace bayme::app

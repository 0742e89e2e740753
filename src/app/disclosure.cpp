// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/disclosure.hpp"

#include "tiktok/endpoints.hpp"

#include <algorithm>

namespace bayme::app {
namespace {

/// Without an app of TikTok for Developers nothing of it can be called.
bool uses_login_kit(const Settings& settings) {
    return !settings.tiktok.developers_client_key.empty();
}

/// TikTok numbers most permissions; the page shows the narrowest that is enough.
std::string scope_of(const tiktok::Endpoint& endpoint) {
    if (!endpoint.login_scope.empty()) {
        return std::string{endpoint.login_scope};
    }
    std::int64_t narrowest = 0;
    for (const auto scope : endpoint.scopes) {
        narrowest = scope != 0 ? scope : narrowest;
    }
    return narrowest == 0 ? "" : fmt::to_string(narrowest);
}

constexpr std::string_view marketing_name = "TikTok";
constexpr std::string_view developers_name = "TikTok for Developers";

/// What goes to a recipient and comes from it: of TikTok's two, whatever the endpoints in use there
/// carry.
std::vector<std::string> categories_of(const http::Recipient& recipient,
                                       const privacy::DataTable& data) {
    if (recipient.name != marketing_name && recipient.name != developers_name) {
        return {recipient.category};
    }
    std::vector<std::string> carried;
    for (const auto& category : data.categories()) {
        const bool is_carried = std::ranges::any_of(tiktok::endpoints(), [&](const auto& one) {
            return one.used && to_string(one.category) == category.id &&
                   (one.api == tiktok::Api::developers) == (recipient.name == developers_name);
        });
        if (is_carried) {
            carried.push_back(category.id);
        }
    }
    return carried;
}

std::string path_of(const tiktok::Endpoint& endpoint) {
    const bool marketing = endpoint.api == tiktok::Api::marketing;
    return fmt::format("{}{}", marketing ? "/open_api/v1.3" : "", endpoint.path);
}

/// Where what an endpoint returns is kept, by its category and name.
std::string retention_of(const tiktok::Endpoint& endpoint) {
    using enum tiktok::DataCategory;
    if (endpoint.category == oauth_tokens) {
        return "tokens";
    }
    if (endpoint.name == "user.info") {
        return ""; // only whether it answers is of interest
    }
    if (endpoint.name.starts_with("report.")) {
        return "day_facts";
    }
    if (endpoint.api == tiktok::Api::developers) {
        return endpoint.category == account_ids ? "consents" : "objects";
    }
    return endpoint.method == http::Method::get ? "objects" : "plans";
}

} // namespace

std::string authority_of(std::string_view url) {
    const auto start = url.find("//");
    auto rest = start == std::string_view::npos ? url : url.substr(start + 2);
    return std::string{rest.substr(0, rest.find('/'))};
}

Result<std::vector<http::Recipient>> make_recipients(const Settings& settings) {
    std::vector<http::Recipient> recipients;
    recipients.push_back({.name = std::string{marketing_name},
                          .host = authority_of(settings.tiktok.api_url),
                          .category = "advertising_data",
                          .purpose = "Use TikTok's API for the connected ad accounts",
                          .on = true});
    recipients.push_back({.name = std::string{developers_name},
                          .host = authority_of(settings.tiktok.developers_api_url),
                          .category = "creative_metadata",
                          .purpose = "Read the posts of the company's own TikTok accounts",
                          .on = uses_login_kit(settings)});
    return recipients;
}

web::Disclosure make_disclosure(const Settings& settings, std::string_view public_url,
                                const privacy::DataTable& data,
                                const std::vector<http::Recipient>& recipients) {
    web::Disclosure disclosure{.operator_name = settings.site.operator_name,
                               .contact = settings.site.contact,
                               .site = authority_of(public_url),
                               .processing_locations = settings.site.processing_locations,
                               .categories = {},
                               .retention = {},
                               .recipients = {},
                               .endpoints = {}};
    for (const auto& category : data.categories()) {
        disclosure.categories.push_back(
            {category.id, category.title, category.contents, category.purpose, category.basis});
    }
    for (const auto& one : data.classes()) {
        if (one.days > 0) {
            disclosure.retention.push_back({one.id, one.title, one.category, one.term()});
        }
    }
    for (const auto& one : recipients) {
        disclosure.recipients.push_back(
            {one.name, one.host, categories_of(one, data), one.purpose, one.on});
    }
    for (const auto& endpoint : tiktok::endpoints()) {
        if (!endpoint.used ||
            (endpoint.api == tiktok::Api::developers && !uses_login_kit(settings))) {
            continue;
        }
        disclosure.endpoints.push_back({std::string{http::to_string(endpoint.method)},
                                        path_of(endpoint), scope_of(endpoint),
                                        std::string{to_string(endpoint.category)},
                                        std::string{endpoint.purpose}, retention_of(endpoint)});
    }
    return disclosure;
}

} // namespace bayme::app

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace bayme::tiktok {
namespace {

using http::Method;
using enum DataCategory;

constexpr EndpointLimits page_of_objects{.ids = 100, .page_size = 1000};
constexpr EndpointLimits batch{.ids = 20};

// Paths, methods and limits: CONTRACT 2.1, 3, 4, 6.1; permission ids: CONTRACT 2.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "oauth2.access_token",
     .method = Method::post,
     .path = "/oauth2/access_token/",
     .category = oauth_tokens,
     .purpose = "Exchange the code of a finished authorisation for a token",
     .repeatable = false},
    {.name = "oauth2.advertiser.get",
     .path = "/oauth2/advertiser/get/",
     .scopes = {1, 10, 100},
     .category = account_ids,
     .purpose = "List the ad accounts a person shared when connecting",
     .list_key = "list"},
    // Revoking twice does no harm: the second answer says that the token is gone.
    {.name = "oauth2.revoke_token",
     .method = Method::post,
     .path = "/oauth2/revoke_token/",
     .category = oauth_tokens,
     .purpose = "Give a token back when an account is disconnected"},
    {.name = "user.info",
     .path = "/user/info/",
     .category = account_ids,
     .purpose = "Check that a token is still valid and tell whose it is"},
    {.name = "advertiser.info",
     .path = "/advertiser/info/",
     .scopes = {1, 10, 100},
     .category = account_ids,
     .purpose = "Read an account's name, status, currency and time zone",
     .limits = {.ids = 100},
     .list_key = "list"},
    {.name = "campaign.get",
     .path = "/campaign/get/",
     .scopes = {2, 20, 200},
     .purpose = "Mirror the company's campaigns",
     .limits = page_of_objects,
     .list_key = "list"},
    {.name = "campaign.update",
     .method = Method::post,
     .path = "/campaign/update/",
     .scopes = {2, 20, 201},
     .purpose = "Change a campaign's name or budget after review",
     .repeatable = false},
    {.name = "campaign.status.update",
     .method = Method::post,
     .path = "/campaign/status/update/",
     .scopes = {2, 20, 201},
     .purpose = "Pause, enable or delete campaigns after review",
     .repeatable = false,
     .limits = batch},
    {.name = "adgroup.get",
     .path = "/adgroup/get/",
     .scopes = {2, 21, 210},
     .purpose = "Mirror the company's ad groups",
     .limits = page_of_objects,
     .list_key = "list"},
    {.name = "adgroup.budget.update",
     .method = Method::post,
     .path = "/adgroup/budget/update/",
     .scopes = {2, 21, 211},
     .purpose = "Change ad group budgets after review",
     .repeatable = false,
     .limits = batch},
    {.name = "adgroup.status.update",
     .method = Method::post,
     .path = "/adgroup/status/update/",
     .scopes = {2, 21, 211},
     .purpose = "Pause, enable or delete ad groups after review",
     .repeatable = false,
     .limits = batch},
    {.name = "ad.get",
     .path = "/ad/get/",
     .scopes = {2, 22, 220},
     .category = creative_metadata,
     .purpose = "Mirror the company's ads: statuses, copy, ids of videos and images",
     .limits = page_of_objects,
     .list_key = "list"},
    {.name = "ad.status.update",
     .method = Method::post,
     .path = "/ad/status/update/",
     .scopes = {2, 22, 221},
     .purpose = "Pause, enable or delete ads after review",
     .repeatable = false,
     .limits = batch},
    {.name = "report.integrated.get",
     .path = "/report/integrated/get/",
     .scopes = {4, 44, 0},
     .purpose = "Read spend, impressions, clicks, conversions and related figures",
     .limits = {.ids = 100, .page_size = 1000, .day_span = 30},
     .list_key = "list"},
});

} // namespace

std::string_view to_string(DataCategory category) {
    switch (category) {
    case oauth_tokens:
        return "oauth_tokens";
    case account_ids:
        return "account_ids";
    case advertising_data:
        return "advertising_data";
    case creative_metadata:
        return "creative_metadata";
    case technical_logs:
        return "technical_logs";
    }
    return "technical_logs";
}

std::span<const Endpoint> endpoints() {
    return table;
}

const Endpoint* find_endpoint(std::string_view name) {
    std::string dotted{name};
    std::ranges::replace(dotted, '/', '.');
    const auto found = std::ranges::find(table, std::string_view{dotted}, &Endpoint::name);
    return found == table.end() ? nullptr : &*found;
}

const Endpoint& endpoint(std::string_view name) {
    const auto* found = find_endpoint(name);
    if (found == nullptr) {
        throw std::logic_error{"no endpoint " + std::string{name}};
    }
    return *found;
}

} // namespace bayme::tiktok

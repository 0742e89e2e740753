// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

using enum DataCategory;
using http::Method;

// CONTRACT 2.1, 3.1, 3.2; permission ids: CONTRACT 2.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "oauth2.access_token",
     .method = Method::post,
     .path = "/oauth2/access_token/",
     .category = oauth_tokens,
     .purpose = "Exchange the code of a finished authorisation for a token",
     .repeatable = false,
     .used = true},
    {.name = "oauth2.advertiser.get",
     .path = "/oauth2/advertiser/get/",
     .scopes = {1, 10, 100},
     .category = account_ids,
     .purpose = "List the ad accounts a person shared when connecting",
     .used = true,
     .list_key = "list"},
    // Revoking twice does no harm: the second answer says that the token is gone.
    {.name = "oauth2.revoke_token",
     .method = Method::post,
     .path = "/oauth2/revoke_token/",
     .category = oauth_tokens,
     .purpose = "Give a token back when an account is disconnected",
     .used = true},
    {.name = "user.info",
     .path = "/user/info/",
     .category = account_ids,
     .purpose = "Check that a token is still valid and tell whose it is",
     .used = true},
    {.name = "advertiser.info",
     .path = "/advertiser/info/",
     .scopes = {1, 10, 100},
     .category = account_ids,
     .purpose = "Read an account's name, status, currency and time zone",
     .used = true,
     .limits = {.ids = 100},
     .list_key = "list"},
});

} // namespace

std::span<const Endpoint> accounts() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

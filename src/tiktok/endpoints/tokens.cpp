// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

// CONTRACT 2.2, 2.4.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "tt_user.oauth2.token",
     .method = http::Method::post,
     .path = "/tt_user/oauth2/token/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Exchange the code of a connected TikTok account of the company's own",
     .repeatable = false},
    {.name = "tt_user.oauth2.refresh_token",
     .method = http::Method::post,
     .path = "/tt_user/oauth2/refresh_token/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Renew the access to a connected TikTok account",
     .repeatable = false},
    {.name = "tt_user.oauth2.revoke",
     .method = http::Method::post,
     .path = "/tt_user/oauth2/revoke/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Give the access to a TikTok account back"},
    {.name = "tt_user.token_info.get",
     .method = http::Method::post,
     .path = "/tt_user/token_info/get/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Check the access to a TikTok account"},
    {.name = "v2.oauth.token",
     .method = http::Method::post,
     .path = "/v2/oauth/token/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Exchange or renew the access to the company's own TikTok profile",
     .repeatable = false,
     .api = Api::developers},
    {.name = "v2.oauth.revoke",
     .method = http::Method::post,
     .path = "/v2/oauth/revoke/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Give the access to a TikTok profile back",
     .api = Api::developers},
});

} // namespace

std::span<const Endpoint> tokens() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"
#include "tiktok/profiles.hpp"

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
     .repeatable = false,
     .used = true},
    {.name = "tt_user.oauth2.refresh_token",
     .method = http::Method::post,
     .path = "/tt_user/oauth2/refresh_token/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Renew the access to a connected TikTok account",
     .repeatable = false,
     .used = true},
    {.name = "tt_user.oauth2.revoke",
     .method = http::Method::post,
     .path = "/tt_user/oauth2/revoke/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Give the access to a TikTok account back",
     .used = true},
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
     .used = true,
     .api = Api::developers},
    {.name = "v2.oauth.revoke",
     .method = http::Method::post,
     .path = "/v2/oauth/revoke/",
     .category = DataCategory::oauth_tokens,
     .purpose = "Give the access to a TikTok profile back",
     .used = true,
     .api = Api::developers},
    {.name = "v2.user.info",
     .path = "/v2/user/info/",
     .category = DataCategory::account_ids,
     .purpose = "Read the name of the company's own connected TikTok profile",
     .used = true,
     .api = Api::developers,
     .login_scope = "user.info.basic"},
    {.name = "v2.video.list",
     .method = http::Method::post,
     .path = "/v2/video/list/",
     .category = DataCategory::creative_metadata,
     .purpose = "List the posts of the company's own TikTok profile that can become ads",
     .used = true,
     .limits = {.page_size = most_profile_posts},
     .api = Api::developers,
     .login_scope = "video.list"},
});

} // namespace

std::span<const Endpoint> tokens() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

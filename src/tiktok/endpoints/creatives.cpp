// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

// CONTRACT 5.5, 7.1; permission ids: CONTRACT 2.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "identity.get",
     .path = "/identity/get/",
     .scopes = {6, 69, 693},
     .category = DataCategory::creative_metadata,
     .purpose = "List the names ads may appear under",
     .used = true,
     .limits = {.page_size = 100},
     .list_key = "identity_list"},
    {.name = "identity.info",
     .path = "/identity/info/",
     .scopes = {6, 69, 693},
     .category = DataCategory::creative_metadata,
     .purpose = "Read one name an ad appears under"},
    {.name = "identity.create",
     .method = http::Method::post,
     .path = "/identity/create/",
     .scopes = {6, 69, 692},
     .category = DataCategory::creative_metadata,
     .purpose = "Create a name ads appear under, after review",
     .repeatable = false},
    {.name = "identity.video.get",
     .path = "/identity/video/get/",
     .scopes = {6, 69, 690},
     .category = DataCategory::creative_metadata,
     .purpose = "List the company's own posts that can become ads"},
    {.name = "identity.video.info",
     .path = "/identity/video/info/",
     .scopes = {6, 69, 690},
     .category = DataCategory::creative_metadata,
     .purpose = "Read one of the company's own posts"},
    {.name = "tt_video.list",
     .path = "/tt_video/list/",
     .scopes = {6, 69, 690},
     .category = DataCategory::creative_metadata,
     .purpose = "List the posts an account was authorised to advertise with",
     .limits = {.page_size = 50},
     .list_key = "list"},
    {.name = "tt_video.info",
     .path = "/tt_video/info/",
     .scopes = {6, 69, 690},
     .category = DataCategory::creative_metadata,
     .purpose = "Read a post by the code its owner gave"},
    {.name = "creative.portfolio.create",
     .method = http::Method::post,
     .path = "/creative/portfolio/create/",
     .scopes = {6, 64, 0},
     .category = DataCategory::creative_metadata,
     .purpose = "Create the call to action or card of an ad, after review",
     .repeatable = false},
    {.name = "creative.portfolio.get",
     .path = "/creative/portfolio/get/",
     .scopes = {6, 64, 0},
     .category = DataCategory::creative_metadata,
     .purpose = "Read the call to action or card of an ad"},
    {.name = "creative.portfolio.list",
     .path = "/creative/portfolio/list/",
     .scopes = {6, 64, 0},
     .category = DataCategory::creative_metadata,
     .purpose = "List calls to action and cards of the account",
     .limits = {.ids = 100, .page_size = 100},
     .list_key = "creative_portfolios"},
    {.name = "creative.cta.recommend",
     .path = "/creative/cta/recommend/",
     .scopes = {6, 64, 0},
     .category = DataCategory::creative_metadata,
     .purpose = "Ask which calls to action suit an ad",
     .list_key = "recommend_assets"},
    {.name = "tool.bid.recommend",
     .method = http::Method::post,
     .path = "/tool/bid/recommend/",
     .scopes = {2, 21, 210},
     .purpose = "Ask which bid suits an ad group"},
});

} // namespace

std::span<const Endpoint> creatives() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

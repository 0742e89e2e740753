// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

// CONTRACT 5; permission ids: CONTRACT 2.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "file.video.ad.upload",
     .method = http::Method::post,
     .path = "/file/video/ad/upload/",
     .scopes = {6, 61, 611},
     .category = DataCategory::creative_metadata,
     .purpose = "Upload videos for ads after review",
     .repeatable = false},
    {.name = "file.video.ad.info",
     .path = "/file/video/ad/info/",
     .scopes = {6, 61, 610},
     .category = DataCategory::creative_metadata,
     .purpose = "Read size, length and state of videos used in ads",
     .limits = {.ids = 60},
     .list_key = "list"},
    {.name = "file.video.ad.search",
     .path = "/file/video/ad/search/",
     .scopes = {6, 61, 610},
     .category = DataCategory::creative_metadata,
     .purpose = "Find videos the account already has",
     .limits = {.ids = 100, .page_size = 1000},
     .list_key = "list"},
    {.name = "file.video.suggestcover",
     .path = "/file/video/suggestcover/",
     .scopes = {6, 61, 612},
     .category = DataCategory::creative_metadata,
     .purpose = "Choose the cover a video ad needs",
     .list_key = "list"},
    {.name = "file.image.ad.upload",
     .method = http::Method::post,
     .path = "/file/image/ad/upload/",
     .scopes = {6, 60, 601},
     .category = DataCategory::creative_metadata,
     .purpose = "Upload images for ads after review",
     .repeatable = false},
    {.name = "file.image.ad.info",
     .path = "/file/image/ad/info/",
     .scopes = {6, 60, 600},
     .category = DataCategory::creative_metadata,
     .purpose = "Read size and state of images used in ads",
     .limits = {.ids = 100},
     .list_key = "list"},
    {.name = "file.image.ad.search",
     .path = "/file/image/ad/search/",
     .scopes = {6, 60, 600},
     .category = DataCategory::creative_metadata,
     .purpose = "Find images the account already has",
     .limits = {.ids = 100, .page_size = 1000},
     .list_key = "list"},
    {.name = "file.name.check",
     .path = "/file/name/check/",
     .scopes = {6, 60, 600},
     .category = DataCategory::creative_metadata,
     .purpose = "Notice a file name that is taken before uploading",
     .limits = {.ids = 20}},
});

} // namespace

std::span<const Endpoint> files() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

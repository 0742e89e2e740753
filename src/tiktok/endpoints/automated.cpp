// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

// CONTRACT 4.13, 1.5; permission ids: CONTRACT 2.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "smart_plus.campaign.get",
     .path = "/smart_plus/campaign/get/",
     .scopes = {2, 20, 200},
     .purpose = "Mirror the company's Smart+ campaigns",
     .limits = {.ids = 100, .page_size = 1000},
     .list_key = "list"},
    {.name = "smart_plus.adgroup.get",
     .path = "/smart_plus/adgroup/get/",
     .scopes = {2, 21, 210},
     .purpose = "Mirror the company's Smart+ ad groups",
     .limits = {.ids = 100, .page_size = 1000},
     .list_key = "list"},
    {.name = "smart_plus.ad.get",
     .path = "/smart_plus/ad/get/",
     .scopes = {2, 22, 220},
     .category = DataCategory::creative_metadata,
     .purpose = "Mirror the company's Smart+ ads",
     .limits = {.ids = 100, .page_size = 100},
     .list_key = "list"},
    {.name = "smart_plus.ad.review_info",
     .path = "/smart_plus/ad/review_info/",
     .scopes = {2, 22, 220},
     .purpose = "Tell why TikTok refused a Smart+ ad",
     .limits = {.ids = 100}},
    {.name = "smart_plus.material_report.overview",
     .path = "/smart_plus/material_report/overview/",
     .scopes = {4, 44, 0},
     .purpose = "Read what each creative of Smart+ ads did",
     .limits = {.ids = 200, .page_size = 100},
     .list_key = "list"},
    {.name = "smart_plus.material_report.breakdown",
     .path = "/smart_plus/material_report/breakdown/",
     .scopes = {4, 44, 0},
     .purpose = "Read what each creative of Smart+ ads did by day",
     .limits = {.ids = 200, .page_size = 100},
     .list_key = "list"},
    {.name = "gmv_max.campaign.get",
     .path = "/gmv_max/campaign/get/",
     .scopes = {2, 20, 200},
     .purpose = "Mirror the company's GMV Max campaigns",
     .limits = {.ids = 100, .page_size = 100},
     .list_key = "list"},
    {.name = "campaign.gmv_max.info",
     .path = "/campaign/gmv_max/info/",
     .scopes = {2, 20, 200},
     .purpose = "Read what a GMV Max campaign is set to"},
    {.name = "gmv_max.store.list",
     .path = "/gmv_max/store/list/",
     .scopes = {2, 20, 200},
     .purpose = "List the shops GMV Max runs for",
     .list_key = "store_list"},
    {.name = "gmv_max.report.get",
     .path = "/gmv_max/report/get/",
     .scopes = {4, 44, 0},
     .purpose = "Read what GMV Max campaigns did",
     .quota = QuotaClass::gmv_max_report,
     .limits = {.page_size = 1000},
     .list_key = "list"},
});

} // namespace

std::span<const Endpoint> automated() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

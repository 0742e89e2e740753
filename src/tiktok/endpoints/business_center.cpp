// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

// CONTRACT 3.3; permission ids: CONTRACT 2.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "bc.get",
     .path = "/bc/get/",
     .scopes = {1, 15, 150},
     .category = DataCategory::account_ids,
     .purpose = "List the Business Centers a person belongs to",
     .limits = {.page_size = 50},
     .list_key = "list"},
    {.name = "bc.asset.get",
     .path = "/bc/asset/get/",
     .scopes = {1, 15, 153},
     .category = DataCategory::account_ids,
     .purpose = "List the ad accounts of a Business Center",
     .limits = {.page_size = 50},
     .list_key = "list"},
    {.name = "bc.balance.get",
     .path = "/bc/balance/get/",
     .scopes = {1, 15, 152},
     .category = DataCategory::advertising_data,
     .purpose = "Warn before the money of a Business Center ends"},
    {.name = "advertiser.balance.get",
     .path = "/advertiser/balance/get/",
     .scopes = {1, 15, 152},
     .category = DataCategory::advertising_data,
     .purpose = "Warn before the money of an ad account ends",
     .limits = {.page_size = 50},
     .list_key = "advertiser_account_list"},
    {.name = "bc.account.budget.changelog.get",
     .path = "/bc/account/budget/changelog/get/",
     .scopes = {1, 15, 152},
     .category = DataCategory::advertising_data,
     .purpose = "Show who changed an account's budget",
     .limits = {.page_size = 50},
     .list_key = "changelog_list"},
});

} // namespace

std::span<const Endpoint> business_center() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

using enum DataCategory;
using http::Method;

// CONTRACT 6.1.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "report.integrated.get",
     .path = "/report/integrated/get/",
     .scopes = {4, 44, 0},
     .purpose = "Read spend, impressions, clicks, conversions and related figures",
     .used = true,
     .limits = {.ids = 100, .page_size = 1000, .day_span = 30},
     .list_key = "list"},
});

} // namespace

std::span<const Endpoint> reports() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints/table.hpp"

#include <array>

namespace bayme::tiktok::endpoint_table {
namespace {

// CONTRACT 6.2, 7.5, 1.5.
constexpr auto table = std::to_array<Endpoint>({
    {.name = "report.task.create",
     .method = http::Method::post,
     .path = "/report/task/create/",
     .scopes = {4, 44, 0},
     .purpose = "Order a large report of figures",
     .quota = QuotaClass::report_task,
     .repeatable = false,
     .allowlisted = true,
     .limits = {.ids = 100}},
    {.name = "report.task.check",
     .path = "/report/task/check/",
     .scopes = {4, 44, 0},
     .purpose = "See whether an ordered report is ready",
     .allowlisted = true},
    {.name = "report.task.download",
     .path = "/report/task/download/",
     .scopes = {4, 44, 0},
     .purpose = "Read an ordered report",
     .allowlisted = true},
    {.name = "report.task.cancel",
     .method = http::Method::post,
     .path = "/report/task/cancel/",
     .scopes = {4, 44, 0},
     .purpose = "Cancel an ordered report",
     .allowlisted = true},
    {.name = "changelog.task.create",
     .method = http::Method::post,
     .path = "/changelog/task/create/",
     .scopes = {2, 23, 230},
     .purpose = "Order the list of changes to the company's ads",
     .repeatable = false,
     .used = true},
    {.name = "changelog.task.check",
     .path = "/changelog/task/check/",
     .scopes = {2, 23, 230},
     .purpose = "See whether the list of changes is ready",
     .used = true},
    {.name = "changelog.task.download",
     .path = "/changelog/task/download/",
     .scopes = {2, 23, 230},
     .purpose = "Read the list of changes to the company's ads",
     .used = true},
});

} // namespace

std::span<const Endpoint> report_tasks() {
    return table;
}

} // namespace bayme::tiktok::endpoint_table

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/endpoints.hpp"

/// The rows of the endpoint table, one function a family, in the order of the developer page.
namespace bayme::tiktok::endpoint_table {

std::span<const Endpoint> accounts();
std::span<const Endpoint> business_center();
std::span<const Endpoint> objects();
std::span<const Endpoint> automated();
std::span<const Endpoint> files();
std::span<const Endpoint> creatives();
std::span<const Endpoint> tools();
std::span<const Endpoint> reports();
std::span<const Endpoint> report_tasks();
std::span<const Endpoint> tokens();

} // namespace bayme::tiktok::endpoint_table

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/pages/upkeep_page.hpp"
#include "web/visit.hpp"

namespace bayme::web {

UpkeepView load_upkeep(const Visit& visit, const StaffFrame& frame);

} // namespace bayme::web

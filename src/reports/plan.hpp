// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/request.hpp"
#include "reports/where.hpp"
#include "snapshots/snapshots.hpp"

#include <vector>

namespace bayme::reports {

/// A request that makes sense, and the one read that answers it.
struct Plan {
    std::vector<Dimension> dimensions;
    std::vector<snapshots::MetricIndex> metrics; ///< as asked
    std::vector<snapshots::MetricIndex> sums;    ///< what is read to compute them and the terms
    Where where;
    bool money = false; ///< some sum is money: rows are kept apart by currency
    snapshots::Cube cube;
    DayRange days;
};

/// Checks metric x dimension x grain and picks the widest cube that holds the answer. `accounts` is
/// how many accounts the answer may span.
/// @return invalid_input with the fields at fault.
Result<Plan> plan_report(const ReportRequest& request, std::size_t accounts);

} // namespace bayme::reports

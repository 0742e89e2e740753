// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/groups.hpp"
#include "reports/names.hpp"
#include "reports/plan.hpp"
#include "reports/report.hpp"

#include <map>
#include <vector>

namespace bayme::reports {

/// Names by the level they belong to.
using NamesByDimension = std::map<Dimension, Names>;

/// Turns groups into rows: names joined, terms of `where` held, totals, order and limit.
/// @return invalid_input for an order by something the answer does not have, with reason
///         "mixed_currencies" for a term that compares money of two currencies.
Result<Report> assemble(const Plan& plan, const ReportRequest& request, std::vector<Group> groups,
                        const NamesByDimension& names);

} // namespace bayme::reports

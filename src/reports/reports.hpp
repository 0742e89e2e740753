// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/names.hpp"
#include "reports/report.hpp"
#include "reports/request.hpp"
#include "snapshots/snapshots.hpp"

#include <stop_token>
#include <vector>

namespace bayme::reports {

/// Answers questions about performance from the snapshots: one read, ratios from its sums, rows
/// kept apart by currency where there is money. Calls block; safe from any thread.
class Reports {
public:
    Reports(snapshots::Snapshots& snapshots, NameSource& names)
        : snapshots_(snapshots), names_(names) {}

    /// `accounts` is what the caller may see of what was asked for: nothing else is read.
    /// @return invalid_input with the fields at fault, with reason "no_accounts" without any
    /// account
    ///         and "mixed_currencies" when the question would add or compare two currencies;
    ///         unavailable "stopped"; whatever the store answers.
    Result<Report> query(const ReportRequest& request, std::vector<AdvertiserId> accounts,
                         const std::stop_token& stop = {});

private:
    snapshots::Snapshots& snapshots_;
    NameSource& names_;
};

} // namespace bayme::reports

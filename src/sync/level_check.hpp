// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sync/report_pass.hpp"

namespace bayme::sync {

struct LevelPorts {
    storage::Database& database;
    storage::ReportMemory& memory;
    snapshots::Snapshots& snapshots;
};

/// Holds the closed days that a pass has fetched against the account's own. A day on which a level
/// adds up to something else is fetched again at both levels, once; a difference that stays is
/// written down and shown, one that is gone is forgotten.
Result<void> check_levels(const LevelPorts& ports, ReportPass& pass,
                          const std::vector<PlannedCall>& calls);

} // namespace bayme::sync

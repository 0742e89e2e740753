// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"
#include "snapshots/duckdb/schema.hpp"
#include "snapshots/snapshots.hpp"

#include <string>
#include <vector>

namespace bayme::snapshots {

/// Each in one transaction; see Snapshots for what they promise.
Result<std::int64_t> thin_history(Connection& connection, const std::vector<FactTable>& tables,
                                  Instant now, const std::vector<Instant>& pins);
Result<std::int64_t> expire_days(Connection& connection, const std::vector<FactTable>& tables,
                                 const ExpiryCuts& cuts);
Result<std::vector<std::string>> find_faults(Connection& connection,
                                             const std::vector<FactTable>& tables);

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"
#include "snapshots/duckdb/schema.hpp"
#include "snapshots/query.hpp"

#include <stop_token>

namespace bayme::snapshots {

/// Answers a checked query, facts and ledger from one state of the file.
Result<Table> read_table(Connection& connection, const FactTable& table, const Query& query,
                         std::stop_token stop);

/// See Snapshots::history; checked.
Result<FactHistory> read_history(Connection& connection, const FactTable& table,
                                 const HistoryQuery& query);

} // namespace bayme::snapshots

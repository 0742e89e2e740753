// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"
#include "snapshots/duckdb/moments.hpp"
#include "snapshots/ladder.hpp"
#include "snapshots/query.hpp"

#include <functional>
#include <string>
#include <vector>

namespace bayme::snapshots {

/// The cells of these windows as of the moments found for the query; by cube, account and day.
Result<std::vector<Cell>> read_cells(Connection& connection, const CellQuery& query,
                                     const Moments& moments);

/// Only what an answer says of them: account, day, state, facts_at and currency. Far cheaper.
Result<std::vector<Cell>> read_cell_states(Connection& connection, const CellQuery& query,
                                           const Moments& moments);

/// See Snapshots::glance.
Result<void> glance_cells(Connection& connection, const CellQuery& query,
                          const std::function<void(const CellGlance&)>& see);

/// One cube of one account.
Result<std::vector<Cell>> standing_cells(Connection& connection, const Cube& cube,
                                         ObjectNumber advertiser, const DayRange& days);

/// Days of the cube and account whose cell of this run was superseded after `since`.
Result<std::vector<Day>> earlier_days_of_run(Connection& connection, const Cube& cube,
                                             ObjectNumber advertiser, const RunId& run,
                                             Instant since);

/// Makes `fresh` the cells of their days and moves `earlier`, the cells that stood, to history.
Result<void> replace_cells(Connection& connection, const Cube& cube, ObjectNumber advertiser,
                           const std::vector<Cell>& earlier, const std::vector<Cell>& fresh,
                           Instant observed_at);

/// The store's last publish; the beginning of time when there is none.
Result<Instant> last_observed(Connection& connection);

Result<Ladder> read_ladder(Connection& connection);
Result<void> write_ladder(Connection& connection, const Ladder& ladder);
/// Keeps observed_at rising over a store whose newest cells expire.
Result<void> write_instant_floor(Connection& connection, Instant floor);

} // namespace bayme::snapshots

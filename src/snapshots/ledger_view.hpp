// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/query.hpp"

#include <vector>

namespace bayme::snapshots {

/// Holds the cells of an answer's windows against the windows asked for.
LedgerView view_of(const std::vector<Cell>& cells, const Query& query);

/// Which currencies the facts of these cells are in.
std::vector<AccountCurrency> currencies_of(const std::vector<Cell>& cells);

} // namespace bayme::snapshots

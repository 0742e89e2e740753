// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"
#include "snapshots/duckdb/schema.hpp"
#include "snapshots/fact_index.hpp"
#include "snapshots/snapshots.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace bayme::snapshots {

/// What stands against what came, fact by fact.
struct Comparison {
    std::vector<std::int64_t> leaving;          ///< rowids of facts that are superseded or ended
    std::vector<FactIndex::RowNumber> entering; ///< rows of the batch to append
    std::int64_t standing = 0;                  ///< facts in the range of days, leaving or not
    std::int64_t superseded = 0;
    std::int64_t ended = 0;
    std::int64_t unchanged = 0;
};

/// Reads key and hash of the facts that stand on `days` and compares them with the batch in this
/// process, which is several times faster than in SQL (STACK 3.1).
Result<Comparison> compare(Connection& connection, const FactTable& table, const Publish& publish,
                           const FactIndex& index, const std::vector<std::uint64_t>& hashes,
                           const std::set<Day>& days);

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"
#include "snapshots/duckdb/schema.hpp"
#include "snapshots/fact_index.hpp"
#include "snapshots/snapshots.hpp"

#include <cstdint>
#include <vector>

namespace bayme::snapshots {

struct FactStamp {
    ObjectNumber advertiser;
    Instant observed_at;
};

/// Appends these rows of the publish to the cube's table, in the open transaction.
Result<void> append_facts(Connection& connection, const FactTable& table, const Publish& publish,
                          const std::vector<FactIndex::RowNumber>& rows,
                          const std::vector<std::uint64_t>& hashes, const FactStamp& stamp);

/// Makes these rowids the content of the session's table `leaving`.
Result<void> stage_leaving(Connection& connection, const std::vector<std::int64_t>& rowids);

} // namespace bayme::snapshots

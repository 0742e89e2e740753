// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/cube.hpp"
#include "snapshots/duckdb/engine.hpp"
#include "snapshots/metrics.hpp"
#include "snapshots/query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::snapshots {

/// How one cube lies in the file: `name` holds the facts that stand, `history` the earlier ones
/// with their superseded_at. Both begin with the same columns: advertiser_id, day, hour where there
/// is one, the ids, row_hash, observed_at; history goes on with superseded_at; then the metrics.
struct FactTable {
    Cube cube;
    std::string name;
    std::string history;
    std::vector<std::string> fixed; ///< from advertiser_id to observed_at
    /// In the file's own order; nothing for a column this build has no metric for.
    std::vector<std::optional<MetricIndex>> metrics;
    std::vector<std::string> metric_columns;

    [[nodiscard]] std::string object_column() const; ///< "campaign_id"; "advertiser_id" at the top
    /// Every column that both tables have, comma between.
    [[nodiscard]] std::string shared_columns() const;
};

std::string column_name(Column column);
std::vector<Column> id_columns(const Cube& cube);

/// Makes what is missing in the file and in the writing session, and says how every cube lies.
Result<std::vector<FactTable>> prepare_schema(Connection& connection);

} // namespace bayme::snapshots

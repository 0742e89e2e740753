// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/comparison.hpp"
#include "snapshots/duckdb/engine.hpp"
#include "snapshots/duckdb/schema.hpp"
#include "snapshots/snapshots.hpp"

#include <set>
#include <vector>

namespace bayme::snapshots {

/// One publish into one cube, in one transaction: compare, move what leaves to history, append what
/// enters, replace the cells. Used once, by the thread that holds the writing connection.
class Publisher {
public:
    Publisher(Connection& connection, const FactTable& table, const Publish& publish,
              ObjectNumber advertiser, Instant observed_at)
        : connection_(connection), table_(table), publish_(publish), advertiser_(advertiser),
          observed_at_(observed_at) {}

    Result<PublishOutcome> run(const FactIndex& index);

private:
    Result<std::vector<Cell>> fresh_cells();
    Result<void> move_to_history(const Comparison& comparison, const std::set<Day>& days);
    Result<void> retire(const std::string& condition);
    void count_rows(std::vector<Cell>& cells) const;

    Connection& connection_;
    const FactTable& table_;
    const Publish& publish_;
    ObjectNumber advertiser_;
    Instant observed_at_;
    std::vector<Cell> earlier_; ///< the cells that stand and will not
    PublishOutcome outcome_;
};

} // namespace bayme::snapshots

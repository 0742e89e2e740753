// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"
#include "snapshots/query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::snapshots {

/// Which rows of which account and days a statement reads.
std::string scope_sql(const std::vector<AdvertiserId>& advertisers, const DayRange& days);

/// As of when each window of a read is taken: now, one moment for all, or, where versions were
/// thinned, for each window the last moment that is still whole.
class Moments {
public:
    /// Reads the ladder and, only where it matters, the windows.
    static Result<Moments> find(Connection& connection, const CellQuery& query);

    /// What stands in `standing` and `history` within the scope at those moments, to put after
    /// FROM.
    [[nodiscard]] std::string source(const std::string& standing, const std::string& history,
                                     const std::string& columns, const std::string& scope) const;
    /// See Table::resolved_to.
    [[nodiscard]] std::optional<Instant> resolved_to() const { return resolved_to_; }

private:
    std::optional<Instant> one_;
    std::string kept_; ///< VALUES of (account, day, moment); empty unless thinned
    std::optional<Instant> resolved_to_;
};

} // namespace bayme::snapshots

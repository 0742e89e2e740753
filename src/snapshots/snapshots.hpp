// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/cell.hpp"
#include "snapshots/facts.hpp"
#include "snapshots/query.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace bayme::snapshots {

/// All windows of one platform call: one account, one cube, one cell per day.
struct Publish {
    RunId run;
    AdvertiserId advertiser;
    Cube cube;
    std::vector<Cell> cells; ///< the fetcher's part filled in
    FactBatch facts;         ///< the whole facts of the cells that carry facts, none of the others
    /// Asked once nothing else can be published before this is: an error is the publish's answer
    /// and nothing changes. A worker that lost its job says so here.
    std::function<Result<void>()> still_wanted = {};
};

struct PublishOutcome {
    std::int64_t rows = 0;       ///< facts handed in
    std::int64_t inserted = 0;   ///< keys that had no fact
    std::int64_t superseded = 0; ///< facts whose values changed: the earlier ones are history
    std::int64_t ended = 0;      ///< facts that are gone: history
    std::int64_t unchanged = 0;  ///< nothing written
    std::int64_t replayed = 0;   ///< windows this run had published before: left alone
    Instant observed_at;
};

/// Facts and cells of days before these are deleted, history included.
struct ExpiryCuts {
    Day day_facts_before;
    Day hour_facts_before;
};

/// Report facts and their ledger. A fact that changes is superseded, not overwritten. Calls block;
/// safe from any thread; publishes go one after another, reads beside them see whole publishes.
///
/// Errors: invalid_input (the caller's publish or query makes no sense); unavailable (reason
/// "stopped"); conflict (reason "folder_in_use"); internal (reason "disk_full", "io", "memory",
/// "corrupt" or "sql").
class Snapshots {
public:
    virtual ~Snapshots() = default;

    /// Makes the facts of each window what `facts` holds: one transaction, durable when it returns.
    /// observed_at is later than every earlier one even when the clock steps back. A window this
    /// run published within the last two days is left as it is.
    /// @return invalid_input with reason "fact_twice", "fact_outside" (its day has no cell that
    ///         carries facts), "fact_key" (an id or hour the cube does not have or lacks) or
    ///         "cell_twice".
    virtual Result<PublishOutcome> publish(const Publish& publish) = 0;

    /// Sums by groups. `stop` ends it early with "stopped".
    virtual Result<Table> read(const Query& query, std::stop_token stop = {}) = 0;

    /// Every cell there is; a window without one was never fetched.
    virtual Result<std::vector<Cell>> cells(const CellQuery& query) = 0;

    /// Shows every standing cell of the query in few bytes and in no order: for who looks over
    /// millions. `as_of` is left aside.
    virtual Result<void> glance(const CellQuery& query,
                                const std::function<void(const CellGlance&)>& see) = 0;

    /// The lives of facts, as far as versions are kept.
    /// @return invalid_input for a cube by hour or a metric that is not fetched.
    virtual Result<FactHistory> history(const HistoryQuery& query) = 0;

    /// Drops the versions that the ladder of DESIGN 6.3 lets go: all are kept 48 hours, those of a
    /// full hour 14 days, those at the end of day 0, 1, 3, 7, 28 and 90 for good, and what stood at
    /// a pinned moment while it is pinned.
    /// @return the number of facts dropped.
    virtual Result<std::int64_t> thin(Instant now, const std::vector<Instant>& pins) = 0;

    /// @return the number of facts dropped, history included.
    virtual Result<std::int64_t> expire(const ExpiryCuts& cuts) = 0;

    /// What a healthy store never has, as sentences: a key twice, a fact without its cell, versions
    /// that overlap, a cell that counts other rows than stand. Reads everything.
    virtual Result<std::vector<std::string>> check() = 0;
};

} // namespace bayme::snapshots

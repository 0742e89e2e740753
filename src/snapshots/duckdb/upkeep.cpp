// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/upkeep.hpp"

#include "base/failpoint.hpp"
#include "snapshots/duckdb/ledger.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace bayme::snapshots {
namespace {

Failpoint thinned{"snapshots.thin.staged"};
Failpoint expired{"snapshots.expire.staged"};

constexpr std::int64_t hour_micros = 3'600'000'000;
constexpr std::int64_t day_micros = 24 * hour_micros;

std::int64_t micros(Instant instant) {
    return instant.time_since_epoch().count();
}

/// Where the ladder stands after this thinning. A pin holds only if it was there before anything
/// around it could have been thinned.
Ladder next_ladder(const Ladder& before, Instant now, const std::vector<Instant>& pins) {
    Ladder ladder;
    ladder.all_from = std::max(before.all_from, now - Ladder::keep_all);
    ladder.hours_from = std::max(before.hours_from, now - Ladder::keep_hourly);
    for (const auto pin : pins) {
        if (pin >= before.all_from || std::ranges::count(before.pins, pin) != 0) {
            ladder.pins.push_back(pin);
        }
    }
    return ladder;
}

/// True for history rows h, joined with their window's cell c, that no rung of the ladder keeps.
std::string unkept(const Ladder& ladder) {
    const auto stood_at = [](std::string_view moment) {
        return fmt::format("(h.observed_at <= {0} AND h.superseded_at > {0})", moment);
    };
    std::vector<std::string> rungs{
        fmt::format("h.superseded_at > {}", micros(ladder.all_from)),
        fmt::format("(h.superseded_at > {} AND (h.superseded_at - 1) // {} * {} >= h.observed_at)",
                    micros(ladder.hours_from), hour_micros, hour_micros)};
    for (const int days : Ladder::day_ends) {
        rungs.push_back(stood_at(
            fmt::format("((h.day - DATE '1970-01-01' + {}) * {} - c.utc_offset::BIGINT * 1000000)",
                        days + 1, day_micros)));
    }
    for (const auto pin : ladder.pins) {
        rungs.push_back(stood_at(fmt::to_string(micros(pin))));
    }
    return fmt::format("NOT ({})", fmt::join(rungs, " OR "));
}

Result<std::int64_t> changed(Connection& connection, const std::string& sql) {
    BAYME_TRY(auto rows, connection.query(sql));
    return rows.number();
}

/// Adds one sentence when the statement, which counts something, counts any.
Result<void> note(Connection& connection, std::vector<std::string>& faults, const std::string& sql,
                  const std::string& sentence) {
    BAYME_TRY(const auto count, changed(connection, sql));
    if (count != 0) {
        faults.push_back(fmt::format("{}: {}", sentence, count));
    }
    return {};
}

Result<void> check_table(Connection& connection, const FactTable& table,
                         std::vector<std::string>& faults) {
    const auto key =
        fmt::format("advertiser_id, day, {}{}", table.cube.grain == Grain::hour ? "hour, " : "",
                    table.object_column() == "advertiser_id" ? "1" : table.object_column());
    BAYME_CHECK(note(connection, faults,
                     fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} GROUP BY {} HAVING "
                                 "count(*) > 1)",
                                 table.name, key),
                     fmt::format("{} holds keys twice", table.name)));
    BAYME_CHECK(note(
        connection, faults,
        fmt::format("WITH counted AS (SELECT advertiser_id, day, count(*) AS n FROM {0} GROUP BY "
                    "ALL) SELECT count(*) FROM counted FULL JOIN (SELECT advertiser_id, day, "
                    "fact_count FROM cells WHERE cube = '{0}' AND fact_count > 0) c USING "
                    "(advertiser_id, day) WHERE coalesce(n, 0) <> coalesce(fact_count, 0)",
                    table.name),
        fmt::format("{} holds other facts than its cells count", table.name)));
    return note(connection, faults,
                fmt::format("WITH versions AS (SELECT {0}, observed_at, superseded_at FROM {1} "
                            "UNION ALL SELECT {0}, observed_at, {4}::BIGINT FROM {2}), ordered AS "
                            "(SELECT observed_at, superseded_at, lag(superseded_at) OVER "
                            "(PARTITION BY {3} ORDER BY observed_at) AS before FROM versions) "
                            "SELECT count(*) FROM ordered WHERE before > observed_at OR "
                            "superseded_at <= observed_at",
                            fmt::join(table.fixed, ", "), table.history, table.name, key,
                            std::numeric_limits<std::int64_t>::max()),
                fmt::format("{} holds versions that overlap", table.history));
}

} // namespace

Result<std::int64_t> thin_history(Connection& connection, const std::vector<FactTable>& tables,
                                  Instant now, const std::vector<Instant>& pins) {
    BAYME_TRY(auto transaction, EngineTransaction::begin(connection));
    BAYME_TRY(const auto before, read_ladder(connection));
    const auto ladder = next_ladder(before, now, pins);
    const auto drop = [&](const std::string& history, const std::string& match) {
        return changed(connection,
                       fmt::format("DELETE FROM {0} WHERE rowid IN (SELECT h.rowid FROM {0} h JOIN "
                                   "cells c ON c.advertiser_id = h.advertiser_id AND c.day = h.day "
                                   "AND c.cube = {1} WHERE {2})",
                                   history, match, unkept(ladder)));
    };
    std::int64_t dropped = 0;
    for (const auto& table : tables) {
        BAYME_TRY(const auto count, drop(table.history, fmt::format("'{}'", table.name)));
        dropped += count;
    }
    BAYME_CHECK(drop("cell_history", "h.cube"));
    BAYME_CHECK(write_ladder(connection, ladder));
    BAYME_CHECK(thinned.reach());
    BAYME_CHECK(transaction.commit());
    return dropped;
}

Result<std::int64_t> expire_days(Connection& connection, const std::vector<FactTable>& tables,
                                 const ExpiryCuts& cuts) {
    BAYME_TRY(auto transaction, EngineTransaction::begin(connection));
    BAYME_TRY(const auto newest, last_observed(connection));
    std::int64_t dropped = 0;
    for (const auto& table : tables) {
        const auto before =
            fmt::format("day < DATE '{}'", (table.cube.grain == Grain::hour ? cuts.hour_facts_before
                                                                            : cuts.day_facts_before)
                                               .text());
        for (const auto& name : {table.name, table.history}) {
            BAYME_TRY(const auto count,
                      changed(connection, fmt::format("DELETE FROM {} WHERE {}", name, before)));
            dropped += count;
        }
        for (const auto* const name : {"cells", "cell_history"}) {
            BAYME_CHECK(changed(connection, fmt::format("DELETE FROM {} WHERE cube = '{}' AND {}",
                                                        name, table.name, before)));
        }
    }
    BAYME_CHECK(write_instant_floor(connection, newest));
    BAYME_CHECK(expired.reach());
    BAYME_CHECK(transaction.commit());
    return dropped;
}

Result<std::vector<std::string>> find_faults(Connection& connection,
                                             const std::vector<FactTable>& tables) {
    BAYME_TRY(auto transaction, EngineTransaction::begin(connection));
    std::vector<std::string> faults;
    BAYME_CHECK(note(connection, faults,
                     "SELECT count(*) FROM (SELECT 1 FROM cells GROUP BY cube, advertiser_id, day "
                     "HAVING count(*) > 1)",
                     "windows with two cells"));
    for (const auto& table : tables) {
        BAYME_CHECK(check_table(connection, table, faults));
    }
    BAYME_CHECK(transaction.commit());
    return faults;
}

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/schema.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>

namespace bayme::snapshots {
namespace {

constexpr const char* cell_columns = R"(
    cube VARCHAR NOT NULL, advertiser_id UBIGINT NOT NULL, day DATE NOT NULL,
    state VARCHAR NOT NULL, proof VARCHAR NOT NULL, total_number BIGINT, totals VARCHAR NOT NULL,
    request_ids VARCHAR NOT NULL, fetched_at BIGINT NOT NULL, reason VARCHAR NOT NULL,
    currency VARCHAR NOT NULL, utc_offset INTEGER NOT NULL, run_id VARCHAR NOT NULL,
    fact_count BIGINT NOT NULL, facts_at BIGINT, observed_at BIGINT NOT NULL)";

/// store_marks: instants (microseconds) and numbers the store keeps about itself, by name.
/// leaving: rowids of one publish. Made once a session: an appender to a table that was replaced
/// within the transaction has columns without memory (1.5.6).
constexpr const char* small_tables = R"(
    CREATE TABLE IF NOT EXISTS store_marks (name VARCHAR NOT NULL, value BIGINT NOT NULL);
    CREATE TABLE IF NOT EXISTS pins (moment BIGINT NOT NULL);
    CREATE TEMP TABLE leaving (id BIGINT);)";

std::string definition(const FactTable& table, bool with_superseded) {
    std::string text = "advertiser_id UBIGINT NOT NULL, day DATE NOT NULL";
    if (table.cube.grain == Grain::hour) {
        text += ", hour TINYINT NOT NULL";
    }
    for (const auto column : id_columns(table.cube)) {
        text += fmt::format(", {} UBIGINT NOT NULL", column_name(column));
    }
    text += ", row_hash UBIGINT NOT NULL, observed_at BIGINT NOT NULL";
    return with_superseded ? text + ", superseded_at BIGINT NOT NULL" : text;
}

using ColumnNames = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Every table's columns in the file's order.
Result<ColumnNames> read_columns(Connection& connection) {
    BAYME_TRY(auto rows, connection.query("SELECT table_name, column_name FROM duckdb_columns() "
                                          "WHERE NOT internal ORDER BY table_name, column_index"));
    ColumnNames names;
    while (const auto chunk = rows.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            names[chunk->text(0, row)].push_back(chunk->text(1, row));
        }
    }
    return names;
}

/// Makes the table, or gives one that an older build made the metrics that came since.
Result<void> make_table(Connection& connection, const std::string& name,
                        const std::string& fixed_columns, const Cube& cube,
                        std::vector<std::string>& present) {
    std::string sql =
        present.empty() ? fmt::format("CREATE TABLE {} ({}", name, fixed_columns) : std::string{};
    const bool is_new = present.empty();
    for (const auto index : fetched_metrics(cube)) {
        const auto metric_name = metric(index).name;
        if (is_new) {
            sql += fmt::format(", {} BIGINT", metric_name);
        } else if (std::ranges::find(present, metric_name) == present.end()) {
            sql += fmt::format("ALTER TABLE {} ADD COLUMN {} BIGINT;", name, metric_name);
        } else {
            continue;
        }
        present.emplace_back(metric_name);
    }
    return sql.empty() ? Result<void>{} : connection.run(is_new ? sql + ")" : sql);
}

Result<FactTable> make_cube(Connection& connection, const Cube& cube, ColumnNames& present) {
    FactTable table{cube, std::string{cube.name}, fmt::format("{}_history", cube.name), {}, {}, {}};
    table.fixed = {"advertiser_id", "day"};
    if (cube.grain == Grain::hour) {
        table.fixed.emplace_back("hour");
    }
    for (const auto column : id_columns(cube)) {
        table.fixed.push_back(column_name(column));
    }
    table.fixed.insert(table.fixed.end(), {"row_hash", "observed_at"});
    auto& columns = present[table.name];
    const bool is_new = columns.empty();
    BAYME_CHECK(make_table(connection, table.name, definition(table, false), cube, columns));
    BAYME_CHECK(make_table(connection, table.history, definition(table, true), cube,
                           present[table.history]));
    if (!is_new) {
        columns.erase(columns.begin(),
                      columns.begin() + static_cast<std::ptrdiff_t>(table.fixed.size()));
    }
    table.metric_columns = columns;
    for (const auto& name : columns) {
        table.metrics.push_back(find_metric(name));
    }
    return table;
}

} // namespace

std::string column_name(Column column) {
    switch (column) {
    case Column::day:
    case Column::hour:
        return std::string{to_string(column)};
    default:
        return fmt::format("{}_id", to_string(column));
    }
}

std::vector<Column> id_columns(const Cube& cube) {
    std::vector<Column> columns;
    for (const auto column : {Column::campaign, Column::adgroup, Column::ad}) {
        if (has_column(cube, column)) {
            columns.push_back(column);
        }
    }
    return columns;
}

std::string FactTable::object_column() const {
    const auto ids = id_columns(cube);
    return column_name(ids.empty() ? Column::advertiser : ids.back());
}

std::string FactTable::shared_columns() const {
    return fmt::format("{}, {}", fmt::join(fixed, ", "), fmt::join(metric_columns, ", "));
}

Result<std::vector<FactTable>> prepare_schema(Connection& connection) {
    BAYME_TRY(auto transaction, EngineTransaction::begin(connection));
    BAYME_CHECK(connection.run(small_tables));
    BAYME_CHECK(connection.run(fmt::format(
        "CREATE TABLE IF NOT EXISTS cells ({0}); CREATE TABLE IF NOT EXISTS cell_history ({0}, "
        "superseded_at BIGINT NOT NULL)",
        cell_columns)));
    BAYME_TRY(auto present, read_columns(connection));
    std::vector<FactTable> tables;
    for (const auto& cube : cubes()) {
        BAYME_TRY(auto table, make_cube(connection, cube, present));
        tables.push_back(std::move(table));
    }
    BAYME_CHECK(transaction.commit());
    return tables;
}

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#include "plain_tables.hpp"

#include "made_facts.hpp"

#include <cstdlib>
#include <iostream>

namespace bayme::bench {
namespace {

void check(bool good, const char* what) {
    if (!good) {
        std::cerr << "plain tables: " << what << '\n';
        std::abort();
    }
}

} // namespace

PlainTables::PlainTables(const std::filesystem::path& folder) {
    std::string columns =
        "advertiser_id BIGINT, day INTEGER, campaign_id BIGINT, adgroup_id BIGINT, "
        "ad_id BIGINT";
    std::string marks = "?1, ?2, ?3, ?4, ?5";
    int number = 5;
    for (const auto index : made_metrics()) {
        columns += fmt::format(", {} BIGINT", snapshots::metric(index).name);
        marks += fmt::format(", ?{}", ++number);
    }
    check(duckdb_open((folder / "plain.duckdb").c_str(), &database_) == DuckDBSuccess, "open");
    check(duckdb_connect(database_, &connection_) == DuckDBSuccess, "connect");
    check(duckdb_query(connection_, "SET threads = 1", nullptr) == DuckDBSuccess, "threads");
    const auto table = fmt::format("CREATE TABLE plain ({})", columns);
    check(duckdb_query(connection_, table.c_str(), nullptr) == DuckDBSuccess, "table");
    check(duckdb_appender_create(connection_, nullptr, "plain", &appender_) == DuckDBSuccess,
          "appender");
    check(sqlite3_open((folder / "plain.sqlite").c_str(), &sqlite_) == SQLITE_OK, "open");
    run("PRAGMA synchronous = OFF");
    run("PRAGMA cache_size = -262144");
    run(table);
    run("BEGIN");
    const auto insert = fmt::format("INSERT INTO plain VALUES ({})", marks);
    check(sqlite3_prepare_v2(sqlite_, insert.c_str(), -1, &insert_, nullptr) == SQLITE_OK,
          "insert");
}

PlainTables::~PlainTables() {
    sqlite3_finalize(insert_);
    sqlite3_close(sqlite_);
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
}

void PlainTables::run(const std::string& sql) {
    check(sqlite3_exec(sqlite_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sql.c_str());
}

void PlainTables::add(std::uint64_t account, const snapshots::FactBatch& facts) {
    for (std::size_t row = 0; row < facts.rows(); ++row) {
        const auto& key = facts.keys[row];
        int place = 0;
        const auto put = [&](std::int64_t value) {
            duckdb_append_int64(appender_, value);
            sqlite3_bind_int64(insert_, ++place, value);
        };
        put(static_cast<std::int64_t>(account));
        put(key.day.number());
        put(static_cast<std::int64_t>(key.campaign));
        put(static_cast<std::int64_t>(key.adgroup));
        put(static_cast<std::int64_t>(key.ad));
        for (const auto value : facts.row(row)) {
            put(value);
        }
        check(duckdb_appender_end_row(appender_) == DuckDBSuccess, "append");
        check(sqlite3_step(insert_) == SQLITE_DONE, "insert");
        sqlite3_reset(insert_);
    }
}

void PlainTables::finish() {
    check(duckdb_appender_destroy(&appender_) == DuckDBSuccess, "append");
    check(duckdb_query(connection_, "CHECKPOINT", nullptr) == DuckDBSuccess, "checkpoint");
    run("COMMIT");
    run("CREATE INDEX by_window ON plain (advertiser_id, day)");
    run("ANALYZE");
}

std::size_t PlainTables::duckdb(const std::string& sql) {
    duckdb_result result{};
    check(duckdb_query(connection_, sql.c_str(), &result) == DuckDBSuccess, sql.c_str());
    std::size_t rows = 0;
    while (auto* chunk = duckdb_fetch_chunk(result)) {
        rows += duckdb_data_chunk_get_size(chunk);
        duckdb_destroy_data_chunk(&chunk);
    }
    duckdb_destroy_result(&result);
    return rows;
}

std::size_t PlainTables::sqlite(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(sqlite_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK,
          sql.c_str());
    std::size_t rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            sqlite3_column_int64(statement, column);
        }
        ++rows;
    }
    sqlite3_finalize(statement);
    return rows;
}

} // namespace bayme::bench

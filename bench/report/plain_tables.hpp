// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/facts.hpp"

#include <duckdb.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace bayme::bench {

/// What one would write without versions: a table `plain` of the rows that stand, sorted by account
/// and day, in a DuckDB file and in a SQLite file with an index on both. Aborts on any error.
class PlainTables {
public:
    explicit PlainTables(const std::filesystem::path& folder);
    PlainTables(const PlainTables&) = delete;
    PlainTables& operator=(const PlainTables&) = delete;
    ~PlainTables();

    void add(std::uint64_t account, const snapshots::FactBatch& facts);
    void finish();

    /// @return the number of rows, each fetched and looked at.
    std::size_t duckdb(const std::string& sql);
    std::size_t sqlite(const std::string& sql);

private:
    void run(const std::string& sql);

    duckdb_database database_ = nullptr;
    duckdb_connection connection_ = nullptr;
    duckdb_appender appender_ = nullptr;
    sqlite3* sqlite_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

} // namespace bayme::bench

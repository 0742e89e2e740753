// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/database.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace bayme::storage {

/// How long a statement waits for another process that has the file.
inline constexpr int busy_milliseconds = 5000;

/// One connection to the file with the statements prepared on it. Used by one thread at a time.
/// Only src/storage/sqlite_*.cpp may include this header.
class SqliteConnection {
public:
    enum class Use { write, read };
    enum class Durability { full, none };

    static Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& path,
                                                          Use use, Durability durability);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection();

    /// Steps a statement to its end. @return its rows, empty for one that changes something.
    Result<std::vector<Row>> query(const char* sql, std::span<const Value> values);
    /// Any number of statements, neither kept nor bound.
    Result<void> execute(const std::string& sql);
    [[nodiscard]] std::int64_t changes() const;
    /// False after SQLite rolled back by itself, as it does when the disk is full.
    [[nodiscard]] bool in_transaction() const;

private:
    struct Statement {
        sqlite3_stmt* handle = nullptr;
        std::vector<int> positions; ///< $1 is bound at positions[0]; SQLite counts by appearance
    };

    explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
    Result<Statement*> prepare(const char* sql);
    Result<void> bind(const Statement& statement, std::span<const Value> values);
    Error error(int code) const;

    sqlite3* handle_;
    std::unordered_map<const char*, Statement> statements_;
};

} // namespace bayme::storage

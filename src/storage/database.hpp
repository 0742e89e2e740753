// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "storage/migrations.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bayme::storage {

/// Bytes, as opposed to text.
struct Blob {
    std::string bytes;

    bool operator==(const Blob&) const = default;
};

using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// Turns what the records hold into a column value; an empty optional becomes NULL.
inline Value value(std::optional<std::string> text) {
    return text ? Value{*std::move(text)} : Value{};
}
inline Value value(Instant instant) {
    return Value{instant.time_since_epoch().count()};
}
inline Value value(std::optional<Instant> instant) {
    return instant ? value(*instant) : Value{};
}

/// One result row. A column of another type than asked for is an internal error of the program and
/// throws std::logic_error: the schema is STRICT.
class Row {
public:
    explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

    [[nodiscard]] bool is_null(std::size_t column) const;
    [[nodiscard]] std::int64_t integer(std::size_t column) const;
    [[nodiscard]] const std::string& text(std::size_t column) const;
    [[nodiscard]] const std::string& blob(std::size_t column) const;
    [[nodiscard]] Instant instant(std::size_t column) const;
    [[nodiscard]] std::optional<std::string> optional_text(std::size_t column) const;
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::size_t column) const;
    [[nodiscard]] std::optional<Instant> optional_instant(std::size_t column) const;
    [[nodiscard]] std::size_t size() const { return values_.size(); }

private:
    std::vector<Value> values_;
};

/// A unit of reading or writing; rolled back when it dies uncommitted. Used by the thread that
/// began it. `sql` should be a constant: prepared statements are kept by its address. Parameters
/// are bound to $1, $2, … in order.
///
/// Errors: conflict (reason "unique", "foreign_key", "not_null", "check", "trigger"), after which
/// the transaction still stands; unavailable (reason "busy"); internal (reason "disk_full", "io",
/// "corrupt" or "sql"), after which nothing can be committed when the engine rolled back.
class Transaction {
public:
    virtual ~Transaction() = default;
    /// @return the number of rows changed.
    virtual Result<std::int64_t> run(const char* sql, std::span<const Value> values) = 0;
    virtual Result<std::vector<Row>> query(const char* sql, std::span<const Value> values) = 0;
    /// Committed means durable. Nothing may be called on it afterwards.
    virtual Result<void> commit() = 0;
    /// Runs after a successful commit, in order: waking workers, telling streams.
    virtual void after_commit(std::function<void()> action) = 0;

    Result<std::int64_t> run(const char* sql, std::initializer_list<Value> values = {}) {
        return run(sql, std::span{values.begin(), values.size()});
    }
    Result<std::vector<Row>> query(const char* sql, std::initializer_list<Value> values = {}) {
        return query(sql, std::span{values.begin(), values.size()});
    }
    /// The first row, or nothing.
    Result<std::optional<Row>> find(const char* sql, std::initializer_list<Value> values = {});
};

/// The state: SQLite in WAL mode with synchronous=FULL. Safe from any thread; a writing transaction
/// is BEGIN IMMEDIATE and waits for the one before it; readers never wait and see the state as of
/// begin_read. A thread holds at most one writing transaction; a second is refused, not waited for.
class Database {
public:
    /// Opens or makes the file (mode 0600); does not migrate. `path` ":memory:" gives a private one
    /// for tests, which is not durable. It outlives its transactions.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& path);
    virtual ~Database() = default;

    virtual Result<std::unique_ptr<Transaction>> begin_write() = 0;
    virtual Result<std::unique_ptr<Transaction>> begin_read() = 0;
    /// Applies the numbered migrations that are missing, each in its own transaction.
    /// @return the version reached; conflict with reason "newer_schema" when the file is newer.
    virtual Result<int> migrate(std::span<const Migration> migrations) = 0;
    /// With the migrations compiled into the program.
    Result<int> migrate();
    /// The highest migration applied, 0 for a new file.
    virtual Result<int> version() = 0;
    /// Empties the write-ahead log into the file, so that what was erased is gone from both.
    /// @return unavailable (reason "busy") while somebody still reads an older state.
    virtual Result<void> checkpoint() = 0;
};

} // namespace bayme::storage

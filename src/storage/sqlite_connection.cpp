// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/sqlite_connection.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace bayme::storage {
namespace {

const char* constraint_reason(int extended) {
    switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return "unique";
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return "foreign_key";
    case SQLITE_CONSTRAINT_NOTNULL:
        return "not_null";
    case SQLITE_CONSTRAINT_TRIGGER:
        return "trigger";
    default:
        return "check";
    }
}

const char* broken_reason(int extended, int system_errno) {
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return "disk_full";
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return system_errno == ENOSPC ? "disk_full" : "io";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "corrupt";
    default:
        return "sql";
    }
}

Value read_column(sqlite3_stmt* statement, int column) {
    const auto bytes = [&](const void* data) {
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        return size == 0 ? std::string{} : std::string{static_cast<const char*>(data), size};
    };
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return Value{std::int64_t{sqlite3_column_int64(statement, column)}};
    case SQLITE_NULL:
        return {};
    case SQLITE_BLOB:
        return Blob{bytes(sqlite3_column_blob(statement, column))};
    default:
        return bytes(sqlite3_column_text(statement, column));
    }
}

int bind_value(sqlite3_stmt* statement, int position, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, position, *integer);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return sqlite3_bind_text64(statement, position, text->data(), text->size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<Blob>(&value)) {
        return sqlite3_bind_blob64(statement, position, blob->bytes.data(), blob->bytes.size(),
                                   SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, position);
}

/// Bound texts are not copied, so no statement keeps them past the call.
class Rewind {
public:
    explicit Rewind(sqlite3_stmt* statement) : statement_(statement) {}
    Rewind(const Rewind&) = delete;
    Rewind& operator=(const Rewind&) = delete;
    ~Rewind() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

} // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& path,
                                                                 Use use, Durability durability) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    std::unique_ptr<SqliteConnection> connection{new SqliteConnection{handle}};
    if (code != SQLITE_OK) {
        return fail(connection->error(code).in(path.string()));
    }
    sqlite3_busy_timeout(handle, busy_milliseconds);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    std::string settings = "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;"
                           "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;";
    settings +=
        durability == Durability::full ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = OFF;";
    if (use == Use::read) {
        settings += "PRAGMA query_only = ON;";
    }
    if (auto set = connection->execute(settings); !set) {
        return fail(std::move(set).error().in(path.string()));
    }
    return connection;
}

SqliteConnection::~SqliteConnection() {
    for (auto& [sql, statement] : statements_) {
        sqlite3_finalize(statement.handle);
    }
    sqlite3_close(handle_);
}

Result<std::vector<Row>> SqliteConnection::query(const char* sql, std::span<const Value> values) {
    BAYME_TRY(auto* statement, prepare(sql));
    const Rewind rewind{statement->handle};
    BAYME_CHECK(bind(*statement, values));
    std::vector<Row> rows;
    int code = sqlite3_step(statement->handle);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement->handle)) {
        const int count = sqlite3_column_count(statement->handle);
        std::vector<Value> row;
        row.reserve(static_cast<std::size_t>(count));
        for (int column = 0; column < count; ++column) {
            row.push_back(read_column(statement->handle, column));
        }
        rows.emplace_back(std::move(row));
    }
    if (code != SQLITE_DONE) {
        return fail(error(code));
    }
    return rows;
}

Result<void> SqliteConnection::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return fail(error(code));
    }
    return {};
}

std::int64_t SqliteConnection::changes() const {
    return sqlite3_changes64(handle_);
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

Result<SqliteConnection::Statement*> SqliteConnection::prepare(const char* sql) {
    auto& statement = statements_[sql];
    // The text is compared as well: an address may be used again by another text.
    if (statement.handle != nullptr && std::string_view{sqlite3_sql(statement.handle)} == sql) {
        return &statement;
    }
    sqlite3_finalize(std::exchange(statement.handle, nullptr));
    statement.positions.clear();
    const int code =
        sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement.handle, nullptr);
    if (code != SQLITE_OK) {
        return fail(error(code));
    }
    const int count = sqlite3_bind_parameter_count(statement.handle);
    for (int number = 1; number <= count; ++number) {
        const auto name = fmt::format("${}", number);
        statement.positions.push_back(sqlite3_bind_parameter_index(statement.handle, name.c_str()));
    }
    return &statement;
}

Result<void> SqliteConnection::bind(const Statement& statement, std::span<const Value> values) {
    if (values.size() != statement.positions.size()) {
        return fail(Error{ErrorCode::internal,
                          fmt::format("{} values for {} parameters in: {}", values.size(),
                                      statement.positions.size(), sqlite3_sql(statement.handle))}
                        .because("sql"));
    }
    for (std::size_t index = 0; index < values.size(); ++index) {
        // Position 0 means a parameter that is not called $1, $2, …: SQLite answers out of range.
        const int code = bind_value(statement.handle, statement.positions[index], values[index]);
        if (code != SQLITE_OK) {
            return fail(error(code));
        }
    }
    return {};
}

Error SqliteConnection::error(int code) const {
    // SQLite's messages name tables and columns, never values.
    const std::string message = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_DATATYPE) {
            return Error{ErrorCode::internal, message, "sql"};
        }
        return Error{ErrorCode::conflict, message, constraint_reason(code)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error{ErrorCode::unavailable, message, "busy"};
    default:
        const int system = handle_ == nullptr ? 0 : sqlite3_system_errno(handle_);
        return Error{ErrorCode::internal, message, broken_reason(code, system)};
    }
}

} // namespace bayme::storage

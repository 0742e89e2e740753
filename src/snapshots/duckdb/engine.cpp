// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/engine.hpp"

#include <algorithm>
#include <utility>

namespace bayme::snapshots {
namespace {

/// Below this the file system cannot take the engine's next block.
constexpr std::uintmax_t least_free_bytes = 4U << 20U;

std::string_view reason_of(duckdb_error_type type) {
    switch (type) {
    case DUCKDB_ERROR_IO:
    case DUCKDB_ERROR_PERMISSION:
    case DUCKDB_ERROR_FATAL:
    case DUCKDB_ERROR_TRANSACTION: // with one writer nothing but the disk fails a commit
        return "io";
    case DUCKDB_ERROR_OUT_OF_MEMORY:
        return "memory";
    case DUCKDB_ERROR_SERIALIZATION:
    case DUCKDB_ERROR_INTERNAL:
        return "corrupt";
    default:
        return "sql";
    }
}

class Statement {
public:
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { duckdb_destroy_prepare(&statement_); }

    duckdb_prepared_statement* out() { return &statement_; }
    [[nodiscard]] duckdb_prepared_statement get() const { return statement_; }

private:
    duckdb_prepared_statement statement_ = nullptr;
};

duckdb_state bind(duckdb_prepared_statement statement, idx_t index, const Parameter& parameter) {
    if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
        return duckdb_bind_int64(statement, index, *number);
    }
    if (const auto* number = std::get_if<std::uint64_t>(&parameter)) {
        return duckdb_bind_uint64(statement, index, *number);
    }
    const auto& text = std::get<std::string>(parameter);
    return duckdb_bind_varchar_length(statement, index, text.data(), text.size());
}

} // namespace

bool Chunk::is_null(std::size_t column, std::size_t row) const {
    const auto* const validity = duckdb_vector_get_validity(vector(column));
    return validity != nullptr && (validity[row / 64] >> (row % 64) & 1U) == 0;
}

std::string Chunk::text(std::size_t column, std::size_t row) const {
    if (is_null(column, row)) {
        return {};
    }
    auto value = this->column<duckdb_string_t>(column)[row];
    return {duckdb_string_t_data(&value), duckdb_string_t_length(value)};
}

std::optional<Chunk> Rows::next() {
    auto* const chunk = duckdb_fetch_chunk(result_);
    return chunk == nullptr ? std::nullopt : std::optional<Chunk>{std::in_place, chunk};
}

std::int64_t Rows::number() {
    const auto chunk = next();
    return !chunk || chunk->rows() == 0 || chunk->is_null(0, 0) ? 0
                                                                : chunk->column<std::int64_t>(0)[0];
}

Result<std::unique_ptr<Engine>> Engine::open(const std::filesystem::path& file, int threads,
                                             std::int64_t memory_megabytes) {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    duckdb_set_config(config, "autoinstall_known_extensions", "false");
    duckdb_set_config(config, "autoload_known_extensions", "false");
    if (threads > 0) {
        duckdb_set_config(config, "threads", std::to_string(threads).c_str());
    }
    if (memory_megabytes > 0) {
        duckdb_set_config(config, "memory_limit", fmt::format("{}MB", memory_megabytes).c_str());
    }
    duckdb_database database = nullptr;
    char* text = nullptr;
    const auto state = duckdb_open_ext(file.c_str(), &database, config, &text);
    duckdb_destroy_config(&config);
    if (state != DuckDBSuccess) {
        Error error{ErrorCode::internal,
                    fmt::format("cannot open {}: {}", file.string(), text ? text : "no reason")};
        duckdb_free(text);
        return fail(std::move(error).because("io"));
    }
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
    return std::unique_ptr<Engine>(new Engine(database, folder));
}

Error Engine::error(duckdb_error_type type, const char* text) const {
    if (type == DUCKDB_ERROR_INTERRUPT) {
        return Error{ErrorCode::unavailable, "the query was stopped"}.because("stopped");
    }
    auto reason = reason_of(type);
    if (reason == "io") {
        std::error_code ignored;
        const auto space = std::filesystem::space(folder_, ignored);
        if (!ignored && space.available < least_free_bytes) {
            reason = "disk_full";
        }
    }
    return Error{ErrorCode::internal, fmt::format("snapshot store: {}", text ? text : "no reason")}
        .because(reason);
}

Result<std::unique_ptr<Connection>> Connection::open(const Engine& engine) {
    duckdb_connection connection = nullptr;
    if (duckdb_connect(engine.database(), &connection) != DuckDBSuccess) {
        return fail(engine.error(DUCKDB_ERROR_CONNECTION, "no connection"));
    }
    return std::unique_ptr<Connection>(new Connection(engine, connection));
}

Result<Rows> Connection::execute(duckdb_prepared_statement statement, std::stop_token stop) {
    duckdb_pending_result pending = nullptr;
    if (duckdb_pending_prepared(statement, &pending) != DuckDBSuccess) {
        auto error = engine_.error(DUCKDB_ERROR_EXECUTOR, duckdb_pending_error(pending));
        duckdb_destroy_pending(&pending);
        return fail(std::move(error));
    }
    // The query has begun, so an interrupt from here on cannot be lost; one before would be.
    const std::stop_callback interrupt{std::move(stop), [this] {
                                           duckdb_interrupt(connection_);
                                       }};
    duckdb_result result{};
    const auto state = duckdb_execute_pending(pending, &result);
    duckdb_destroy_pending(&pending);
    if (state != DuckDBSuccess) {
        auto error = engine_.error(duckdb_result_error_type(&result), duckdb_result_error(&result));
        duckdb_destroy_result(&result);
        return fail(std::move(error));
    }
    return Rows{result};
}

Result<Rows> Connection::query(const std::string& sql, std::initializer_list<Parameter> parameters,
                               std::stop_token stop) {
    Statement statement;
    if (duckdb_prepare(connection_, sql.c_str(), statement.out()) != DuckDBSuccess) {
        return fail(engine_.error(DUCKDB_ERROR_BINDER, duckdb_prepare_error(statement.get())));
    }
    idx_t index = 1;
    for (const auto& parameter : parameters) {
        if (bind(statement.get(), index++, parameter) != DuckDBSuccess) {
            return fail(engine_.error(DUCKDB_ERROR_PARAMETER_NOT_RESOLVED, sql.c_str()));
        }
    }
    return execute(statement.get(), std::move(stop));
}

Result<void> Connection::run(const std::string& sql) {
    duckdb_result result{};
    const auto state = duckdb_query(connection_, sql.c_str(), &result);
    Result<void> outcome;
    if (state != DuckDBSuccess) {
        outcome =
            fail(engine_.error(duckdb_result_error_type(&result), duckdb_result_error(&result)));
    }
    duckdb_destroy_result(&result);
    return outcome;
}

Result<void> close_ways_out(Connection& connection, int log_megabytes) {
    BAYME_CHECK(connection.run(
        fmt::format("SET checkpoint_threshold = '{}MB'", std::max(1, log_megabytes))));
    BAYME_CHECK(connection.run("SET enable_external_access = false"));
    return connection.run("SET lock_configuration = true");
}

Result<EngineTransaction> EngineTransaction::begin(Connection& connection) {
    BAYME_CHECK(connection.query("BEGIN TRANSACTION"));
    return EngineTransaction{connection};
}

EngineTransaction::~EngineTransaction() {
    if (connection_ != nullptr) {
        // A failed statement may have ended it already: there is nothing left to undo then.
        (void)connection_->query("ROLLBACK");
    }
}

Result<void> EngineTransaction::commit() {
    BAYME_CHECK(connection_->query("COMMIT"));
    connection_ = nullptr;
    return {};
}

} // namespace bayme::snapshots

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <duckdb.h>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

namespace bayme::snapshots {

using Parameter = std::variant<std::int64_t, std::uint64_t, std::string>;

/// Up to duckdb_vector_size() rows of an answer, by column.
class Chunk {
public:
    explicit Chunk(duckdb_data_chunk chunk) : chunk_(chunk) {}
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;
    Chunk(Chunk&& other) noexcept : chunk_(std::exchange(other.chunk_, nullptr)) {}
    Chunk& operator=(Chunk&&) = delete;
    ~Chunk() {
        if (chunk_ != nullptr) {
            duckdb_destroy_data_chunk(&chunk_);
        }
    }

    [[nodiscard]] std::size_t rows() const { return duckdb_data_chunk_get_size(chunk_); }
    /// T must be the column's own width: the statements of this room cast where it is not obvious.
    template <typename T>
    [[nodiscard]] const T* column(std::size_t index) const {
        return static_cast<const T*>(duckdb_vector_get_data(vector(index)));
    }
    [[nodiscard]] bool is_null(std::size_t column, std::size_t row) const;
    [[nodiscard]] std::string text(std::size_t column, std::size_t row) const;

private:
    [[nodiscard]] duckdb_vector vector(std::size_t index) const {
        return duckdb_data_chunk_get_vector(chunk_, index);
    }
    duckdb_data_chunk chunk_;
};

/// An answer, wholly in memory.
class Rows {
public:
    explicit Rows(duckdb_result result) : result_(result) {}
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows(Rows&& other) noexcept : result_(std::exchange(other.result_, {})) {}
    Rows& operator=(Rows&&) = delete;
    ~Rows() { duckdb_destroy_result(&result_); }

    std::optional<Chunk> next();
    /// The single whole number of an answer such as count(*) or of a changing statement; 0 for
    /// NULL.
    std::int64_t number();

private:
    duckdb_result result_;
};

/// The open file. One per file and process.
class Engine {
public:
    static Result<std::unique_ptr<Engine>> open(const std::filesystem::path& file, int threads,
                                                std::int64_t memory_megabytes);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine() { duckdb_close(&database_); }

    [[nodiscard]] duckdb_database database() const { return database_; }
    /// The reason is decided by the engine's error type and the free space, never by its text.
    [[nodiscard]] Error error(duckdb_error_type type, const char* text) const;

private:
    Engine(duckdb_database database, std::filesystem::path folder)
        : database_(database), folder_(std::move(folder)) {}
    duckdb_database database_;
    std::filesystem::path folder_;
};

/// One session of the engine; used by one thread at a time. Every statement is planned anew: a plan
/// that DuckDB 1.5 kept may rest on what the table held when it was made (duckdb/duckdb#23704).
class Connection {
public:
    static Result<std::unique_ptr<Connection>> open(const Engine& engine);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() { duckdb_disconnect(&connection_); }

    /// One statement. A stop ends it with unavailable "stopped".
    Result<Rows> query(const std::string& sql, std::initializer_list<Parameter> parameters = {},
                       std::stop_token stop = {});
    /// Statements without parameters, one after another.
    Result<void> run(const std::string& sql);

    [[nodiscard]] duckdb_connection get() const { return connection_; }
    [[nodiscard]] const Engine& engine() const { return engine_; }

private:
    Connection(const Engine& engine, duckdb_connection connection)
        : engine_(engine), connection_(connection) {}
    Result<Rows> execute(duckdb_prepared_statement statement, std::stop_token stop);

    const Engine& engine_;
    duckdb_connection connection_;
};

/// Tells the engine to open no other file and no connection, and locks its settings: by SQL and in
/// this order, otherwise it is not so (STACK 3.6).
Result<void> close_ways_out(Connection& connection, int log_megabytes);

/// Rolled back when it dies uncommitted.
class EngineTransaction {
public:
    static Result<EngineTransaction> begin(Connection& connection);
    EngineTransaction(const EngineTransaction&) = delete;
    EngineTransaction& operator=(const EngineTransaction&) = delete;
    EngineTransaction(EngineTransaction&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr)) {}
    EngineTransaction& operator=(EngineTransaction&&) = delete;
    ~EngineTransaction();

    Result<void> commit();

private:
    explicit EngineTransaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

} // namespace bayme::snapshots

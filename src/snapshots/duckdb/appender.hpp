// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/engine.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace bayme::snapshots {

/// Appends rows to one table, a chunk at a time and column by column, in the connection's open
/// transaction.
class Appender {
public:
    static Result<Appender> open(Connection& connection, const std::string& table);
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;
    Appender(Appender&& other) noexcept;
    Appender& operator=(Appender&&) = delete;
    ~Appender();

    /// The most rows of one chunk.
    [[nodiscard]] static std::size_t capacity() { return duckdb_vector_size(); }
    /// Where the chunk's values of a column go; T must be the column's own width.
    template <typename T>
    [[nodiscard]] T* column(std::size_t index) const {
        return static_cast<T*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, index)));
    }
    void set_null(std::size_t column, std::size_t row);
    void set_text(std::size_t column, std::size_t row, std::string_view text);

    /// Hands over the first `rows` of the chunk and empties it.
    Result<void> append(std::size_t rows);
    /// Everything appended is in the transaction.
    Result<void> finish();

private:
    Appender(const Engine& engine, duckdb_appender appender)
        : engine_(engine), appender_(appender) {}
    [[nodiscard]] Error error() const;

    const Engine& engine_;
    duckdb_appender appender_;
    duckdb_data_chunk chunk_ = nullptr;
};

} // namespace bayme::snapshots

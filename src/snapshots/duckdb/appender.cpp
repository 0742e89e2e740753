// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/appender.hpp"

#include <utility>
#include <vector>

namespace bayme::snapshots {

Result<Appender> Appender::open(Connection& connection, const std::string& table) {
    duckdb_appender raw = nullptr;
    const auto state = duckdb_appender_create(connection.get(), nullptr, table.c_str(), &raw);
    Appender appender{connection.engine(), raw};
    if (state != DuckDBSuccess) {
        return fail(appender.error());
    }
    std::vector<duckdb_logical_type> types;
    for (idx_t i = 0; i < duckdb_appender_column_count(raw); ++i) {
        types.push_back(duckdb_appender_column_type(raw, i));
    }
    appender.chunk_ = duckdb_create_data_chunk(types.data(), types.size());
    for (auto& type : types) {
        duckdb_destroy_logical_type(&type);
    }
    return appender;
}

Appender::Appender(Appender&& other) noexcept
    : engine_(other.engine_), appender_(std::exchange(other.appender_, nullptr)),
      chunk_(std::exchange(other.chunk_, nullptr)) {}

Appender::~Appender() {
    if (chunk_ != nullptr) {
        duckdb_destroy_data_chunk(&chunk_);
    }
    if (appender_ != nullptr) {
        duckdb_appender_destroy(&appender_);
    }
}

void Appender::set_null(std::size_t column, std::size_t row) {
    auto* const vector = duckdb_data_chunk_get_vector(chunk_, column);
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
}

void Appender::set_text(std::size_t column, std::size_t row, std::string_view text) {
    duckdb_vector_assign_string_element_len(duckdb_data_chunk_get_vector(chunk_, column), row,
                                            text.data(), text.size());
}

Result<void> Appender::append(std::size_t rows) {
    duckdb_data_chunk_set_size(chunk_, rows);
    if (duckdb_append_data_chunk(appender_, chunk_) != DuckDBSuccess) {
        return fail(error());
    }
    duckdb_data_chunk_reset(chunk_);
    return {};
}

Result<void> Appender::finish() {
    if (duckdb_appender_close(appender_) != DuckDBSuccess) {
        return fail(error());
    }
    return {};
}

Error Appender::error() const {
    auto* data = duckdb_appender_error_data(appender_);
    auto error = engine_.error(duckdb_error_data_error_type(data), duckdb_error_data_message(data));
    duckdb_destroy_error_data(&data);
    return error;
}

} // namespace bayme::snapshots

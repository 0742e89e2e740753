// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/database.hpp"

#include <stdexcept>

namespace bayme::storage {
namespace {

template <typename T>
const T& get(const std::vector<Value>& values, std::size_t column) {
    if (column >= values.size()) {
        throw std::logic_error(fmt::format("no column {} in a row of {}", column, values.size()));
    }
    const auto* found = std::get_if<T>(&values[column]);
    if (found == nullptr) {
        throw std::logic_error(fmt::format("column {} has another type", column));
    }
    return *found;
}

} // namespace

bool Row::is_null(std::size_t column) const {
    return column >= values_.size() || std::holds_alternative<std::monostate>(values_[column]);
}

std::int64_t Row::integer(std::size_t column) const {
    return get<std::int64_t>(values_, column);
}

const std::string& Row::text(std::size_t column) const {
    return get<std::string>(values_, column);
}

const std::string& Row::blob(std::size_t column) const {
    return get<Blob>(values_, column).bytes;
}

Instant Row::instant(std::size_t column) const {
    return Instant{microseconds{integer(column)}};
}

std::optional<std::string> Row::optional_text(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional{text(column)};
}

std::optional<std::int64_t> Row::optional_integer(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

std::optional<Instant> Row::optional_instant(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional{instant(column)};
}

Result<std::optional<Row>> Transaction::find(const char* sql, std::initializer_list<Value> values) {
    BAYME_TRY(auto rows, query(sql, values));
    if (rows.empty()) {
        return std::nullopt;
    }
    return std::move(rows.front());
}

} // namespace bayme::storage

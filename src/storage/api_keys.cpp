// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/api_keys.hpp"

#include <fmt/ranges.h>

namespace bayme::storage {
namespace {

constexpr const char* insert_key = "INSERT INTO api_keys (id, hash, label, created_by, permissions,"
                                   " accounts, created_at, expires_at, ended_at)"
                                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr const char* select_key = "SELECT id, hash, label, created_by, permissions, accounts,"
                                   " created_at, expires_at, ended_at FROM api_keys WHERE id = $1";
constexpr const char* select_by_hash =
    "SELECT id, hash, label, created_by, permissions, accounts, created_at, expires_at, ended_at"
    " FROM api_keys WHERE hash = $1";
constexpr const char* select_keys =
    "SELECT id, hash, label, created_by, permissions, accounts, created_at, expires_at, ended_at"
    " FROM api_keys ORDER BY created_at, id";
constexpr const char* update_end =
    "UPDATE api_keys SET ended_at = coalesce(ended_at, $2) WHERE id = $1";

/// Words without spaces, one space between them.
template <typename T>
std::vector<T> split_words(std::string_view text) {
    std::vector<T> words;
    while (!text.empty()) {
        const auto space = text.find(' ');
        words.emplace_back(text.substr(0, space));
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return words;
}

ApiKeyRecord read_key(const Row& row) {
    return {.id = ApiKeyId{row.text(0)},
            .hash = row.text(1),
            .label = row.text(2),
            .created_by = row.text(3),
            .permissions = split_words<std::string>(row.text(4)),
            .accounts = split_words<AdvertiserId>(row.text(5)),
            .created_at = row.instant(6),
            .expires_at = row.instant(7),
            .ended_at = row.optional_instant(8)};
}

Result<ApiKeyRecord> find_one(Transaction& transaction, const char* sql, std::string key) {
    BAYME_TRY(const auto row, transaction.find(sql, {std::move(key)}));
    if (!row) {
        return fail(ErrorCode::not_found, "no such API key");
    }
    return read_key(*row);
}

} // namespace

Result<void> SqlApiKeys::add(Transaction& transaction, const ApiKeyRecord& key) {
    BAYME_CHECK(transaction.run(insert_key, {key.id.text(), key.hash, key.label, key.created_by,
                                             fmt::format("{}", fmt::join(key.permissions, " ")),
                                             fmt::format("{}", fmt::join(key.accounts, " ")),
                                             value(key.created_at), value(key.expires_at),
                                             value(key.ended_at)}));
    return {};
}

Result<ApiKeyRecord> SqlApiKeys::find(Transaction& transaction, const ApiKeyId& id) {
    return find_one(transaction, select_key, id.text());
}

Result<ApiKeyRecord> SqlApiKeys::find_by_hash(Transaction& transaction, std::string_view hash) {
    return find_one(transaction, select_by_hash, std::string{hash});
}

Result<std::vector<ApiKeyRecord>> SqlApiKeys::list(Transaction& transaction) {
    BAYME_TRY(const auto rows, transaction.query(select_keys));
    std::vector<ApiKeyRecord> keys;
    for (const auto& row : rows) {
        keys.push_back(read_key(row));
    }
    return keys;
}

Result<void> SqlApiKeys::end(Transaction& transaction, const ApiKeyId& id, Instant at) {
    BAYME_TRY(const auto changed, transaction.run(update_end, {id.text(), value(at)}));
    if (changed != 1) {
        return fail(ErrorCode::not_found, "no such API key");
    }
    return {};
}

} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/vault_keys.hpp"

namespace bayme::storage {
namespace {

constexpr const char* select_key = "SELECT id, kek_id, purpose, subject, created_at, wrapped,"
                                   " commitment, ended_at FROM vault_keys WHERE id = $1";
constexpr const char* select_active =
    "SELECT id, kek_id, purpose, subject, created_at, wrapped, commitment, ended_at"
    " FROM vault_keys WHERE purpose = $1 AND subject = $2 AND ended_at IS NULL";
constexpr const char* insert_key = "INSERT INTO vault_keys (id, kek_id, purpose, subject,"
                                   " created_at, wrapped, commitment, ended_at)"
                                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr const char* destroy_key =
    "UPDATE vault_keys SET wrapped = NULL, commitment = NULL, ended_at = $2"
    " WHERE id = $1 AND ended_at IS NULL";
constexpr const char* count_keys = "SELECT count(*) FROM vault_keys";
constexpr const char* select_check =
    "SELECT deployment, kek_id, created_at, wrapped FROM vault_check";
constexpr const char* insert_check = "INSERT INTO vault_check (id, deployment, kek_id, created_at,"
                                     " wrapped) VALUES (1, $1, $2, $3, $4)";

std::optional<Blob> optional_blob(const Row& row, std::size_t column) {
    return row.is_null(column) ? std::nullopt : std::optional{Blob{row.blob(column)}};
}

Value optional_value(const std::optional<Blob>& blob) {
    return blob ? Value{*blob} : Value{};
}

Result<VaultKeyRecord> read_key(const Result<std::optional<Row>>& found) {
    if (!found) {
        return fail(found.error());
    }
    if (!*found) {
        return fail(ErrorCode::not_found, "no such data key");
    }
    const Row& row = **found;
    return VaultKeyRecord{.id = row.text(0),
                          .kek_id = row.text(1),
                          .purpose = row.text(2),
                          .subject = row.text(3),
                          .created_at = row.instant(4),
                          .wrapped = optional_blob(row, 5),
                          .commitment = optional_blob(row, 6),
                          .ended_at = row.optional_instant(7)};
}

} // namespace

Result<VaultKeyRecord> SqlVaultKeys::find(Transaction& transaction, std::string_view id) {
    return read_key(transaction.find(select_key, {std::string{id}}));
}

Result<VaultKeyRecord> SqlVaultKeys::find_active(Transaction& transaction, std::string_view purpose,
                                                 std::string_view subject) {
    return read_key(transaction.find(select_active, {std::string{purpose}, std::string{subject}}));
}

Result<void> SqlVaultKeys::add(Transaction& transaction, const VaultKeyRecord& key) {
    BAYME_CHECK(transaction.run(insert_key, {key.id, key.kek_id, key.purpose, key.subject,
                                             value(key.created_at), optional_value(key.wrapped),
                                             optional_value(key.commitment), value(key.ended_at)}));
    return {};
}

Result<bool> SqlVaultKeys::destroy(Transaction& transaction, std::string_view id, Instant at) {
    BAYME_TRY(const auto changed, transaction.run(destroy_key, {std::string{id}, value(at)}));
    return changed == 1;
}

Result<std::int64_t> SqlVaultKeys::count(Transaction& transaction) {
    BAYME_TRY(const auto row, transaction.find(count_keys));
    return row->integer(0);
}

Result<std::optional<VaultCheckRecord>> SqlVaultKeys::find_check(Transaction& transaction) {
    BAYME_TRY(const auto row, transaction.find(select_check));
    if (!row) {
        return std::nullopt;
    }
    return VaultCheckRecord{row->text(0), row->text(1), row->instant(2), Blob{row->blob(3)}};
}

Result<void> SqlVaultKeys::add_check(Transaction& transaction, const VaultCheckRecord& check) {
    BAYME_CHECK(transaction.run(
        insert_check, {check.deployment, check.kek_id, value(check.created_at), check.wrapped}));
    return {};
}

} // namespace bayme::storage

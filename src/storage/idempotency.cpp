// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/idempotency.hpp"

namespace bayme::storage {
namespace {

constexpr const char* select_key =
    "SELECT state, body_hash, instance, code, reason, body FROM idempotency_keys "
    "WHERE actor = $1 AND operation = $2 AND idempotency_key = $3";
constexpr const char* insert_key =
    "INSERT INTO idempotency_keys (actor, operation, idempotency_key, state, body_hash, instance, "
    "code, reason, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr const char* settle_key =
    "UPDATE idempotency_keys SET state = $4, code = $5, reason = $6, body = $7 "
    "WHERE actor = $1 AND operation = $2 AND idempotency_key = $3";
constexpr const char* delete_key = "DELETE FROM idempotency_keys "
                                   "WHERE actor = $1 AND operation = $2 AND idempotency_key = $3";
constexpr const char* delete_old = "DELETE FROM idempotency_keys WHERE created_at < $1";

std::string state_text(IdempotencyState state) {
    switch (state) {
    case IdempotencyState::claimed:
        return "claimed";
    case IdempotencyState::done:
        return "done";
    case IdempotencyState::failed:
        return "failed";
    }
    return {};
}

IdempotencyState read_state(const std::string& text) {
    return text == "done"     ? IdempotencyState::done
           : text == "failed" ? IdempotencyState::failed
                              : IdempotencyState::claimed;
}

} // namespace

Result<std::optional<IdempotencyRecord>> SqlIdempotencyKeys::find(Transaction& transaction,
                                                                  const IdempotencyName& name) {
    BAYME_TRY(const auto row,
              transaction.find(select_key, {to_string(name.actor), name.operation, name.key}));
    if (!row) {
        return std::nullopt;
    }
    return IdempotencyRecord{.state = read_state(row->text(0)),
                             .body_hash = row->text(1),
                             .instance = row->text(2),
                             .code = row->text(3),
                             .reason = row->text(4),
                             .body = row->text(5)};
}

Result<void> SqlIdempotencyKeys::add(Transaction& transaction, const IdempotencyName& name,
                                     const IdempotencyRecord& record, Instant now) {
    BAYME_CHECK(
        transaction.run(insert_key, {to_string(name.actor), name.operation, name.key,
                                     state_text(record.state), record.body_hash, record.instance,
                                     record.code, record.reason, record.body, value(now)}));
    return {};
}

Result<void> SqlIdempotencyKeys::settle(Transaction& transaction, const IdempotencyName& name,
                                        const IdempotencyRecord& record) {
    BAYME_CHECK(transaction.run(settle_key, {to_string(name.actor), name.operation, name.key,
                                             state_text(record.state), record.code, record.reason,
                                             record.body}));
    return {};
}

Result<void> SqlIdempotencyKeys::release(Transaction& transaction, const IdempotencyName& name) {
    BAYME_CHECK(transaction.run(delete_key, {to_string(name.actor), name.operation, name.key}));
    return {};
}

Result<std::int64_t> SqlIdempotencyKeys::drop_before(Transaction& transaction, Instant instant) {
    return transaction.run(delete_old, {value(instant)});
}

} // namespace bayme::storage

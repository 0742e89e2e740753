// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "storage/database.hpp"

#include <string>

namespace bayme::storage {

/// Whose key it is: the same text used by two actors, or for two operations, is two keys.
struct IdempotencyName {
    Actor actor = {};
    std::string operation = {};
    std::string key = {};
};

enum class IdempotencyState {
    claimed, ///< its call is under way, or was cut off
    done,    ///< `body` is the answer
    failed,  ///< `code`, `reason` and `body` are an error that must not be tried again
};

struct IdempotencyRecord {
    IdempotencyState state = IdempotencyState::claimed;
    std::string body_hash = {};
    /// Of the process that claimed it; another process's claim was cut off.
    std::string instance = {};
    std::string code = {};
    std::string reason = {};
    std::string body = {};
};

/// What calls with an Idempotency-Key answered. Not scoped by account: the actor is the scope.
class IdempotencyKeys {
public:
    virtual ~IdempotencyKeys() = default;
    virtual Result<std::optional<IdempotencyRecord>> find(Transaction& transaction,
                                                          const IdempotencyName& name) = 0;
    /// @return conflict with reason "unique" when it is there already.
    virtual Result<void> add(Transaction& transaction, const IdempotencyName& name,
                             const IdempotencyRecord& record, Instant now) = 0;
    /// Replaces a claim by its outcome.
    virtual Result<void> settle(Transaction& transaction, const IdempotencyName& name,
                                const IdempotencyRecord& record) = 0;
    /// Gives a claim back, because certainly nothing happened.
    virtual Result<void> release(Transaction& transaction, const IdempotencyName& name) = 0;
    /// @return how many were dropped.
    virtual Result<std::int64_t> drop_before(Transaction& transaction, Instant instant) = 0;
};

class SqlIdempotencyKeys final : public IdempotencyKeys {
public:
    Result<std::optional<IdempotencyRecord>> find(Transaction& transaction,
                                                  const IdempotencyName& name) override;
    Result<void> add(Transaction& transaction, const IdempotencyName& name,
                     const IdempotencyRecord& record, Instant now) override;
    Result<void> settle(Transaction& transaction, const IdempotencyName& name,
                        const IdempotencyRecord& record) override;
    Result<void> release(Transaction& transaction, const IdempotencyName& name) override;
    Result<std::int64_t> drop_before(Transaction& transaction, Instant instant) override;
};

} // namespace bayme::storage

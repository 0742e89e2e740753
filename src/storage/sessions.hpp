// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

namespace bayme::storage {

/// A one-time link. `hash` is SHA-256 of its token; no person stands for the local operator.
struct LinkRecord {
    std::string hash;
    std::string purpose;
    std::optional<PersonId> person;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> used_at;
};

/// A session. Its id is SHA-256 of the cookie's token.
struct SessionRecord {
    SessionId id;
    PersonId person;
    std::int64_t permission_epoch = 0;
    Instant created_at;
    Instant last_seen_at;
    std::optional<Instant> ended_at;
};

class Sessions {
public:
    virtual ~Sessions() = default;
    virtual Result<void> add_link(Transaction& transaction, const LinkRecord& link) = 0;
    /// Marks it used, once. @return not_found when unknown, of another purpose, used before, or
    ///         expired at `at`.
    virtual Result<LinkRecord> use_link(Transaction& transaction, std::string_view hash,
                                        std::string_view purpose, Instant at) = 0;

    virtual Result<void> add(Transaction& transaction, const SessionRecord& session) = 0;
    /// @return not_found; an ended one is found.
    virtual Result<SessionRecord> find(Transaction& transaction, const SessionId& id) = 0;
    virtual Result<void> touch(Transaction& transaction, const SessionId& id, Instant at) = 0;
    /// The first end stays.
    virtual Result<void> end(Transaction& transaction, const SessionId& id, Instant at) = 0;
    virtual Result<void> end_all(Transaction& transaction, const PersonId& person, Instant at) = 0;
};

class SqlSessions final : public Sessions {
public:
    Result<void> add_link(Transaction& transaction, const LinkRecord& link) override;
    Result<LinkRecord> use_link(Transaction& transaction, std::string_view hash,
                                std::string_view purpose, Instant at) override;
    Result<void> add(Transaction& transaction, const SessionRecord& session) override;
    Result<SessionRecord> find(Transaction& transaction, const SessionId& id) override;
    Result<void> touch(Transaction& transaction, const SessionId& id, Instant at) override;
    Result<void> end(Transaction& transaction, const SessionId& id, Instant at) override;
    Result<void> end_all(Transaction& transaction, const PersonId& person, Instant at) override;
};

} // namespace bayme::storage

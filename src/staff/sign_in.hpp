// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "storage/persons.hpp"
#include "storage/sessions.hpp"
#include "vault/vault.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace bayme::staff {

inline constexpr std::chrono::minutes link_life{15};
inline constexpr std::chrono::minutes session_idle{30};
inline constexpr std::chrono::hours session_life{12};
inline constexpr std::chrono::minutes seen_every{1};

enum class LinkPurpose {
    sign_in, ///< opens a session of the person
    connect, ///< starts one OAuth flow in the person's name
};

/// A session that stands.
struct Session {
    SessionId id; ///< the hash of the cookie's token: fit for rows and comparisons, opens nothing
    PersonId person;
    Instant created_at;
    Instant last_seen_at;
    bool seen_due = false; ///< call `seen` in a writing transaction

    [[nodiscard]] Actor actor() const { return {ActorKind::person, person.text()}; }
};

/// One-time links and sessions. Tokens are 256 random bits, 64 hex digits; the state keeps hashes.
class SignIn {
public:
    SignIn(vault::Vault& vault, Random& random, const Clock& clock)
        : vault_(vault), random_(random), clock_(clock) {}

    /// @return the link's token, good for 15 minutes and one use. A person of none (empty) stands
    ///         for the local operator; only `connect` links may be theirs.
    Result<SecretText> make_link(storage::Transaction& transaction, LinkPurpose purpose,
                                 const PersonId& person);
    /// Uses it up. @return on whose behalf; unauthenticated when unknown, used, expired, of another
    ///         purpose, or of a person who has ended.
    Result<Actor> use_link(storage::Transaction& transaction, LinkPurpose purpose,
                           std::string_view token);

    /// Always a new token, whatever cookie came with the request.
    Result<SecretText> open_session(storage::Transaction& transaction, const PersonId& person);
    /// Reads only. @return unauthenticated when unknown, ended, idle for 30 minutes, 12 hours old,
    ///         or opened before the person's rights changed.
    Result<Session> find_session(storage::Transaction& transaction, std::string_view token);
    Result<void> seen(storage::Transaction& transaction, const Session& session);
    /// Fine for a token that is none.
    Result<void> end_session(storage::Transaction& transaction, std::string_view token);
    Result<void> end_sessions(storage::Transaction& transaction, const PersonId& person);

    /// The form token of a session: 64 hex digits.
    [[nodiscard]] Result<std::string> csrf_token(const Session& session) const;
    /// @return forbidden (reason "csrf").
    Result<void> check_csrf(const Session& session, std::string_view token) const;

private:
    Result<storage::PersonRecord> find_standing(storage::Transaction& transaction,
                                                const PersonId& person);

    vault::Vault& vault_;
    Random& random_;
    const Clock& clock_;
    storage::SqlSessions sessions_;
    storage::SqlPersons persons_;
};

} // namespace bayme::staff

// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/own_tokens.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <array>

namespace bayme::accounts {
namespace {

using storage::ConnectionState;
using storage::OwnAccount;

Failpoint announced{"accounts.renewal_announced"};
Failpoint answered{"accounts.renewal_answered"};
Failpoint stored{"accounts.renewal_stored"};
/// Hands a new pair out without storing it: what the crash test must notice.
Failpoint unstored{"accounts.renewal_unstored", FailpointKind::defect};

// CONTRACT 1.3, 2.4.
constexpr auto dead_login = std::to_array<std::string_view>(
    {"tiktok.40102", "tiktok.40103", "tiktok.40104", "tiktok.40105", "tiktok.40107",
     "tiktok_developers.invalid_grant", "tiktok_developers.access_token_invalid"});

vault::FieldPlace place_of(const OwnAccount& account, std::string_view column) {
    return {.table = "own_accounts",
            .column = column,
            .row = account.id.text(),
            .generation = account.generation};
}

std::unexpected<Error> not_connected(const OwnAccount& account) {
    const bool refused = account.state == ConnectionState::needs_reauthorisation;
    return fail(Error{ErrorCode::unauthenticated,
                      fmt::format("TikTok account {} {}: connect it again", account.id,
                                  refused ? "is refused by TikTok" : "was disconnected")}
                    .because("not_connected"));
}

/// Nothing of the account may be handed out any more.
bool is_over(std::string_view reason) {
    return reason == "not_connected" || is_dead_login(reason);
}

} // namespace

bool is_dead_login(std::string_view reason) {
    return std::ranges::find(dead_login, reason) != dead_login.end();
}

Result<void> OwnTokens::seal(storage::Transaction& tx, OwnAccount& account,
                             const tiktok::TokenPair& pair) {
    constexpr auto purpose = vault::KeyPurpose::connection;
    auto key = vault_.find_key(tx, purpose, account.id.text());
    if (!key && key.error().code == ErrorCode::not_found) {
        key = vault_.create_key(tx, purpose, account.id.text());
    }
    if (!key) {
        return std::unexpected(std::move(key).error());
    }
    ++account.generation;
    BAYME_TRY(account.access_token,
              vault_.seal(tx, *key, place_of(account, "access_token"), pair.access_token));
    BAYME_TRY(account.refresh_token,
              vault_.seal(tx, *key, place_of(account, "refresh_token"), pair.refresh_token));
    account.access_ends_at = pair.access_ends;
    account.refresh_ends_at = pair.refresh_ends;
    account.renewal_sent_at.reset();
    account.problem.clear();
    if (!pair.scopes.empty()) {
        account.scopes = pair.scopes;
    }
    return {};
}

Result<void> OwnTokens::destroy(storage::Transaction& tx, OwnAccount& account) {
    BAYME_TRY(const auto key,
              vault_.find_key(tx, vault::KeyPurpose::connection, account.id.text()));
    BAYME_CHECK(vault_.destroy_key(tx, key));
    account.access_token = {};
    account.refresh_token = {};
    return {};
}

std::mutex& OwnTokens::flight_of(const ConnectionId& id) {
    const std::lock_guard guard{mutex_};
    return flights_[id];
}

Result<OwnAccount> OwnTokens::find(const ConnectionId& id) {
    BAYME_TRY(const auto tx, database_.begin_read());
    return accounts_.find(*tx, id);
}

Result<SecretText> OwnTokens::open(const OwnAccount& account) {
    BAYME_TRY(const auto tx, database_.begin_read());
    return vault_.open(*tx, place_of(account, "access_token"), account.access_token);
}

Result<SecretText> OwnTokens::living(const tiktok::CallContext& context, const ConnectionId& id) {
    const auto is_fresh = [&](const OwnAccount& account) {
        return account.access_ends_at - clock_.now() > renewed_before;
    };
    BAYME_TRY(auto account, find(id));
    if (account.state == ConnectionState::active && is_fresh(account)) {
        return open(account);
    }
    const std::lock_guard flight{flight_of(id)};
    BAYME_TRY(account, find(id)); // somebody else may have renewed it
    if (account.state != ConnectionState::active) {
        return not_connected(account);
    }
    if (is_fresh(account)) {
        return open(account);
    }
    auto renewed = renew(context, account);
    if (renewed) {
        return open(*renewed);
    }
    if (!is_over(renewed.error().reason) && account.access_ends_at > clock_.now()) {
        return open(account);
    }
    return std::unexpected(std::move(renewed).error());
}

Result<std::optional<SecretText>> OwnTokens::last(const tiktok::CallContext& context,
                                                  const ConnectionId& id) {
    BAYME_TRY(const auto account, find(id));
    if (account.state == ConnectionState::revoked) {
        return not_connected(account);
    }
    if (account.access_ends_at > clock_.now()) {
        return open(account);
    }
    auto token = living(context, id);
    if (!token && is_over(token.error().reason)) {
        return std::nullopt;
    }
    return token;
}

Result<OwnAccount> OwnTokens::renew(const tiktok::CallContext& context, OwnAccount account) {
    const auto now = clock_.now();
    if (account.renewal_sent_at && now - *account.renewal_sent_at < between_renewals) {
        return fail(
            Error{.code = ErrorCode::unavailable,
                  .message = fmt::format("the access to TikTok account {} could not be renewed a "
                                         "moment ago: {}",
                                         account.id, account.problem),
                  .reason = "renewal_waits",
                  .retry_after = std::chrono::ceil<milliseconds>(*account.renewal_sent_at +
                                                                 between_renewals - now)});
    }
    const auto login = logins_.find(account.kind);
    if (login == logins_.end() || login->second.tokens == nullptr) {
        return fail(Error{ErrorCode::conflict, "this login is not configured", "not_configured"});
    }
    SecretText refresh_token;
    {
        // Said before it is sent: a renewal that was cut off is known as one.
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_TRY(account, accounts_.find(*tx, account.id));
        if (account.state != ConnectionState::active) {
            return not_connected(account);
        }
        BAYME_TRY(refresh_token,
                  vault_.open(*tx, place_of(account, "refresh_token"), account.refresh_token));
        account.renewal_sent_at = now;
        account.problem = "the answer to the last renewal is not known";
        BAYME_CHECK(accounts_.update(*tx, account));
        BAYME_CHECK(tx->commit());
    }
    BAYME_CHECK(announced.reach());
    auto pair = login->second.tokens->refresh(context, refresh_token);
    BAYME_CHECK(answered.reach());
    if (!pair) {
        BAYME_CHECK(note_failure(account.id, pair.error()));
        return std::unexpected(std::move(pair).error());
    }
    return store(context, login->second, account, pair->value);
}

Result<OwnAccount> OwnTokens::store(const tiktok::CallContext& context, const Login& login,
                                    const OwnAccount& account, const tiktok::TokenPair& pair) {
    BAYME_TRY(auto tx, database_.begin_write());
    BAYME_TRY(auto now_stored, accounts_.find(*tx, account.id));
    if (now_stored.state == ConnectionState::revoked) {
        tx.reset();
        // Disconnected while TikTok was asked: what came back is given back at once.
        if (const auto back = login.tokens->revoke(context, pair.access_token); !back) {
            log(LogLevel::error, "accounts.pair_not_given_back",
                {{"account", account.id.text()}, {"reason", back.error().reason}});
        }
        return not_connected(now_stored);
    }
    if (now_stored.generation != account.generation) {
        return now_stored; // connected again meanwhile: that pair is the newer one
    }
    BAYME_CHECK(seal(*tx, now_stored, pair));
    BAYME_CHECK(accounts_.update(*tx, now_stored));
    if (!unstored.is_planted()) {
        BAYME_CHECK(tx->commit());
    }
    BAYME_CHECK(stored.reach());
    return now_stored;
}

Result<void> OwnTokens::note_failure(const ConnectionId& id, const Error& error) {
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(auto account, accounts_.find(*tx, id));
    account.problem = error.message;
    if (is_dead_login(error.reason)) {
        account.state = ConnectionState::needs_reauthorisation;
    }
    BAYME_CHECK(accounts_.update(*tx, account));
    return tx->commit();
}

} // namespace bayme::accounts

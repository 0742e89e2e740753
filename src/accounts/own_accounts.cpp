// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/own_accounts.hpp"

#include "base/failpoint.hpp"
#include "base/json_text.hpp"
#include "tiktok/oauth.hpp"

namespace bayme::accounts {
namespace {

using storage::ConnectionState;
using storage::OwnAccount;
using storage::OwnAccountKind;

Failpoint exchanged{"accounts.own_exchanged"};
Failpoint pair_held{"accounts.own_pair_held"};
Failpoint given_back{"accounts.own_given_back"};

tiktok::CallContext person_call(const Actor& actor) {
    return {.priority = tiktok::Priority::person, .actor = to_string(actor)};
}

std::string object_of(const ConnectionId& id) {
    return "own_account:" + id.text();
}

} // namespace

Result<const Login*> OwnAccounts::login_of(OwnAccountKind kind) const {
    const auto found = logins_.find(kind);
    if (found == logins_.end() || found->second.tokens == nullptr) {
        return fail(Error{ErrorCode::conflict,
                          fmt::format("no app is configured for the login {}", to_string(kind)),
                          "not_configured"});
    }
    return &found->second;
}

std::vector<OwnAccountKind> OwnAccounts::logins() const {
    std::vector<OwnAccountKind> configured;
    for (const auto& [kind, login] : logins_) {
        if (login.tokens != nullptr) {
            configured.push_back(kind);
        }
    }
    return configured;
}

Result<Actor> OwnAccounts::made_by_browser(storage::Transaction& tx, const ConnectionId& id,
                                           const SecretText& browser_secret) {
    return flows_.made_by_browser(tx, id, browser_secret);
}

Result<StartedFlow> OwnAccounts::start(storage::Transaction& tx, const Actor& actor,
                                       OwnAccountKind kind) {
    BAYME_TRY(const auto* login, login_of(kind));
    BAYME_TRY(auto begun, flows_.begin(tx, actor, login->redirect_uri));
    return StartedFlow{begun.state.reveal([&](std::string_view plain) {
                           return tiktok::login_url(login->authorize_url, login->app_id,
                                                    login->scopes, plain, login->redirect_uri);
                       }),
                       std::move(begun.browser_secret)};
}

Result<OwnAccount> OwnAccounts::finish(OwnAccountKind kind, const Callback& callback,
                                       const std::string& policy_version,
                                       const std::string& request_id) {
    BAYME_TRY(const auto* login, login_of(kind));
    BAYME_TRY(const auto actor, flows_.use(callback, login->redirect_uri));
    const auto pair =
        login->tokens->exchange(person_call(actor), callback.auth_code, login->redirect_uri);
    if (!pair) {
        BAYME_CHECK(flows_.note_failure(callback.state));
        auto error = pair.error();
        return std::unexpected(
            std::move(error).in("TikTok did not exchange the code, nothing was connected"));
    }
    BAYME_CHECK(exchanged.reach());
    BAYME_TRY(auto account,
              store_pair(kind, actor, pair->value, callback.state, policy_version, request_id));
    BAYME_CHECK(pair_held.reach());
    return account;
}

Result<OwnAccount> OwnAccounts::store_pair(OwnAccountKind kind, const Actor& actor,
                                           const tiktok::TokenPair& pair, const std::string& state,
                                           const std::string& policy_version,
                                           const std::string& request_id) {
    BAYME_TRY(const auto tx, database_.begin_write());
    const auto now = clock_.now();
    BAYME_TRY(const auto earlier, accounts_.find_open(*tx, kind, pair.open_id));
    auto account = earlier.value_or(
        OwnAccount{.id = ConnectionId{make_id(random_)}, .kind = kind, .open_id = pair.open_id});
    account.state = ConnectionState::active;
    account.app_id = logins_.at(kind).app_id;
    account.connected_by = actor;
    account.connected_at = now;
    BAYME_CHECK(tokens_.seal(*tx, account, pair));
    BAYME_CHECK(earlier ? accounts_.update(*tx, account) : accounts_.add(*tx, account));
    BAYME_CHECK(
        consents_.add_consent(*tx, {account.id, actor, now, account.scopes, policy_version}));
    BAYME_CHECK(flows_.note_connected(*tx, state, account.id));
    BAYME_CHECK(posts_.read_later(*tx, actor, account));
    JsonWriter after;
    after.begin_object().member("kind", to_string(kind));
    after.key("scopes").raw(json_array(account.scopes));
    after.member("policy_version", policy_version).end_object();
    BAYME_CHECK(staff_.audit().record(*tx, {.actor = actor,
                                            .action = "own_accounts.finish",
                                            .object = object_of(account.id),
                                            .after = after.text(),
                                            .request_id = request_id}));
    BAYME_CHECK(tx->commit());
    return account;
}

Result<void> OwnAccounts::revoke(const Actor& actor, const ConnectionId& id,
                                 const std::string& request_id) {
    const auto kind = [&]() -> Result<OwnAccountKind> {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(const auto account, accounts_.find(*tx, id));
        return account.kind;
    }();
    BAYME_TRY(const auto* login, kind ? login_of(*kind) : std::unexpected(kind.error()));
    const auto context = person_call(actor);
    BAYME_TRY(const auto token, tokens_.last(context, id));
    if (token) {
        const auto answer = login->tokens->revoke(context, *token);
        // Login Kit refuses a token that was taken back before like any bad request.
        if (!answer && !is_dead_login(answer.error().reason) &&
            !posts_.is_dead(context, *kind, *token)) {
            auto error = answer.error();
            return std::unexpected(
                std::move(error).in("TikTok did not take the token back, the account stays"));
        }
    }
    BAYME_CHECK(given_back.reach());
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(auto account, accounts_.find(*tx, id));
    BAYME_CHECK(tokens_.destroy(*tx, account));
    BAYME_CHECK(accounts_.put_posts(*tx, id, {}));
    account.state = ConnectionState::revoked;
    account.problem.clear();
    account.ended_at = clock_.now();
    BAYME_CHECK(accounts_.update(*tx, account));
    BAYME_CHECK(staff_.audit().record(*tx, {.actor = actor,
                                            .action = "own_accounts.revoke",
                                            .object = object_of(id),
                                            .request_id = request_id}));
    return tx->commit();
}

} // namespace bayme::accounts

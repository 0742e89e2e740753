// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/flows.hpp"

#include "base/failpoint.hpp"
#include "vault/hash.hpp"

namespace bayme::accounts {
namespace {

Failpoint flow_used{"accounts.flow_used"};

std::string hash_of(const SecretText& text) {
    return text.reveal([](std::string_view plain) { return vault::sha256_hex(plain); });
}

std::unexpected<Error> refuse(std::string_view why, std::string_view reason) {
    return fail(Error{ErrorCode::forbidden,
                      fmt::format("this authorisation {}; nothing was connected, begin again", why)}
                    .because(reason));
}

} // namespace

Result<Flows::Begun> Flows::begin(storage::Transaction& tx, const Actor& actor,
                                  const std::string& redirect_uri) {
    Begun begun{SecretText{make_token(random_)}, SecretText{make_token(random_)}};
    const auto now = clock_.now();
    BAYME_CHECK(store_.add(tx, {.state_hash = hash_of(begun.state),
                                .browser_hash = hash_of(begun.browser_secret),
                                .actor = actor,
                                .redirect_uri = redirect_uri,
                                .created_at = now,
                                .expires_at = now + flow_life}));
    return begun;
}

Result<Actor> Flows::use(const Callback& callback, const std::string& redirect_uri) {
    if (callback.auth_code.empty()) {
        return refuse("was refused on TikTok's page", "oauth.refused");
    }
    const auto code_hash = hash_of(callback.auth_code);
    const auto state_hash = vault::sha256_hex(callback.state);
    BAYME_TRY(const auto tx, database_.begin_write());
    const auto flow = store_.find(*tx, state_hash);
    if (!flow && flow.error().code != ErrorCode::not_found) {
        return std::unexpected(flow.error());
    }
    // A code of one login must not be spent at another.
    if (!flow || flow->redirect_uri != redirect_uri ||
        !vault::same_text(flow->browser_hash, hash_of(callback.browser_secret))) {
        return refuse("was not begun in this browser", "oauth.state");
    }
    if (flow->expires_at <= clock_.now()) {
        return refuse("took longer than ten minutes", "oauth.state");
    }
    BAYME_TRY(const bool seen, store_.code_seen(*tx, code_hash));
    if (flow->used_at || seen) {
        return refuse("was used before", "oauth.used");
    }
    BAYME_CHECK(store_.use(*tx, state_hash, code_hash, clock_.now()));
    BAYME_CHECK(tx->commit());
    BAYME_CHECK(flow_used.reach());
    return flow->actor;
}

Result<void> Flows::note_connected(storage::Transaction& tx, const std::string& state,
                                   const ConnectionId& made) {
    return state.empty() ? Result<void>{}
                         : store_.set_outcome(tx, vault::sha256_hex(state), "connected", made);
}

Result<void> Flows::note_failure(const std::string& state) {
    if (state.empty()) {
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(store_.set_outcome(*tx, vault::sha256_hex(state), "failed", ConnectionId{}));
    return tx->commit();
}

Result<Actor> Flows::made_by_browser(storage::Transaction& tx, const ConnectionId& made,
                                     const SecretText& browser_secret) {
    const auto flow = store_.find_made(tx, made);
    if (!flow || !vault::same_text(flow->browser_hash, hash_of(browser_secret)) ||
        flow->created_at + choice_life <= clock_.now()) {
        return refuse("was not made in this browser within the last hour", "oauth.state");
    }
    return flow->actor;
}

} // namespace bayme::accounts

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/flows.hpp"
#include "accounts/own_posts.hpp"
#include "accounts/own_tokens.hpp"
#include "staff/staff.hpp"

namespace bayme::accounts {

/// Connecting and disconnecting the company's own TikTok accounts, by either login, each at its own
/// redirect address: for their posts as candidates for Spark ads, and only when somebody asks.
/// finish and revoke call TikTok, must not be called with a transaction open and write their own
/// audit rows; start is audited by whoever opened the transaction.
class OwnAccounts {
public:
    OwnAccounts(storage::Database& database, Flows& flows, storage::OwnAccountStore& accounts,
                storage::ConnectionStore& consents, OwnTokens& tokens, OwnPosts& posts,
                staff::Staff& staff, Random& random, const Clock& clock, const Logins& logins)
        : database_(database), flows_(flows), accounts_(accounts), consents_(consents),
          tokens_(tokens), posts_(posts), staff_(staff), random_(random), clock_(clock),
          logins_(logins) {}

    /// Those that have an app.
    [[nodiscard]] std::vector<storage::OwnAccountKind> logins() const;
    /// @return conflict with reason "not_configured" when this login has no app.
    Result<StartedFlow> start(storage::Transaction& tx, const Actor& actor,
                              storage::OwnAccountKind kind);
    /// An account that is connected this way already gets the new pair.
    /// @return what Flows::use says, or what the exchange said. Nothing was connected then.
    Result<storage::OwnAccount> finish(storage::OwnAccountKind kind, const Callback& callback,
                                       const std::string& policy_version,
                                       const std::string& request_id);
    /// As Flows::made_by_browser.
    Result<Actor> made_by_browser(storage::Transaction& tx, const ConnectionId& id,
                                  const SecretText& browser_secret);
    /// TikTok first, then our copy: tokens and posts are destroyed only after TikTok took the token
    /// back, or said that it is dead already.
    Result<void> revoke(const Actor& actor, const ConnectionId& id, const std::string& request_id);

private:
    Result<const Login*> login_of(storage::OwnAccountKind kind) const;
    Result<storage::OwnAccount> store_pair(storage::OwnAccountKind kind, const Actor& actor,
                                           const tiktok::TokenPair& pair, const std::string& state,
                                           const std::string& policy_version,
                                           const std::string& request_id);

    storage::Database& database_;
    Flows& flows_;
    storage::OwnAccountStore& accounts_;
    storage::ConnectionStore& consents_;
    OwnTokens& tokens_;
    OwnPosts& posts_;
    staff::Staff& staff_;
    Random& random_;
    const Clock& clock_;
    const Logins& logins_;
};

} // namespace bayme::accounts

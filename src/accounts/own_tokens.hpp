// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/own_accounts.hpp"
#include "tiktok/login_tokens.hpp"
#include "vault/vault.hpp"

#include <map>
#include <mutex>

namespace bayme::accounts {

/// Our registration with one login family; `tokens` is null where it is not configured.
struct Login {
    tiktok::LoginTokens* tokens = nullptr;
    std::string app_id; ///< client_key there
    std::string authorize_url;
    std::string redirect_uri;
    std::vector<std::string> scopes; ///< what is asked for
};
using Logins = std::map<storage::OwnAccountKind, Login>;

/// Renewed while this much of the access is left.
inline constexpr std::chrono::hours renewed_before{2};
/// How far two renewals of one account lie apart, when the first brought nothing.
inline constexpr std::chrono::minutes between_renewals{1};

/// True for the reasons by which either login says that a token is dead for good; limits, outages
/// and a wrong app secret never do.
bool is_dead_login(std::string_view reason);

/// The pairs of the company's own TikTok accounts: sealed at rest, renewed early, one renewal of an
/// account at a time however many threads wait. A new pair is stored before it is used; until then
/// the one before stays (TRUST 3.4). Safe from any thread.
class OwnTokens {
public:
    OwnTokens(storage::Database& database, storage::OwnAccountStore& accounts, vault::Vault& vault,
              const Clock& clock, const Logins& logins)
        : database_(database), accounts_(accounts), vault_(vault), clock_(clock), logins_(logins) {}

    /// Puts a pair into `account`, under its own key, as its next generation.
    Result<void> seal(storage::Transaction& tx, storage::OwnAccount& account,
                      const tiktok::TokenPair& pair);
    /// Nothing sealed for the account opens any more once this commits.
    Result<void> destroy(storage::Transaction& tx, storage::OwnAccount& account);

    /// A token that works now, renewed first when its end is near; a renewal that failed does not
    /// matter while the present token lives. Calls TikTok: no transaction may be open.
    /// @return unauthenticated with reason "not_connected" when the account has ended or must be
    ///         connected again; otherwise what the renewal said.
    Result<SecretText> living(const tiktok::CallContext& context, const ConnectionId& id);
    /// The same, for giving it back: nothing when no living token is left to be had.
    Result<std::optional<SecretText>> last(const tiktok::CallContext& context,
                                           const ConnectionId& id);

private:
    Result<storage::OwnAccount> find(const ConnectionId& id);
    Result<SecretText> open(const storage::OwnAccount& account);
    Result<storage::OwnAccount> renew(const tiktok::CallContext& context,
                                      storage::OwnAccount account);
    Result<storage::OwnAccount> store(const tiktok::CallContext& context, const Login& login,
                                      const storage::OwnAccount& account,
                                      const tiktok::TokenPair& pair);
    Result<void> note_failure(const ConnectionId& id, const Error& error);
    std::mutex& flight_of(const ConnectionId& id);

    storage::Database& database_;
    storage::OwnAccountStore& accounts_;
    vault::Vault& vault_;
    const Clock& clock_;
    const Logins& logins_;
    std::mutex mutex_;
    std::map<ConnectionId, std::mutex> flights_; ///< a renewal holds its account's
};

} // namespace bayme::accounts

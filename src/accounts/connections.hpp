// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/flows.hpp"
#include "accounts/watch.hpp"
#include "staff/staff.hpp"

namespace bayme::accounts {

/// Our registration with TikTok. The app secret stays in the client.
struct AppRegistration {
    std::string app_id;
    std::string authorize_url;
    std::string redirect_uri;
};

/// A fresh connection. When the accounts could not be listed yet, `problem` says why and the list
/// is empty; the connection stands all the same, and a job lists them.
struct NewConnection {
    ConnectionId id;
    std::vector<storage::Advertiser> accounts;
    std::vector<std::string> scopes;
    std::string problem;
};

/// Connecting, choosing accounts, disconnecting (TRUST 3.4). finish and revoke call TikTok, must
/// not be called with a transaction open and write their own audit rows; the others are audited by
/// whoever opened the transaction.
class Connections {
public:
    Connections(storage::Database& database, Flows& flows, storage::ConnectionStore& connections,
                storage::AdvertiserStore& advertisers, Tokens& tokens, Directory& directory,
                Watch& watch, staff::Staff& staff, tiktok::Client& client, Random& random,
                const Clock& clock, AppRegistration app);

    Result<StartedFlow> start(storage::Transaction& tx, const Actor& actor);

    /// @return what Flows::use says, or what the exchange said. Nothing was connected then.
    Result<NewConnection> finish(const Callback& callback, const std::string& policy_version,
                                 const std::string& request_id);
    /// The same from a code in hand, without a state: for the local operator.
    Result<NewConnection> finish_with_code(const Actor& actor, const SecretText& auth_code,
                                           const std::string& policy_version,
                                           const std::string& request_id);

    /// Says which of the accounts found are to be used. @return invalid_input for none and for one
    /// the connection does not reach.
    Result<void> keep(storage::Transaction& tx, const ConnectionId& id,
                      const std::vector<AdvertiserId>& chosen);

    /// Says of one account whether it is used. @return unauthenticated with reason "not_connected"
    ///         for one that is to be used and that no open connection reaches.
    Result<void> include(storage::Transaction& tx, const AdvertiserId& id, bool included);

    /// For the browser whose flow made the connection, for an hour: it may choose the accounts
    /// without a session (a one-time connect link opens none).
    /// @return the actor who began the flow; forbidden with reason "oauth.state" for anybody else.
    Result<Actor> made_by_browser(storage::Transaction& tx, const ConnectionId& id,
                                  const SecretText& browser_secret);

    /// TikTok first, then our copy: the token is destroyed only after TikTok took it back, or said
    /// that it is dead already. Accounts that another connection reaches are handed to it.
    Result<void> revoke(const Actor& actor, const ConnectionId& id, const std::string& request_id);

    /// An administrator's word on the distance from UTC that cuts an account's days.
    Result<void> state_offset(storage::Transaction& tx, const Actor& actor, const AdvertiserId& id,
                              UtcOffset offset);

private:
    Result<NewConnection> connect(const Actor& actor, const SecretText& auth_code,
                                  const std::string& state, const std::string& policy_version,
                                  const std::string& request_id);
    Result<storage::Connection> store_grant(const Actor& actor, tiktok::TokenGrant grant,
                                            const std::string& state,
                                            const std::string& policy_version,
                                            const std::string& request_id);

    storage::Database& database_;
    Flows& flows_;
    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
    Tokens& tokens_;
    Directory& directory_;
    Watch& watch_;
    staff::Staff& staff_;
    tiktok::Client& client_;
    Random& random_;
    const Clock& clock_;
    AppRegistration app_;
};

} // namespace bayme::accounts

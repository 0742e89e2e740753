// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/secret.hpp"
#include "storage/connections.hpp"
#include "vault/vault.hpp"

namespace bayme::accounts {

/// Tokens at rest: sealed under their connection's own key, opened only for a call.
class Tokens {
public:
    Tokens(vault::Vault& vault, storage::ConnectionStore& connections,
           storage::AdvertiserStore& advertisers)
        : vault_(vault), connections_(connections), advertisers_(advertisers) {}

    /// Makes the connection's key and seals its token into `connection`.
    Result<void> seal_new(storage::Transaction& tx, storage::Connection& connection,
                          const SecretText& token);
    /// @return unauthenticated with reason "not_connected" when the connection has ended or needs
    ///         to be authorised again.
    Result<SecretText> open(storage::Transaction& tx, const ConnectionId& id);
    /// Also of one that TikTok refuses: to give it back. @return unauthenticated with reason
    ///         "not_connected" once the connection has ended.
    Result<SecretText> open_to_revoke(storage::Transaction& tx, const ConnectionId& id);
    /// The token of the account's reader; forbidden when the account is not included,
    /// unauthenticated with reason "not_connected" when it is frozen.
    Result<SecretText> open_for(storage::Transaction& tx, const AdvertiserId& advertiser);
    /// Nothing sealed for the connection opens any more once this commits.
    Result<void> destroy(storage::Transaction& tx, storage::Connection& connection);

private:
    vault::Vault& vault_;
    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
};

/// Why a connection that is not open cannot be used: unauthenticated, reason "not_connected".
Error not_connected(const storage::Connection& connection);
/// Why an account that no connection reaches cannot be used: the same reason.
Error not_shared(const storage::Advertiser& account);

} // namespace bayme::accounts

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/connections.hpp"

namespace bayme::accounts {

/// Which connection reads an account. An account has one reader at a time: the one it has, while it
/// is open and reaches the account; else the open one that was connected first, then by id.
class Readers {
public:
    Readers(storage::ConnectionStore& connections, storage::AdvertiserStore& advertisers)
        : connections_(connections), advertisers_(advertisers) {}

    /// Hands the account over where its reader can no longer read it. One that its living reader no
    /// longer lists, and no other does, is frozen from `now` on: what is known stays, nothing is
    /// asked about it. One that is listed again goes on.
    Result<void> settle(storage::Transaction& tx, const AdvertiserId& advertiser, Instant now);
    /// For a connection that has ended or that TikTok refuses: settles every account it reads.
    Result<void> hand_over(storage::Transaction& tx, const ConnectionId& ended, Instant now);

private:
    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
};

} // namespace bayme::accounts

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "tiktok/client.hpp"

namespace bayme::accounts {

/// What a look at TikTok's account list found.
struct DirectoryOutcome {
    std::vector<storage::Advertiser> reached;
    /// Accounts whose zone has daylight saving: somebody has to state the offset.
    int without_offset = 0;
};

/// Which accounts a connection reaches and what they are. Blocks on the network.
class Directory {
public:
    Directory(storage::Database& database, storage::ConnectionStore& connections,
              storage::AdvertiserStore& advertisers, Tokens& tokens, tiktok::Client& client,
              const Clock& clock)
        : database_(database), connections_(connections), advertisers_(advertisers),
          tokens_(tokens), client_(client), clock_(clock) {}

    /// Reads the list and the facts of each account and stores both. New accounts are not included
    /// until somebody says so.
    Result<DirectoryOutcome> refresh(const tiktok::CallContext& context, const ConnectionId& id);

    /// Asks TikTok whether the token lives. Only 40102, 40104 and 40105, met twice at least a
    /// minute apart, make a connection need a new authorisation; limits and outages never do.
    /// @return the state after it.
    Result<storage::ConnectionState> probe(const tiktok::CallContext& context,
                                           const ConnectionId& id);

private:
    storage::Advertiser describe(const tiktok::Advertiser& found, const ConnectionId& id) const;

    storage::Database& database_;
    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
    Tokens& tokens_;
    tiktok::Client& client_;
    const Clock& clock_;
};

/// How far two probes lie apart before a connection is called dead.
inline constexpr std::chrono::minutes between_probes{1};

/// True for the reasons that speak of a dead token; limits and outages never do.
bool speaks_of_dead_token(std::string_view reason);

} // namespace bayme::accounts

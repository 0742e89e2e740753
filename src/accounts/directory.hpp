// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/readers.hpp"
#include "accounts/tokens.hpp"
#include "tiktok/client.hpp"

namespace bayme::accounts {

/// What a look at TikTok's account list found.
struct DirectoryOutcome {
    std::vector<storage::Advertiser> reached = {};
    /// Accounts whose zone has daylight saving: somebody has to state the offset.
    int without_offset = 0;
    std::vector<AdvertiserId> taken_in = {}; ///< new ones that the policy includes
    std::vector<AdvertiserId> lost = {};     ///< listed before by this connection, not any more
};

/// What becomes of an account that turns up under a connection in use.
enum class NewAccounts {
    ask,     ///< it waits until somebody includes it
    include, ///< it is used at once
};

struct DirectoryOptions {
    NewAccounts new_accounts = NewAccounts::ask;
    /// The app the program runs as; empty checks nothing.
    std::string app_id = {};
};

/// Which accounts a connection reaches and what they are. Blocks on the network.
class Directory {
public:
    Directory(storage::Database& database, storage::ConnectionStore& connections,
              storage::AdvertiserStore& advertisers, Tokens& tokens, tiktok::Client& client,
              const Clock& clock, DirectoryOptions options = {})
        : database_(database), connections_(connections), advertisers_(advertisers),
          tokens_(tokens), client_(client), clock_(clock), options_(std::move(options)),
          readers_(connections, advertisers) {}

    /// Reads the list and the facts of each account and stores both. A new account is taken in by
    /// policy; one that is no longer listed is handed to another connection or frozen, never
    /// deleted. A list that came in part loses nobody. An error says which of the two calls failed.
    Result<DirectoryOutcome> refresh(const tiktok::CallContext& context, const ConnectionId& id);

    /// Asks TikTok whether the token lives. Only 40102, 40104 and 40105, met twice at least a
    /// minute apart, make a connection need a new authorisation; limits and outages never do. Its
    /// accounts are then handed to other connections that reach them.
    /// @return the state after it; conflict with reason "other_app", without asking TikTok, when
    ///         another app than ours made the connection.
    Result<storage::ConnectionState> probe(const tiktok::CallContext& context,
                                           const ConnectionId& id);

private:
    storage::Advertiser describe(const tiktok::Advertiser& found, const ConnectionId& id) const;
    Result<void> take_in(storage::Transaction& tx, const storage::Connection& connection,
                         const AdvertiserId& id, DirectoryOutcome& outcome);
    Result<void> store_reach(storage::Transaction& tx, const ConnectionId& id,
                             const std::vector<AdvertiserId>& listed, bool whole,
                             DirectoryOutcome& outcome);

    storage::Database& database_;
    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
    Tokens& tokens_;
    tiktok::Client& client_;
    const Clock& clock_;
    DirectoryOptions options_;
    Readers readers_;
};

/// How far two probes lie apart before a connection is called dead.
inline constexpr std::chrono::minutes between_probes{1};

/// True for the reasons that speak of a dead token; limits and outages never do.
bool speaks_of_dead_token(std::string_view reason);

} // namespace bayme::accounts

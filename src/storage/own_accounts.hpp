// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/connections.hpp"

namespace bayme::storage {

/// By which login one of the company's own TikTok accounts was connected.
enum class OwnAccountKind {
    tiktok_account,    ///< with the Marketing API's app
    tiktok_developers, ///< Login Kit, with the app of TikTok for Developers
};
/// "tiktok-account", "tiktok-developers": also part of the redirect paths.
std::string_view to_string(OwnAccountKind kind);
/// @return invalid_input.
Result<OwnAccountKind> parse_own_account_kind(std::string_view text);

/// One of the company's own TikTok accounts. Both tokens are vault blobs of one generation.
struct OwnAccount {
    ConnectionId id = {};
    OwnAccountKind kind = OwnAccountKind::tiktok_account;
    ConnectionState state = ConnectionState::active; ///< never choosing
    std::string app_id = {};
    std::string open_id = {}; ///< TikTok's name for it, for our app
    std::string name = {};    ///< empty until it was read
    Blob access_token = {};
    Blob refresh_token = {};
    std::int64_t generation = 0; ///< of the pair; the first one is 1
    Instant access_ends_at = {};
    Instant refresh_ends_at = {};
    /// Of the last renewal that brought no new pair; nothing after one that did.
    std::optional<Instant> renewal_sent_at = {};
    std::vector<std::string> scopes = {};
    Actor connected_by = {};
    Instant connected_at = {};
    std::string problem = {}; ///< words of the last failure; empty when all is well
    std::optional<Instant> posts_read_at = {};
    std::optional<Instant> ended_at = {};
};

/// A post that can become an ad.
struct OwnPost {
    std::string id = {};
    std::string title = {};
    std::string description = {};
    std::string share_url = {};
    std::optional<Instant> created_at = {};
    std::optional<std::int64_t> duration_seconds = {};

    bool operator==(const OwnPost&) const = default;
};

class OwnAccountStore {
public:
    virtual ~OwnAccountStore() = default;
    /// @return conflict (reason "unique") when this account is connected this way already.
    virtual Result<void> add(Transaction& tx, const OwnAccount& account) = 0;
    /// Replaces everything but id, kind and open_id. @return not_found.
    virtual Result<void> update(Transaction& tx, const OwnAccount& account) = 0;
    virtual Result<OwnAccount> find(Transaction& tx, const ConnectionId& id) = 0;
    /// The connection of this account that has not ended, if there is one.
    virtual Result<std::optional<OwnAccount>> find_open(Transaction& tx, OwnAccountKind kind,
                                                        const std::string& open_id) = 0;
    /// Newest first, ended ones included.
    virtual Result<std::vector<OwnAccount>> list(Transaction& tx) = 0;
    /// Replaces the account's posts.
    virtual Result<void> put_posts(Transaction& tx, const ConnectionId& id,
                                   const std::vector<OwnPost>& posts) = 0;
    /// Newest first.
    virtual Result<std::vector<OwnPost>> posts(Transaction& tx, const ConnectionId& id) = 0;
};

std::unique_ptr<OwnAccountStore> make_sql_own_account_store();

} // namespace bayme::storage

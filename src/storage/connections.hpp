// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "storage/database.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {

/// One way through TikTok's consent screens. The state and the browser's secret are kept as hashes.
struct OAuthFlow {
    std::string state_hash = {};
    std::string browser_hash = {}; ///< of the __Host-oauthtx cookie
    Actor actor = {};
    std::string redirect_uri = {};
    Instant created_at = {};
    Instant expires_at = {};
    /// Set by the first callback; a second one is refused.
    std::optional<Instant> used_at = {};
    std::string code_hash = {};
    std::string outcome = {}; ///< "", "exchanging", "connected", "failed", "lost"
    ConnectionId connection_id = {};
};

enum class ConnectionState {
    choosing, ///< connected, nobody said yet which accounts to keep
    active,
    needs_reauthorisation,
    revoked,
};
std::string_view to_string(ConnectionState state);

/// A grant of a TikTok user to our app. The token is a vault blob; nothing here can be printed into
/// a working token.
struct Connection {
    ConnectionId id = {};
    ConnectionState state = ConnectionState::choosing;
    std::string app_id = {};
    Blob token = {};
    std::int64_t token_generation = 1;
    std::vector<std::string> scopes = {};
    Actor connected_by = {};
    Instant connected_at = {};
    std::optional<Instant> probed_at = {};
    std::string problem = {}; ///< words of the last failed probe
    std::optional<Instant> ended_at = {};

    /// Whether its token may be used: it has not ended and TikTok has not refused it.
    [[nodiscard]] bool is_open() const {
        return state == ConnectionState::choosing || state == ConnectionState::active;
    }
};

/// Who agreed to what (POLICY row 5); written with the connection, never changed.
struct Consent {
    ConnectionId connection_id = {};
    Actor actor = {};
    Instant agreed_at = {};
    std::vector<std::string> scopes = {};
    std::string policy_version = {};
};

/// An ad account. `connection_id` is its one reader. `timezone` is TikTok's text; `offset` is what
/// days are cut by and who said so ("timezone" or an actor); nothing while it is not known.
struct Advertiser {
    AdvertiserId id = {};
    ConnectionId connection_id = {};
    bool included = false;
    std::string name = {};
    std::string status = {};
    std::string currency = {};
    std::string timezone = {};
    std::string display_timezone = {};
    std::optional<int> offset_seconds = {};
    std::string offset_source = {};
    std::string country = {};
    std::string rejection_reason = {};
    std::optional<Micros> balance_micros = {};
    Instant seen_at = {};
    std::optional<Instant> structure_synced_at = {};
    std::optional<Instant> reports_synced_at = {};
    /// Set by the store: when it was first listed.
    std::optional<Instant> first_seen_at = {};
    /// When somebody, or the policy for new accounts, said whether it is used.
    std::optional<Instant> decided_at = {};
    /// Since when no connection reaches it: what is known stays, nothing is asked about it.
    std::optional<Instant> lost_at = {};

    /// Listed, and nobody said yet whether it is used.
    [[nodiscard]] bool is_new() const { return !included && !decided_at && !lost_at; }
    /// What reports need: included, a currency and an offset.
    [[nodiscard]] bool reportable() const {
        return included && offset_seconds && !currency.empty();
    }
};

class OAuthFlowStore {
public:
    virtual ~OAuthFlowStore() = default;
    virtual Result<void> add(Transaction& tx, const OAuthFlow& flow) = 0;
    virtual Result<OAuthFlow> find(Transaction& tx, const std::string& state_hash) = 0;
    /// The flow that made a connection.
    virtual Result<OAuthFlow> find_made(Transaction& tx, const ConnectionId& connection) = 0;
    /// Marks it used. @return conflict (reason "used") when it was used before.
    virtual Result<void> use(Transaction& tx, const std::string& state_hash,
                             const std::string& code_hash, Instant now) = 0;
    virtual Result<void> set_outcome(Transaction& tx, const std::string& state_hash,
                                     const std::string& outcome,
                                     const ConnectionId& connection) = 0;
    /// True when any flow has seen this code.
    virtual Result<bool> code_seen(Transaction& tx, const std::string& code_hash) = 0;
    /// For the start of the program: an exchange that was cut off will not come back. The token may
    /// exist at TikTok all the same.
    /// @return how many were marked "lost".
    virtual Result<std::int64_t> mark_lost(Transaction& tx) = 0;
};

class ConnectionStore {
public:
    virtual ~ConnectionStore() = default;
    virtual Result<void> add(Transaction& tx, const Connection& connection) = 0;
    virtual Result<void> update(Transaction& tx, const Connection& connection) = 0;
    virtual Result<Connection> find(Transaction& tx, const ConnectionId& id) = 0;
    /// Newest first, ended ones included.
    virtual Result<std::vector<Connection>> list(Transaction& tx) = 0;
    virtual Result<void> add_consent(Transaction& tx, const Consent& consent) = 0;
    virtual Result<std::vector<Consent>> consents(Transaction& tx, const ConnectionId& id) = 0;
};

class AdvertiserStore {
public:
    virtual ~AdvertiserStore() = default;
    /// Adds or replaces; keeps reader, included, a stated offset, sync times and what was decided
    /// of an existing row.
    virtual Result<void> put(Transaction& tx, const Advertiser& advertiser) = 0;
    virtual Result<Advertiser> find(Transaction& tx, const AdvertiserId& id) = 0;
    /// All, by name, then id.
    virtual Result<std::vector<Advertiser>> list(Transaction& tx) = 0;
    /// Those the connection's token reaches, whoever reads them.
    virtual Result<std::vector<Advertiser>> reached(Transaction& tx,
                                                    const ConnectionId& connection) = 0;
    /// Replaces what the connection's token reaches.
    virtual Result<void> set_reach(Transaction& tx, const ConnectionId& connection,
                                   const std::vector<AdvertiserId>& ids) = 0;
    /// The connections whose token reaches the account, ended ones included.
    virtual Result<std::vector<ConnectionId>> reaching(Transaction& tx,
                                                       const AdvertiserId& advertiser) = 0;
    /// Makes the connection the account's one reader.
    virtual Result<void> set_reader(Transaction& tx, const AdvertiserId& id,
                                    const ConnectionId& connection) = 0;
    virtual Result<void> set_included(Transaction& tx, const AdvertiserId& id, bool included,
                                      Instant decided_at) = 0;
    /// Freezes the account; nothing thaws it.
    virtual Result<void> set_lost(Transaction& tx, const AdvertiserId& id,
                                  std::optional<Instant> lost_at) = 0;
    virtual Result<void> state_offset(Transaction& tx, const AdvertiserId& id, int seconds,
                                      const std::string& source) = 0;
    virtual Result<void> set_structure_synced(Transaction& tx, const AdvertiserId& id,
                                              Instant at) = 0;
    virtual Result<void> set_reports_synced(Transaction& tx, const AdvertiserId& id,
                                            Instant at) = 0;
};

std::unique_ptr<OAuthFlowStore> make_sql_oauth_flow_store();
std::unique_ptr<ConnectionStore> make_sql_connection_store();
std::unique_ptr<AdvertiserStore> make_sql_advertiser_store();

} // namespace bayme::storage

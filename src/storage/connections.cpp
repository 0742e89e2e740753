// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/connections.hpp"

#include "base/failpoint.hpp"
#include "storage/text_list.hpp"

#include <algorithm>
#include <array>

namespace bayme::storage {
namespace {

constexpr std::array<std::string_view, 4> state_names{"choosing", "active", "needs_reauthorisation",
                                                      "revoked"};

constexpr const char* insert_flow =
    "INSERT INTO oauth_flows (state_hash, browser_hash, actor, redirect_uri, created_at, "
    "expires_at, used_at, code_hash, outcome, connection_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, NULL, '', '', '')";
constexpr const char* select_flow =
    "SELECT state_hash, browser_hash, actor, redirect_uri, created_at, expires_at, used_at, "
    "code_hash, outcome, connection_id FROM oauth_flows WHERE state_hash = $1";
constexpr const char* select_made =
    "SELECT state_hash, browser_hash, actor, redirect_uri, created_at, expires_at, used_at, "
    "code_hash, outcome, connection_id FROM oauth_flows WHERE connection_id = $1";
constexpr const char* use_flow =
    "UPDATE oauth_flows SET used_at = $3, code_hash = $2, outcome = 'exchanging' "
    "WHERE state_hash = $1 AND used_at IS NULL";
constexpr const char* set_flow_outcome =
    "UPDATE oauth_flows SET outcome = $2, connection_id = $3 WHERE state_hash = $1";
constexpr const char* select_code = "SELECT 1 FROM oauth_flows WHERE code_hash = $1 LIMIT 1";

constexpr const char* mark_flows_lost =
    "UPDATE oauth_flows SET outcome = 'lost' WHERE outcome = 'exchanging'";

constexpr const char* insert_connection =
    "INSERT INTO connections (id, state, app_id, token, token_generation, connected_by, "
    "connected_at, probed_at, problem, ended_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr const char* update_connection =
    "UPDATE connections SET state = $2, token = $3, token_generation = $4, probed_at = $5, "
    "problem = $6, ended_at = $7 WHERE id = $1";
constexpr const char* delete_scopes = "DELETE FROM connection_scopes WHERE connection_id = $1";
constexpr const char* insert_scope =
    "INSERT INTO connection_scopes (connection_id, scope) VALUES ($1, $2) "
    "ON CONFLICT DO NOTHING";
constexpr const char* select_scopes =
    "SELECT scope FROM connection_scopes WHERE connection_id = $1 ORDER BY scope";
constexpr const char* select_connections =
    "SELECT id, state, app_id, token, token_generation, connected_by, connected_at, probed_at, "
    "problem, ended_at FROM connections WHERE ($1 = '' OR id = $1) "
    "ORDER BY connected_at DESC, id";
constexpr const char* insert_consent =
    "INSERT INTO consents (connection_id, actor, agreed_at, scopes, policy_version) "
    "VALUES ($1, $2, $3, $4, $5)";
constexpr const char* select_consents =
    "SELECT connection_id, actor, agreed_at, scopes, policy_version FROM consents "
    "WHERE connection_id = $1 ORDER BY agreed_at";

Failpoint connection_added{"accounts.connection_added"};

OAuthFlow read_flow(const Row& row) {
    return {
        .state_hash = row.text(0),
        .browser_hash = row.text(1),
        .actor = parse_actor(row.text(2)),
        .redirect_uri = row.text(3),
        .created_at = row.instant(4),
        .expires_at = row.instant(5),
        .used_at = row.optional_instant(6),
        .code_hash = row.text(7),
        .outcome = row.text(8),
        .connection_id = ConnectionId{row.text(9)},
    };
}

class SqlOAuthFlowStore final : public OAuthFlowStore {
public:
    Result<void> add(Transaction& tx, const OAuthFlow& flow) override {
        BAYME_CHECK(tx.run(insert_flow,
                           {flow.state_hash, flow.browser_hash, to_string(flow.actor),
                            flow.redirect_uri, value(flow.created_at), value(flow.expires_at)}));
        return {};
    }

    Result<OAuthFlow> find(Transaction& tx, const std::string& state_hash) override {
        BAYME_TRY(const auto row, tx.find(select_flow, {state_hash}));
        if (!row) {
            return fail(ErrorCode::not_found, "no authorisation was begun with this state");
        }
        return read_flow(*row);
    }

    Result<OAuthFlow> find_made(Transaction& tx, const ConnectionId& connection) override {
        BAYME_TRY(const auto row, tx.find(select_made, {connection.text()}));
        if (!row || connection.empty()) {
            return fail(ErrorCode::not_found, "no authorisation made connection {}", connection);
        }
        return read_flow(*row);
    }

    Result<void> use(Transaction& tx, const std::string& state_hash, const std::string& code_hash,
                     Instant now) override {
        BAYME_TRY(const auto changed, tx.run(use_flow, {state_hash, code_hash, value(now)}));
        if (changed == 0) {
            return fail(
                Error{ErrorCode::conflict, "this authorisation was used before"}.because("used"));
        }
        return {};
    }

    Result<void> set_outcome(Transaction& tx, const std::string& state_hash,
                             const std::string& outcome, const ConnectionId& connection) override {
        BAYME_CHECK(tx.run(set_flow_outcome, {state_hash, outcome, connection.text()}));
        return {};
    }

    Result<bool> code_seen(Transaction& tx, const std::string& code_hash) override {
        BAYME_TRY(const auto row, tx.find(select_code, {code_hash}));
        return row.has_value();
    }

    Result<std::int64_t> mark_lost(Transaction& tx) override { return tx.run(mark_flows_lost); }
};

class SqlConnectionStore final : public ConnectionStore {
public:
    Result<void> add(Transaction& tx, const Connection& connection) override {
        BAYME_CHECK(
            tx.run(insert_connection,
                   {connection.id.text(), std::string{to_string(connection.state)},
                    connection.app_id, connection.token, connection.token_generation,
                    to_string(connection.connected_by), value(connection.connected_at),
                    value(connection.probed_at), connection.problem, value(connection.ended_at)}));
        BAYME_CHECK(connection_added.reach());
        return put_scopes(tx, connection);
    }

    Result<void> update(Transaction& tx, const Connection& connection) override {
        BAYME_TRY(
            const auto changed,
            tx.run(update_connection,
                   {connection.id.text(), std::string{to_string(connection.state)},
                    connection.token, connection.token_generation, value(connection.probed_at),
                    connection.problem, value(connection.ended_at)}));
        if (changed == 0) {
            return fail(ErrorCode::not_found, "there is no connection {}", connection.id);
        }
        return put_scopes(tx, connection);
    }

    Result<Connection> find(Transaction& tx, const ConnectionId& id) override {
        BAYME_TRY(auto found, select(tx, id));
        if (id.empty() || found.empty()) {
            return fail(ErrorCode::not_found, "there is no connection {}", id);
        }
        return std::move(found.front());
    }

    Result<std::vector<Connection>> list(Transaction& tx) override {
        return select(tx, ConnectionId{});
    }

    Result<void> add_consent(Transaction& tx, const Consent& consent) override {
        BAYME_CHECK(tx.run(insert_consent, {consent.connection_id.text(), to_string(consent.actor),
                                            value(consent.agreed_at), join_texts(consent.scopes),
                                            consent.policy_version}));
        return {};
    }

    Result<std::vector<Consent>> consents(Transaction& tx, const ConnectionId& id) override {
        BAYME_TRY(const auto rows, tx.query(select_consents, {id.text()}));
        std::vector<Consent> consents;
        for (const auto& row : rows) {
            consents.push_back({ConnectionId{row.text(0)}, parse_actor(row.text(1)), row.instant(2),
                                split_texts(row.text(3)), row.text(4)});
        }
        return consents;
    }

private:
    static Result<void> put_scopes(Transaction& tx, const Connection& connection) {
        BAYME_CHECK(tx.run(delete_scopes, {connection.id.text()}));
        for (const auto& scope : connection.scopes) {
            BAYME_CHECK(tx.run(insert_scope, {connection.id.text(), scope}));
        }
        return {};
    }

    static Result<std::vector<Connection>> select(Transaction& tx, const ConnectionId& id) {
        BAYME_TRY(const auto rows, tx.query(select_connections, {id.text()}));
        std::vector<Connection> connections;
        for (const auto& row : rows) {
            const auto state = std::ranges::find(state_names, row.text(1));
            Connection connection{
                .id = ConnectionId{row.text(0)},
                .state = static_cast<ConnectionState>(state - state_names.begin()),
                .app_id = row.text(2),
                .token = Blob{row.blob(3)},
                .token_generation = row.integer(4),
                .scopes = {},
                .connected_by = parse_actor(row.text(5)),
                .connected_at = row.instant(6),
                .probed_at = row.optional_instant(7),
                .problem = row.text(8),
                .ended_at = row.optional_instant(9),
            };
            BAYME_TRY(const auto scopes, tx.query(select_scopes, {connection.id.text()}));
            for (const auto& scope : scopes) {
                connection.scopes.push_back(scope.text(0));
            }
            connections.push_back(std::move(connection));
        }
        return connections;
    }
};

} // namespace

std::string_view to_string(ConnectionState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::unique_ptr<OAuthFlowStore> make_sql_oauth_flow_store() {
    return std::make_unique<SqlOAuthFlowStore>();
}

std::unique_ptr<ConnectionStore> make_sql_connection_store() {
    return std::make_unique<SqlConnectionStore>();
}

} // namespace bayme::storage

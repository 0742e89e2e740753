// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/connections.hpp"

#include "base/failpoint.hpp"
#include "base/json_text.hpp"
#include "tiktok/oauth.hpp"

#include <algorithm>

namespace bayme::accounts {
namespace {

Failpoint exchanged{"accounts.exchanged"};
Failpoint token_held{"accounts.token_held"};
Failpoint revoked{"accounts.revoked"};

tiktok::CallContext person_call(const Actor& actor) {
    return {.priority = tiktok::Priority::person,
            .actor = to_string(actor),
            .job = {},
            .advertiser = {},
            .stop = {}};
}

} // namespace

Connections::Connections(storage::Database& database, Flows& flows,
                         storage::ConnectionStore& connections,
                         storage::AdvertiserStore& advertisers, Tokens& tokens,
                         Directory& directory, Watch& watch, staff::Staff& staff,
                         tiktok::Client& client, Random& random, const Clock& clock,
                         AppRegistration app)
    : database_(database), flows_(flows), connections_(connections), advertisers_(advertisers),
      tokens_(tokens), directory_(directory), watch_(watch), staff_(staff), client_(client),
      random_(random), clock_(clock), app_(std::move(app)) {}

Result<StartedFlow> Connections::start(storage::Transaction& tx, const Actor& actor) {
    BAYME_TRY(auto begun, flows_.begin(tx, actor, app_.redirect_uri));
    return StartedFlow{begun.state.reveal([&](std::string_view plain) {
                           return tiktok::authorize_url(app_.authorize_url, app_.app_id, plain,
                                                        app_.redirect_uri);
                       }),
                       std::move(begun.browser_secret)};
}

Result<NewConnection> Connections::finish(const Callback& callback,
                                          const std::string& policy_version,
                                          const std::string& request_id) {
    BAYME_TRY(const auto actor, flows_.use(callback, app_.redirect_uri));
    return connect(actor, callback.auth_code, callback.state, policy_version, request_id);
}

Result<NewConnection> Connections::finish_with_code(const Actor& actor, const SecretText& auth_code,
                                                    const std::string& policy_version,
                                                    const std::string& request_id) {
    return connect(actor, auth_code, "", policy_version, request_id);
}

Result<NewConnection> Connections::connect(const Actor& actor, const SecretText& auth_code,
                                           const std::string& state,
                                           const std::string& policy_version,
                                           const std::string& request_id) {
    auto context = person_call(actor);
    auto grant = client_.exchange(context, auth_code);
    if (!grant) {
        BAYME_CHECK(flows_.note_failure(state));
        return std::unexpected(
            std::move(grant).error().in("TikTok did not exchange the code, nothing was connected"));
    }
    BAYME_CHECK(exchanged.reach());
    BAYME_TRY(const auto connection,
              store_grant(actor, std::move(grant->value), state, policy_version, request_id));
    BAYME_CHECK(token_held.reach());
    NewConnection made{connection.id, {}, connection.scopes, {}};
    if (auto listed = directory_.refresh(context, connection.id)) {
        made.accounts = std::move(listed->reached);
    } else {
        made.problem = listed.error().message; // names the call that failed and its request id
    }
    return made;
}

Result<storage::Connection> Connections::store_grant(const Actor& actor, tiktok::TokenGrant grant,
                                                     const std::string& state,
                                                     const std::string& policy_version,
                                                     const std::string& request_id) {
    BAYME_TRY(const auto tx, database_.begin_write());
    const auto now = clock_.now();
    storage::Connection connection{
        .id = ConnectionId{make_id(random_)},
        .app_id = app_.app_id,
        .scopes = std::move(grant.scopes),
        .connected_by = actor,
        .connected_at = now,
    };
    BAYME_CHECK(tokens_.seal_new(*tx, connection, grant.access_token));
    BAYME_CHECK(connections_.add(*tx, connection));
    BAYME_CHECK(watch_.list_later(*tx, actor, connection.id));
    BAYME_CHECK(connections_.add_consent(
        *tx, {connection.id, actor, now, connection.scopes, policy_version}));
    BAYME_CHECK(flows_.note_connected(*tx, state, connection.id));
    JsonWriter after;
    after.begin_object().key("scopes").raw(json_array(connection.scopes));
    after.member("policy_version", policy_version).end_object();
    BAYME_CHECK(staff_.audit().record(*tx, {.actor = actor,
                                            .action = "connections.finish",
                                            .object = "connection:" + connection.id.text(),
                                            .after = after.text(),
                                            .request_id = request_id}));
    BAYME_CHECK(tx->commit());
    return connection;
}

Result<void> Connections::keep(storage::Transaction& tx, const ConnectionId& id,
                               const std::vector<AdvertiserId>& chosen) {
    if (chosen.empty()) {
        Error none{ErrorCode::invalid_input, "no account was chosen", "none_chosen"};
        none.fields.push_back(
            {"advertiser_ids", "name at least one account; to keep none, end the connection"});
        return fail(std::move(none));
    }
    BAYME_TRY(auto connection, connections_.find(tx, id));
    BAYME_TRY(const auto reached, advertisers_.reached(tx, id));
    for (const auto& advertiser : chosen) {
        if (std::ranges::find(reached, advertiser, &storage::Advertiser::id) == reached.end()) {
            return fail(ErrorCode::invalid_input, "the connection does not reach account {}",
                        advertiser);
        }
    }
    for (const auto& account : reached) {
        const bool included = std::ranges::find(chosen, account.id) != chosen.end();
        if (included) {
            BAYME_CHECK(advertisers_.set_reader(tx, account.id, id));
            BAYME_CHECK(advertisers_.set_lost(tx, account.id, std::nullopt));
        }
        if (included || account.connection_id == id) {
            BAYME_CHECK(advertisers_.set_included(tx, account.id, included, clock_.now()));
        }
    }
    if (connection.state == storage::ConnectionState::choosing) {
        connection.state = storage::ConnectionState::active;
        BAYME_CHECK(connections_.update(tx, connection));
    }
    return {};
}

Result<void> Connections::include(storage::Transaction& tx, const AdvertiserId& id, bool included) {
    BAYME_TRY(const auto account, advertisers_.find(tx, id));
    BAYME_TRY(const auto reader, connections_.find(tx, account.connection_id));
    if (included && (account.lost_at || !reader.is_open())) {
        return fail(account.lost_at ? not_shared(account) : not_connected(reader));
    }
    return advertisers_.set_included(tx, id, included, clock_.now());
}

Result<Actor> Connections::made_by_browser(storage::Transaction& tx, const ConnectionId& id,
                                           const SecretText& browser_secret) {
    return flows_.made_by_browser(tx, id, browser_secret);
}

Result<void> Connections::revoke(const Actor& actor, const ConnectionId& id,
                                 const std::string& request_id) {
    SecretText token;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(token, tokens_.open_to_revoke(*tx, id));
    }
    const auto answer = client_.revoke(person_call(actor), token);
    if (!answer && !speaks_of_dead_token(answer.error().reason)) {
        auto error = answer.error();
        return std::unexpected(
            std::move(error).in("TikTok did not take the token back, the connection stays"));
    }
    BAYME_CHECK(revoked.reach());
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(auto connection, connections_.find(*tx, id));
    BAYME_CHECK(tokens_.destroy(*tx, connection));
    connection.state = storage::ConnectionState::revoked;
    connection.problem.clear();
    connection.ended_at = clock_.now();
    BAYME_CHECK(connections_.update(*tx, connection));
    Readers readers{connections_, advertisers_};
    BAYME_CHECK(readers.hand_over(*tx, id, clock_.now()));
    BAYME_CHECK(staff_.audit().record(*tx, {.actor = actor,
                                            .action = "connections.revoke",
                                            .object = "connection:" + id.text(),
                                            .request_id = request_id}));
    return tx->commit();
}

Result<void> Connections::state_offset(storage::Transaction& tx, const Actor& actor,
                                       const AdvertiserId& id, UtcOffset offset) {
    return advertisers_.state_offset(tx, id, offset.seconds(), to_string(actor));
}

} // namespace bayme::accounts

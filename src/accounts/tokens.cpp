// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/tokens.hpp"

namespace bayme::accounts {
namespace {

vault::FieldPlace place_of(const storage::Connection& connection) {
    return {.table = "connections",
            .column = "token",
            .row = connection.id.text(),
            .generation = connection.token_generation};
}

} // namespace

Error not_connected(const storage::Connection& connection) {
    const bool refused = connection.state == storage::ConnectionState::needs_reauthorisation;
    return Error{ErrorCode::unauthenticated,
                 fmt::format("connection {} {}: connect the account again", connection.id,
                             refused ? "is refused by TikTok" : "has ended")}
        .because("not_connected");
}

Error not_shared(const storage::Advertiser& account) {
    return Error{ErrorCode::unauthenticated,
                 fmt::format("TikTok does not share account {} with us since {}: give the person "
                             "who connected a role on it again, or connect it with somebody who "
                             "has one",
                             account.id, account.lost_at ? format_instant(*account.lost_at) : "")}
        .because("not_connected");
}

Result<void> Tokens::seal_new(storage::Transaction& tx, storage::Connection& connection,
                              const SecretText& token) {
    BAYME_TRY(const auto key,
              vault_.create_key(tx, vault::KeyPurpose::connection, connection.id.text()));
    BAYME_TRY(connection.token, vault_.seal(tx, key, place_of(connection), token));
    return {};
}

Result<SecretText> Tokens::open(storage::Transaction& tx, const ConnectionId& id) {
    BAYME_TRY(const auto connection, connections_.find(tx, id));
    if (!connection.is_open()) {
        return fail(not_connected(connection));
    }
    return vault_.open(tx, place_of(connection), connection.token);
}

Result<SecretText> Tokens::open_to_revoke(storage::Transaction& tx, const ConnectionId& id) {
    BAYME_TRY(const auto connection, connections_.find(tx, id));
    if (connection.state == storage::ConnectionState::revoked) {
        return fail(not_connected(connection));
    }
    return vault_.open(tx, place_of(connection), connection.token);
}

Result<SecretText> Tokens::open_for(storage::Transaction& tx, const AdvertiserId& advertiser) {
    BAYME_TRY(const auto account, advertisers_.find(tx, advertiser));
    if (!account.included) {
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("account {} was not chosen to be used here", advertiser)}
                        .because("not_included"));
    }
    if (account.lost_at) {
        return fail(not_shared(account));
    }
    return open(tx, account.connection_id);
}

Result<void> Tokens::destroy(storage::Transaction& tx, storage::Connection& connection) {
    BAYME_TRY(const auto key,
              vault_.find_key(tx, vault::KeyPurpose::connection, connection.id.text()));
    BAYME_CHECK(vault_.destroy_key(tx, key));
    connection.token = {};
    return {};
}

} // namespace bayme::accounts

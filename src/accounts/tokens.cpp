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

Result<void> Tokens::seal_new(storage::Transaction& tx, storage::Connection& connection,
                              const SecretText& token) {
    BAYME_TRY(const auto key,
              vault_.create_key(tx, vault::KeyPurpose::connection, connection.id.text()));
    BAYME_TRY(connection.token, vault_.seal(tx, key, place_of(connection), token));
    return {};
}

Result<SecretText> Tokens::open(storage::Transaction& tx, const ConnectionId& id) {
    BAYME_TRY(const auto connection, connections_.find(tx, id));
    if (connection.state != storage::ConnectionState::active &&
        connection.state != storage::ConnectionState::choosing) {
        return fail(Error{ErrorCode::unauthenticated,
                          fmt::format("connection {} is {}: connect the account again", id,
                                      to_string(connection.state))}
                        .because("not_connected"));
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

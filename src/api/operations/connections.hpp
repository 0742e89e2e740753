// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operations/accounts.hpp"

namespace bayme::api {

struct ConnectionView {
    ConnectionId connection_id;
    std::string state;
    std::vector<std::string> scopes;
    std::string connected_by;
    /// As people call them; a pseudonym for whoever was erased.
    std::string connected_by_name;
    Instant connected_at;
    std::string policy_version;
    /// What the last look at the token found wrong; empty when nothing.
    std::string problem;
    std::vector<AccountView> accounts;
};
BOOST_DESCRIBE_STRUCT(ConnectionView, (),
                      (connection_id, state, scopes, connected_by, connected_by_name, connected_at,
                       policy_version, problem, accounts))

struct ConnectionList {
    std::vector<ConnectionView> connections;
};
BOOST_DESCRIBE_STRUCT(ConnectionList, (), (connections))

/// For web/ alone: where the browser goes, and the value of its flow cookie.
struct StartedConnection {
    std::string authorize_url;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(StartedConnection, (), (authorize_url, browser_cookie))

/// What TikTok's redirect and the browser's cookie brought.
struct FinishConnection {
    std::string state;
    SecretText auth_code;
    SecretText browser_cookie;
};
BOOST_DESCRIBE_STRUCT(FinishConnection, (), (state, auth_code, browser_cookie))
constexpr auto rules(const FinishConnection*) {
    return std::array{length("state", 0, 512), length("auth_code", 0, 4096),
                      length("browser_cookie", 0, 512)};
}

struct FinishWithCode {
    SecretText auth_code;
    /// Empty keeps every account found.
    std::vector<AdvertiserId> advertiser_ids;
};
BOOST_DESCRIBE_STRUCT(FinishWithCode, (), (auth_code, advertiser_ids))
constexpr auto rules(const FinishWithCode*) {
    return std::array{length("auth_code", 1, 4096),
                      with_default(items("advertiser_ids", 0, 10'000))};
}

struct KeepAccounts {
    ConnectionId connection_id;
    std::vector<AdvertiserId> advertiser_ids;
};
BOOST_DESCRIBE_STRUCT(KeepAccounts, (), (connection_id, advertiser_ids))
constexpr auto rules(const KeepAccounts*) {
    return std::array{items("advertiser_ids", 0, 10'000)};
}

struct KeepAccountsInBrowser {
    ConnectionId connection_id;
    /// Texts: the browser that connected has no rights on accounts yet, the connection decides.
    std::vector<std::string> advertiser_ids;
    SecretText browser_cookie;
};
BOOST_DESCRIBE_STRUCT(KeepAccountsInBrowser, (), (connection_id, advertiser_ids, browser_cookie))
constexpr auto rules(const KeepAccountsInBrowser*) {
    return std::array{items("advertiser_ids", 0, 10'000), length("browser_cookie", 1, 512)};
}

struct ShowInBrowser {
    ConnectionId connection_id;
    SecretText browser_cookie;
};
BOOST_DESCRIBE_STRUCT(ShowInBrowser, (), (connection_id, browser_cookie))
constexpr auto rules(const ShowInBrowser*) {
    return std::array{length("browser_cookie", 0, 512)};
}

struct OneConnection {
    ConnectionId connection_id;
};
BOOST_DESCRIBE_STRUCT(OneConnection, (), (connection_id))

struct ConnectLink {
    std::string url;
    std::int64_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(ConnectLink, (), (url, minutes))

class Context;
/// The connection as the caller sees it.
Result<ConnectionView> connection_view(Context& context, storage::Transaction& transaction,
                                       const storage::Connection& connection);
/// A one-time link of the actor's to /oauth/start/`login`, and its row in the audit log.
Result<ConnectLink> connect_link(Context& context, storage::Transaction& transaction,
                                 std::string_view login);

struct UseConnectLink {
    SecretText token;
};
BOOST_DESCRIBE_STRUCT(UseConnectLink, (), (token))
constexpr auto rules(const UseConnectLink*) {
    return std::array{length("token", 1, 200)};
}

} // namespace bayme::api

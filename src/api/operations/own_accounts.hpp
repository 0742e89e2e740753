// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "api/operations/connections.hpp"
#include "storage/own_accounts.hpp"

namespace bayme::api {

/// One of the company's own TikTok accounts, whose posts can become ads.
struct OwnAccountView {
    ConnectionId account_id;
    /// tiktok-account or tiktok-developers: the login it was connected by.
    std::string kind;
    std::string state;
    /// As TikTok shows it; empty until it was read.
    std::string name;
    std::vector<std::string> scopes;
    std::string connected_by;
    /// As people call them; a pseudonym for whoever was erased.
    std::string connected_by_name;
    Instant connected_at;
    std::string policy_version;
    /// Until then it renews itself; afterwards it must be connected again.
    Instant renewable_until;
    /// What the last renewal found wrong; empty when nothing.
    std::string problem;
    std::optional<Instant> posts_read_at;
};
BOOST_DESCRIBE_STRUCT(OwnAccountView, (),
                      (account_id, kind, state, name, scopes, connected_by, connected_by_name,
                       connected_at, policy_version, renewable_until, problem, posts_read_at))

struct OwnAccountList {
    std::vector<OwnAccountView> accounts;
    /// The logins by which one can be connected: those that have an app.
    std::vector<std::string> logins;
};
BOOST_DESCRIBE_STRUCT(OwnAccountList, (), (accounts, logins))

struct OwnPostView {
    std::string post_id;
    std::string title;
    std::string description;
    std::string share_url;
    std::optional<Instant> created_at;
    std::optional<std::int64_t> duration_seconds;
};
BOOST_DESCRIBE_STRUCT(OwnPostView, (),
                      (post_id, title, description, share_url, created_at, duration_seconds))

struct OwnPostList {
    /// When TikTok was last asked; absent before the first time.
    std::optional<Instant> read_at;
    std::vector<OwnPostView> posts;
};
BOOST_DESCRIBE_STRUCT(OwnPostList, (), (read_at, posts))

struct OneOwnAccount {
    ConnectionId account_id;
};
BOOST_DESCRIBE_STRUCT(OneOwnAccount, (), (account_id))

struct ShowOwnAccountInBrowser {
    ConnectionId account_id;
    SecretText browser_cookie;
};
BOOST_DESCRIBE_STRUCT(ShowOwnAccountInBrowser, (), (account_id, browser_cookie))
constexpr auto rules(const ShowOwnAccountInBrowser*) {
    return std::array{length("browser_cookie", 0, 512)};
}

/// The job that reads an account's posts.
struct StartedReading {
    JobId job_id;
};
BOOST_DESCRIBE_STRUCT(StartedReading, (), (job_id))

constexpr Rule login_kind(std::string_view field) {
    return one_of(field, "tiktok-account", "tiktok-developers");
}

struct StartOwnAccount {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(StartOwnAccount, (), (kind))
constexpr auto rules(const StartOwnAccount*) {
    return std::array{login_kind("kind")};
}

struct StartOwnAccountByLink {
    std::string kind;
    SecretText token;
};
BOOST_DESCRIBE_STRUCT(StartOwnAccountByLink, (), (kind, token))
constexpr auto rules(const StartOwnAccountByLink*) {
    return std::array{login_kind("kind"), length("token", 1, 200)};
}

/// What TikTok's redirect and the browser's cookie brought.
struct FinishOwnAccount {
    std::string kind;
    std::string state;
    SecretText auth_code;
    SecretText browser_cookie;
};
BOOST_DESCRIBE_STRUCT(FinishOwnAccount, (), (kind, state, auth_code, browser_cookie))
constexpr auto rules(const FinishOwnAccount*) {
    return std::array{login_kind("kind"), length("state", 0, 512), length("auth_code", 0, 4096),
                      length("browser_cookie", 0, 512)};
}

} // namespace bayme::api

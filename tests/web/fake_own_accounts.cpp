// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "fake_operations.hpp"

#include <fmt/format.h>

namespace bayme::web::test {
namespace {

using api::Context;
using api::Effect;
using api::Operation;
using api::Permission;

struct OwnStart {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(OwnStart, (), (kind))
struct OwnStartByLink {
    std::string kind;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(OwnStartByLink, (), (kind, token))
struct OwnFinish {
    std::string kind;
    std::string state;
    std::string auth_code;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(OwnFinish, (), (kind, state, auth_code, browser_cookie))
struct OwnStarted {
    std::string authorize_url;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(OwnStarted, (), (authorize_url, browser_cookie))
struct OwnFinished {
    ConnectionId account_id;
};
BOOST_DESCRIBE_STRUCT(OwnFinished, (), (account_id))

struct OwnAccount {
    ConnectionId account_id;
    std::string kind;
    std::string state;
    std::string name;
    std::string connected_by_name;
    Instant connected_at;
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(OwnAccount, (),
                      (account_id, kind, state, name, connected_by_name, connected_at, problem))
struct OwnAccounts {
    std::vector<OwnAccount> accounts;
    std::vector<std::string> logins;
};
BOOST_DESCRIBE_STRUCT(OwnAccounts, (), (accounts, logins))
struct OneOwn {
    ConnectionId account_id;
};
BOOST_DESCRIBE_STRUCT(OneOwn, (), (account_id))
struct OwnInBrowser {
    ConnectionId account_id;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(OwnInBrowser, (), (account_id, browser_cookie))

/// "o1" is connected, any other was.
OwnAccount account_of(const ConnectionId& id) {
    return {id,
            "tiktok-developers",
            id.text() == "o1" ? "active" : "revoked",
            "Nordlicht <b>film</b>",
            "Ada <b>L</b>",
            parse_instant("2026-05-27T09:10:00Z").value(),
            ""};
}

OwnStarted started() {
    return {"https://www.tiktok.com/v2/auth/authorize/?state=s", "browser-1"};
}

const Operation table[] = {
    {.name = "own_accounts.start",
     .summary = "Begin",
     .needs = Permission::manage_connections,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OwnStart& request) -> Result<OwnStarted> {
         asked().push_back("own_accounts.start " + request.kind);
         return started();
     }},
    {.name = "own_accounts.start_by_link",
     .summary = "Begin by a link",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OwnStartByLink& request) -> Result<OwnStarted> {
         asked().push_back(
             fmt::format("own_accounts.start_by_link {} {}", request.kind, request.token));
         if (request.token != "good") {
             return fail(ErrorCode::unauthenticated, "the link is used up");
         }
         return started();
     }},
    {.name = "own_accounts.finish",
     .summary = "Exchange the code",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OwnFinish& request) -> Result<OwnFinished> {
         asked().push_back(fmt::format("own_accounts.finish {} state={} code={} browser={}",
                                       request.kind, request.state, request.auth_code,
                                       request.browser_cookie));
         if (request.auth_code.empty()) {
             return fail(Error{ErrorCode::forbidden, "refused", "oauth.refused"});
         }
         if (request.browser_cookie != "browser-1") {
             return fail(Error{ErrorCode::forbidden, "not begun in this browser", "oauth.state"});
         }
         if (request.auth_code == "bad") {
             return fail(
                 Error{ErrorCode::unauthenticated, "no", "tiktok_developers.invalid_grant"});
         }
         return OwnFinished{ConnectionId{"o1"}};
     }},
    {.name = "own_accounts.show_in_browser",
     .summary = "What was connected",
     .needs = Permission::anyone,
     .run = [](Context&, const OwnInBrowser& request) -> Result<OwnAccount> {
         if (request.browser_cookie != "browser-1") {
             return fail(Error{ErrorCode::forbidden, "not made in this browser", "oauth.state"});
         }
         return account_of(request.account_id);
     }},
    {.name = "own_accounts.list",
     .summary = "One that is connected and one that was",
     .needs = Permission::manage_connections,
     .run = [](Context&, const api::Nothing&) -> Result<OwnAccounts> {
         return OwnAccounts{{account_of(ConnectionId{"o1"}), account_of(ConnectionId{"o2"})},
                            {"tiktok-account", "tiktok-developers"}};
     }},
    {.name = "own_accounts.revoke",
     .summary = "Disconnect",
     .needs = Permission::manage_connections,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OneOwn& request) -> Result<OwnAccount> {
         asked().push_back("own_accounts.revoke " + request.account_id.text());
         return account_of(request.account_id);
     }},
};

} // namespace

std::span<const Operation> fake_own_account_operations() {
    return table;
}

} // namespace bayme::web::test

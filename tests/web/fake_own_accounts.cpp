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
         if (request.browser_cookie != "browser-1") {
             return fail(Error{ErrorCode::forbidden, "not begun in this browser", "oauth.state"});
         }
         if (request.auth_code == "bad") {
             return fail(
                 Error{ErrorCode::unauthenticated, "no", "tiktok_developers.invalid_grant"});
         }
         return OwnFinished{ConnectionId{"o1"}};
     }},
};

} // namespace

std::span<const Operation> fake_own_account_operations() {
    return table;
}

} // namespace bayme::web::test

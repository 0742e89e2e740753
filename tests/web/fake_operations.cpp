// SPDX-License-Identifier: LicenseRef-Bayme
#include "fake_operations.hpp"

#include "api/context.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace bayme::web::test {
namespace {

using api::Context;
using api::Effect;
using api::Nothing;
using api::Operation;
using api::Permission;

struct Account {
    AdvertiserId advertiser_id;
    std::string name;
    bool included = false;
    std::string currency;
    std::string timezone;
    std::string offset;
    std::string connection_state;
    std::optional<Instant> reports_synced_at;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (advertiser_id, name, included, currency, timezone, offset, connection_state,
                       reports_synced_at))
struct Accounts {
    std::vector<Account> accounts;
};
BOOST_DESCRIBE_STRUCT(Accounts, (), (accounts))

std::vector<Account> two_accounts() {
    return {{AdvertiserId{"7001"}, "Nordlicht <b>EU</b>", true, "EUR", "Etc/GMT-1", "UTC+1",
             "active", parse_instant("2026-05-27T09:00:00Z").value()},
            {AdvertiserId{"7002"}, "Nordlicht US", false, "USD", "Etc/GMT+8", "UTC-8", "revoked",
             std::nullopt}};
}

struct Started {
    std::string authorize_url;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(Started, (), (authorize_url, browser_cookie))
struct Link {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(Link, (), (token))
struct Finish {
    std::string state;
    std::string auth_code;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(Finish, (), (state, auth_code, browser_cookie))
struct ShowInBrowser {
    ConnectionId connection_id;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(ShowInBrowser, (), (connection_id, browser_cookie))
struct KeepInBrowser {
    ConnectionId connection_id;
    std::vector<std::string> chosen;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(KeepInBrowser, (), (connection_id, chosen, browser_cookie))
struct Connection {
    ConnectionId connection_id;
    std::vector<std::string> scopes;
    std::string problem;
    std::vector<Account> accounts;
};
BOOST_DESCRIBE_STRUCT(Connection, (), (connection_id, scopes, problem, accounts))

Result<Connection> connection_of(const std::string& browser_cookie) {
    if (browser_cookie != "browser-1") {
        return fail(Error{ErrorCode::forbidden, "not begun in this browser", "oauth.state"});
    }
    return Connection{ConnectionId{"c1"}, {"Reporting"}, "", two_accounts()};
}

struct Step {
    std::string level;
    std::string object_id;
    std::string object_name;
    std::string field;
    std::string before;
    std::string after;
    std::string note;
    std::string state;
    std::string message;
    std::string tiktok_request_id;
    std::string read_back;
};
BOOST_DESCRIBE_STRUCT(Step, (),
                      (level, object_id, object_name, field, before, after, note, state, message,
                       tiktok_request_id, read_back))
struct Plan {
    PlanId plan_id;
    AdvertiserId advertiser_id;
    std::string title;
    std::string state;
    std::string needs;
    std::string drafted_by;
    Instant drafted_at;
    std::vector<Step> steps;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (plan_id, advertiser_id, title, state, needs, drafted_by, drafted_at, steps))
struct Plans {
    std::vector<Plan> plans;
};
BOOST_DESCRIBE_STRUCT(Plans, (), (plans))
struct OnePlan {
    PlanId plan_id;
};
BOOST_DESCRIBE_STRUCT(OnePlan, (), (plan_id))
struct Approve {
    PlanId plan_id;
    bool confirmed = false;
};
BOOST_DESCRIBE_STRUCT(Approve, (), (plan_id, confirmed))

Plan draft_plan() {
    return {PlanId{"p1"},
            AdvertiserId{"7001"},
            "Budget of <i>Spring</i>",
            "draft",
            "one",
            "local_operator",
            parse_instant("2026-05-27T09:10:00Z").value(),
            {{"campaign", "17", "<i>Spring</i>", "budget", "270", "1324.5", "", "pending", "", "",
              ""}}};
}

struct Jobs {
    std::vector<Nothing> jobs;
};
BOOST_DESCRIBE_STRUCT(Jobs, (), (jobs))

Result<Nothing> note(std::string what) {
    asked().push_back(std::move(what));
    return Nothing{};
}

const Operation table[] = {
    {.name = "accounts.list",
     .summary = "Two accounts",
     .needs = Permission::read_reports,
     .run = [](Context&, const Nothing&) -> Result<Accounts> {
         return Accounts{two_accounts()};
     }},
    {.name = "connections.start",
     .summary = "Begin",
     .needs = Permission::manage_connections,
     .effect = Effect::changes_in_steps,
     .run = [](Context& context, const Nothing&) -> Result<Started> {
         asked().push_back("connections.start by " + to_string(context.actor()));
         return Started{"https://business-api.tiktok.com/portal/auth?state=s", "browser-1"};
     }},
    {.name = "connections.start_by_link",
     .summary = "Begin by a link",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const Link& request) -> Result<Started> {
         if (request.token != "good") {
             return fail(ErrorCode::unauthenticated, "the link is used up");
         }
         return Started{"https://business-api.tiktok.com/portal/auth?state=s", "browser-1"};
     }},
    {.name = "connections.finish",
     .summary = "Exchange the code",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const Finish& request) -> Result<Connection> {
         asked().push_back(fmt::format("connections.finish state={} auth_code={} browser={}",
                                       request.state, request.auth_code, request.browser_cookie));
         if (request.auth_code == "lost") {
             return fail(ErrorCode::uncertain, "no answer came");
         }
         return connection_of(request.browser_cookie);
     }},
    {.name = "connections.show_in_browser",
     .summary = "What the consent opened",
     .needs = Permission::anyone,
     .run = [](Context&, const ShowInBrowser& request) -> Result<Connection> {
         return connection_of(request.browser_cookie);
     }},
    {.name = "connections.keep_in_browser",
     .summary = "Keep accounts",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const KeepInBrowser& request) -> Result<Connection> {
         asked().push_back(fmt::format("connections.keep {} [{}]", request.connection_id.text(),
                                       fmt::join(request.chosen, ",")));
         return connection_of(request.browser_cookie);
     }},
    {.name = "plans.list",
     .summary = "One plan",
     .needs = Permission::read_reports,
     .run = [](Context&, const Nothing&) -> Result<Plans> {
         return Plans{{draft_plan()}};
     }},
    {.name = "plans.show",
     .summary = "One plan",
     .needs = Permission::read_reports,
     .run = [](Context&, const OnePlan& request) -> Result<Plan> {
         if (request.plan_id != PlanId{"p1"}) {
             return fail(ErrorCode::not_found, "there is no plan {}", request.plan_id);
         }
         return draft_plan();
     }},
    {.name = "plans.approve",
     .summary = "Approve",
     .needs = Permission::approve_changes,
     .effect = Effect::changes_in_steps,
     .run = [](Context& context, const Approve& request) -> Result<Plan> {
         asked().push_back(fmt::format("plans.approve {} by {}", request.plan_id.text(),
                                       to_string(context.actor())));
         return draft_plan();
     }},
    {.name = "plans.discard",
     .summary = "Discard",
     .needs = Permission::draft_changes,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OnePlan&) -> Result<Plan> {
         return fail(ErrorCode::conflict, "the plan is being applied");
     }},
    {.name = "jobs.list",
     .summary = "No job",
     .needs = Permission::read_reports,
     .run = [](Context&, const Nothing&) -> Result<Jobs> {
         return Jobs{};
     }},
    {.name = "sync.start",
     .summary = "Start",
     .needs = Permission::run_sync,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const Nothing&) -> Result<Nothing> {
         return note("sync.start");
     }},
};

} // namespace

std::vector<std::string>& asked() {
    static std::vector<std::string> all;
    return all;
}

std::span<const Operation> fake_operations() {
    return table;
}

} // namespace bayme::web::test

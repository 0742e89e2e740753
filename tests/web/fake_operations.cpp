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
    ConnectionId connection_id = ConnectionId{"c1"};
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (advertiser_id, name, included, currency, timezone, offset, connection_state,
                       reports_synced_at, connection_id))
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
    std::vector<std::string> advertiser_ids;
    std::string browser_cookie;
};
BOOST_DESCRIBE_STRUCT(KeepInBrowser, (), (connection_id, advertiser_ids, browser_cookie))
struct AskedAccounts {
    bool all = false;
};
BOOST_DESCRIBE_STRUCT(AskedAccounts, (), (all))
constexpr auto rules(const AskedAccounts*) {
    return std::array{api::with_default("all")};
}
struct Connection {
    ConnectionId connection_id;
    std::vector<std::string> scopes;
    std::string problem;
    std::vector<Account> accounts;
    std::string state = "choosing";
    std::string connected_by_name = "Ada <b>L</b>";
};
BOOST_DESCRIBE_STRUCT(Connection, (),
                      (connection_id, scopes, problem, accounts, state, connected_by_name))

Result<Connection> connection_of(const std::string& browser_cookie) {
    if (browser_cookie != "browser-1") {
        return fail(Error{ErrorCode::forbidden, "not begun in this browser", "oauth.state"});
    }
    return Connection{ConnectionId{"c1"}, {"Reporting"}, "", two_accounts()};
}

struct Figures {
    std::string spend;
    std::int64_t impressions = 0;
    std::int64_t clicks = 0;
    std::int64_t conversions = 0;
};
BOOST_DESCRIBE_STRUCT(Figures, (), (spend, impressions, clicks, conversions))
struct DayState {
    std::string state;
    std::optional<Instant> facts_at;
};
BOOST_DESCRIBE_STRUCT(DayState, (), (state, facts_at))
struct Campaign {
    CampaignId campaign_id;
    std::string name;
    std::string operation_status;
    std::string secondary_status;
    std::string budget_mode;
    std::optional<std::string> budget;
    bool deleted = false;
    std::optional<Figures> yesterday;
    std::optional<Figures> today;
};
BOOST_DESCRIBE_STRUCT(Campaign, (),
                      (campaign_id, name, operation_status, secondary_status, budget_mode, budget,
                       deleted, yesterday, today))
struct Campaigns {
    std::string advertiser_name;
    std::string currency;
    std::string offset;
    DayState yesterday;
    DayState today;
    std::vector<Campaign> campaigns;
    Figures total_yesterday;
    Figures total_today;
};
BOOST_DESCRIBE_STRUCT(Campaigns, (),
                      (advertiser_name, currency, offset, yesterday, today, campaigns,
                       total_yesterday, total_today))
struct OfAccount {
    AdvertiserId advertiser_id;
};
BOOST_DESCRIBE_STRUCT(OfAccount, (), (advertiser_id))

Campaigns two_campaigns() {
    const Figures sums{"1234.5", 90000, 800, 4};
    return {
        .advertiser_name = "Nordlicht <b>EU</b>",
        .currency = "EUR",
        .offset = "UTC+1",
        .yesterday = {"complete", std::nullopt},
        .today = {"provisional", parse_instant("2026-05-27T08:52:00Z").value()},
        .campaigns = {{CampaignId{"17"}, "<i>Spring</i>", "ENABLE", "CAMPAIGN_STATUS_BUDGET_EXCEED",
                       "BUDGET_MODE_DAY", "270", false, sums, std::nullopt},
                      {CampaignId{"18"}, "Autumn", "DISABLE", "CAMPAIGN_STATUS_DISABLE",
                       "BUDGET_MODE_INFINITE", std::nullopt, false, std::nullopt, sums}},
        .total_yesterday = sums,
        .total_today = sums};
}

struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (done, total, text))
struct Job {
    std::string advertiser_id;
    std::string state;
    Progress progress;
};
BOOST_DESCRIBE_STRUCT(Job, (), (advertiser_id, state, progress))
struct Jobs {
    std::vector<Job> jobs;
};
BOOST_DESCRIBE_STRUCT(Jobs, (), (jobs))
struct PausedAccount {
    std::string scope;
    std::string subject;
    std::string paused_by_name;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PausedAccount, (), (scope, subject, paused_by_name, reason))
struct JobKind {
    std::string kind;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(JobKind, (), (kind, title))
struct Overview {
    std::vector<PausedAccount> paused_accounts;
    std::vector<JobKind> kinds;
};
BOOST_DESCRIBE_STRUCT(Overview, (), (paused_accounts, kinds))
struct ResumeAccount {
    std::string advertiser_id;
};
BOOST_DESCRIBE_STRUCT(ResumeAccount, (), (advertiser_id))
struct PauseKind {
    std::string kind;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PauseKind, (), (kind, reason))
struct ListJobs {
    std::string kind;
    bool dead_letters = false;
    std::int64_t limit = 0;
};
BOOST_DESCRIBE_STRUCT(ListJobs, (), (kind, dead_letters, limit))
constexpr auto rules(const ListJobs*) {
    return std::array{api::with_default("kind"), api::with_default("dead_letters"),
                      api::with_default("limit")};
}

struct KeepAccounts {
    ConnectionId connection_id;
    std::vector<AdvertiserId> advertiser_ids;
};
BOOST_DESCRIBE_STRUCT(KeepAccounts, (), (connection_id, advertiser_ids))
struct Connections {
    std::vector<Connection> connections;
};
BOOST_DESCRIBE_STRUCT(Connections, (), (connections))

struct OneConnection {
    ConnectionId connection_id;
};
BOOST_DESCRIBE_STRUCT(OneConnection, (), (connection_id))

Error none_chosen() {
    return {ErrorCode::invalid_input, "no account was chosen", "none_chosen"};
}

Result<Nothing> note(std::string what) {
    asked().push_back(std::move(what));
    return Nothing{};
}

const Operation table[] = {
    {.name = "accounts.list",
     .summary = "Two accounts",
     .needs = Permission::read_reports,
     .run = [](Context&, const AskedAccounts&) -> Result<Accounts> {
         auto accounts = two_accounts();
         accounts.back().included = true;
         accounts.push_back({AdvertiserId{"7003"}, "Nordlicht UK", true, "GBP", "Etc/GMT", "UTC+0",
                             "active", std::nullopt});
         return Accounts{std::move(accounts)};
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
         if (request.advertiser_ids.empty()) {
             return fail(none_chosen());
         }
         asked().push_back(fmt::format("connections.keep {} [{}]", request.connection_id.text(),
                                       fmt::join(request.advertiser_ids, ",")));
         return connection_of(request.browser_cookie);
     }},
    {.name = "campaigns.list",
     .summary = "Two campaigns",
     .needs = Permission::read_reports,
     .run = [](Context&, const OfAccount& request) -> Result<Campaigns> {
         if (request.advertiser_id != AdvertiserId{"7001"}) {
             return fail(
                 Error{ErrorCode::conflict, "nobody knows how its days are cut", "no_offset"});
         }
         return two_campaigns();
     }},
    {.name = "connections.list",
     .summary = "One that waits for a choice and one that has ended",
     .needs = Permission::manage_connections,
     .run = [](Context&, const Nothing&) -> Result<Connections> {
         BAYME_TRY(auto connection, connection_of("browser-1"));
         auto ended = connection;
         ended.connection_id = ConnectionId{"c0"};
         ended.state = "revoked";
         return Connections{{std::move(connection), std::move(ended)}};
     }},
    {.name = "connections.keep",
     .summary = "Keep",
     .needs = Permission::manage_connections,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const KeepAccounts& request) -> Result<Nothing> {
         if (request.advertiser_ids.empty()) {
             return fail(none_chosen());
         }
         return note("keep " + request.connection_id.text() + " " +
                     request.advertiser_ids.front().text());
     }},
    {.name = "connections.revoke",
     .summary = "End",
     .needs = Permission::manage_connections,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const OneConnection& request) -> Result<Nothing> {
         if (revoke_fails) {
             return fail(ErrorCode::unavailable, "TikTok did not answer, the connection stays");
         }
         return note("revoke " + request.connection_id.text());
     }},
    {.name = "jobs.list",
     .summary = "No job",
     .needs = Permission::read_reports,
     .run = [](Context&, const ListJobs& request) -> Result<Jobs> {
         return request.kind.empty() ? Jobs{} : Jobs{{{"7003", "running", {3, 12, "windows"}}}};
     }},
    {.name = "jobs.overview",
     .summary = "An account is paused",
     .needs = Permission::read_reports,
     .run = [](Context&, const Nothing&) -> Result<Overview> {
         return Overview{.paused_accounts = {{"account", "7001", "Ada", "we count"}},
                         .kinds = {{"sync.account", "Sync of an account"}}};
     }},
    {.name = "jobs.resume_account",
     .summary = "Resume",
     .needs = Permission::run_sync,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const ResumeAccount& request) -> Result<Nothing> {
         return note("resume " + request.advertiser_id);
     }},
    {.name = "jobs.pause_kind",
     .summary = "Pause",
     .needs = Permission::operate,
     .effect = Effect::changes_in_steps,
     .run = [](Context&, const PauseKind& request) -> Result<Nothing> {
         return note("pause " + request.kind + ": " + request.reason);
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

bool revoke_fails = false;

std::vector<std::string>& asked() {
    static std::vector<std::string> all;
    return all;
}

std::span<const Operation> fake_operations() {
    return table;
}

} // namespace bayme::web::test

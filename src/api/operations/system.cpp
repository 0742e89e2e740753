// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations.hpp"
#include "base/version.hpp"

namespace bayme::api {
namespace {

struct Version {
    std::string version;
    std::int64_t schema = 0;
};
BOOST_DESCRIBE_STRUCT(Version, (), (version, schema))

struct HealthCheck {
    std::string name;
    bool ok = false;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(HealthCheck, (), (name, ok, detail))

struct Health {
    bool ready = false;
    std::vector<HealthCheck> checks;
};
BOOST_DESCRIBE_STRUCT(Health, (), (ready, checks))

struct WhoAmI {
    std::string actor;
    bool every_account = false;
    std::vector<AdvertiserId> advertiser_ids;
};
BOOST_DESCRIBE_STRUCT(WhoAmI, (), (actor, every_account, advertiser_ids))

const Operation table[] = {
    {.name = "system.version",
     .summary = "Which Bayme this is",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const Nothing&) -> Result<Version> {
         BAYME_TRY(const auto schema, context.database().version());
         return Version{std::string{program_version()}, schema};
     }},
    {.name = "system.health",
     .summary = "Whether each part of the program works",
     .needs = Permission::operate,
     .on = {Surface::http, Surface::cli},
     .run = [](Context& context, const Nothing&) -> Result<Health> {
         Health health{.ready = true, .checks = {}};
         for (const auto& check : context.health()) {
             health.ready = health.ready && check.ok;
             health.checks.push_back({check.name, check.ok, check.detail});
         }
         return health;
     }},
    {.name = "system.whoami",
     .summary = "On whose behalf this call was made, and which accounts are theirs",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const Nothing&) -> Result<WhoAmI> {
         return WhoAmI{to_string(context.actor()), context.scope().every, context.scope().accounts};
     }},
};

} // namespace

std::span<const Operation> system_operations() {
    return table;
}

} // namespace bayme::api

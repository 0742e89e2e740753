// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations.hpp"
#include "base/version.hpp"
#include "staff/staff.hpp"

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
    /// A person's own; empty for others.
    std::string name;
    std::vector<std::string> permissions;
    bool every_account = false;
    std::vector<AdvertiserId> advertiser_ids;
};
BOOST_DESCRIBE_STRUCT(WhoAmI, (), (actor, name, permissions, every_account, advertiser_ids))

Result<WhoAmI> who_am_i(Context& context) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    WhoAmI me{.actor = to_string(context.actor()),
              .name = {},
              .permissions = {},
              .every_account = context.scope().every,
              .advertiser_ids = context.scope().accounts};
    if (context.actor().kind == ActorKind::person) {
        BAYME_TRY(const auto person,
                  context.staff().people().find(transaction, PersonId{context.actor().id}));
        me.name = person.name;
    }
    for (const auto permission : staff::all_permissions) {
        if (context.staff().authorise(transaction, context.actor(), permission)) {
            me.permissions.emplace_back(to_string(permission));
        }
    }
    return me;
}

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
         return who_am_i(context);
     }},
};

} // namespace

std::span<const Operation> system_operations() {
    return table;
}

} // namespace bayme::api

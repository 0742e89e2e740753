// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/describe.hpp"
#include "api/operations.hpp"
#include "storage/connections.hpp"
#include "sync/cube_choice.hpp"
#include "tiktok/governor.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

struct CubeInfo {
    std::string cube;
    std::string level;
    std::string grain;
    bool enabled = false;
    /// Calls a day by its timetable, for the accounts asked for.
    std::int64_t calls_a_day = 0;
    /// False: of some accounts no rows are known yet; the calls are the fewest it can take.
    bool rows_known = true;
    /// Accounts with too many ads for it.
    std::int64_t accounts_left_out = 0;
    /// Metrics TikTok refuses for some account: left out, and asked for again daily.
    std::vector<std::string> not_delivered = {};
};
BOOST_DESCRIBE_STRUCT(CubeInfo, (),
                      (cube, level, grain, enabled, calls_a_day, rows_known, accounts_left_out,
                       not_delivered))

struct AccountCalls {
    AdvertiserId advertiser_id;
    std::int64_t calls_a_day = 0;
};
BOOST_DESCRIBE_STRUCT(AccountCalls, (), (advertiser_id, calls_a_day))

struct CubesPrice {
    std::vector<CubeInfo> cubes;
    std::vector<AccountCalls> accounts;
    /// Of the enabled cubes and those asked for.
    std::int64_t calls_a_day = 0;
    /// Of the app's level; 0 without a limit.
    std::int64_t allowed_a_day = 0;
    /// In thousandths of what is allowed.
    std::int64_t share_permille = 0;
    /// Whether it stays below what a timetable may take of the level.
    bool acceptable = true;
};
BOOST_DESCRIBE_STRUCT(CubesPrice, (),
                      (cubes, accounts, calls_a_day, allowed_a_day, share_permille, acceptable))

/// A closed day on which a level adds up to something else than the account, after a second look.
struct Difference {
    AdvertiserId advertiser_id;
    std::string cube;
    Day day;
    /// The first that differs.
    std::string metric;
    Decimal account_value;
    Decimal level_value;
    /// latency, deleted_objects or unexplained.
    std::string cause;
    Instant since;
};
BOOST_DESCRIBE_STRUCT(Difference, (),
                      (advertiser_id, cube, day, metric, account_value, level_value, cause, since))

struct Differences {
    std::vector<Difference> differences;
};
BOOST_DESCRIBE_STRUCT(Differences, (), (differences))

struct PriceCubes {
    /// Beside those that are enabled.
    std::vector<std::string> cubes;
};
BOOST_DESCRIBE_STRUCT(PriceCubes, (), (cubes))
constexpr auto rules(const PriceCubes*) {
    return std::array{with_default(items("cubes", 0, 16)), each(length("cubes", 1, 32))};
}

struct NamedCube {
    std::string cube;
};
BOOST_DESCRIBE_STRUCT(NamedCube, (), (cube))
constexpr auto rules(const NamedCube*) {
    return std::array{length("cube", 1, 32)};
}

Result<const snapshots::Cube*> cube_named(const std::string& name) {
    const auto* cube = snapshots::find_cube(name);
    if (cube == nullptr) {
        return fail(Error{ErrorCode::invalid_input,
                          fmt::format("\"{}\" is no cube: `bayme cubes list` names them", name)}
                        .because("no_such_cube"));
    }
    return cube;
}

/// Prices every cube; `more` count as enabled. Every account counts, whoever asks: the limit is the
/// app's.
Result<CubesPrice> price(Context& context, const std::vector<const snapshots::Cube*>& more) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto all, context.advertisers().list(transaction));
    std::vector<AdvertiserId> accounts;
    for (const auto& account : all) {
        if (account.reportable()) {
            accounts.push_back(account.id);
        }
    }
    std::vector<const snapshots::Cube*> every;
    for (const auto& cube : snapshots::cubes()) {
        every.push_back(&cube);
    }
    BAYME_TRY(const auto enabled, sync::enabled_cubes(transaction, context.report_memory()));
    BAYME_TRY(const auto refused, context.report_memory().refused(transaction, {}));
    BAYME_TRY(const auto costs,
              sync::price_cubes(context.snapshots(), accounts, every, context.now()));
    CubesPrice answer;
    for (const auto& id : accounts) {
        answer.accounts.push_back({id, 0});
    }
    for (const auto* cube : every) {
        CubeInfo info{.cube = std::string{cube->name},
                      .level = std::string{to_string(cube->level)},
                      .grain = std::string{to_string(cube->grain)},
                      .enabled = std::ranges::find(enabled, cube) != enabled.end()};
        const bool counts = info.enabled || std::ranges::find(more, cube) != more.end();
        for (const auto& cost : costs) {
            if (cost.cube != cube) {
                continue;
            }
            info.calls_a_day += cost.calls_a_day;
            info.rows_known = info.rows_known && cost.rows_known;
            info.accounts_left_out += cost.kept ? 0 : 1;
            auto& account =
                *std::ranges::find(answer.accounts, cost.advertiser, &AccountCalls::advertiser_id);
            account.calls_a_day += counts ? cost.calls_a_day : 0;
        }
        for (const auto& one : refused) {
            if (one.cube == cube->name && context.scope().contains(one.advertiser_id) &&
                std::ranges::find(info.not_delivered, one.metric) == info.not_delivered.end()) {
                info.not_delivered.push_back(one.metric);
            }
        }
        answer.calls_a_day += counts ? info.calls_a_day : 0;
        answer.cubes.push_back(std::move(info));
    }
    std::erase_if(answer.accounts, [&](const AccountCalls& account) {
        return !context.scope().contains(account.advertiser_id);
    });
    answer.allowed_a_day = context.governor().view().app.allowance.day;
    if (answer.allowed_a_day > 0) {
        answer.share_permille = answer.calls_a_day * 1000 / answer.allowed_a_day;
        answer.acceptable = answer.share_permille <= sync::most_percent_of_tier * 10;
    }
    return answer;
}

Result<CubesPrice> choose(Context& context, const std::string& name, bool enabled) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto* cube, cube_named(name));
    if (enabled) {
        BAYME_TRY(const auto asked, price(context, {cube}));
        if (!asked.acceptable) {
            return fail(
                Error{ErrorCode::invalid_input,
                      fmt::format("{} was not enabled: with it {} of TikTok's {} calls a day "
                                  "would be used by the timetable, more than {} %. Disable another "
                                  "cube or ask TikTok for a higher level.",
                                  name, asked.calls_a_day, asked.allowed_a_day,
                                  sync::most_percent_of_tier)}
                    .because("too_many_calls"));
        }
    }
    BAYME_CHECK(context.report_memory().choose_cube(transaction, {name, enabled}, context.now()));
    context.audit(fmt::format("cube:{}", name),
                  enabled ? R"({"enabled":false})" : R"({"enabled":true})",
                  enabled ? R"({"enabled":true})" : R"({"enabled":false})");
    return price(context, {});
}

Decimal plain(const std::string& metric, std::int64_t held) {
    const auto index = snapshots::find_metric(metric);
    const bool micros = index && snapshots::in_micros(snapshots::metric(*index).unit);
    return Decimal{micros ? held : held * micros_per_unit};
}

Result<Differences> list_differences(Context& context) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto all, context.report_memory().differences(transaction, {}));
    Differences answer;
    for (const auto& one : all) {
        if (context.scope().contains(one.advertiser_id)) {
            answer.differences.push_back({one.advertiser_id, one.cube, one.day, one.metric,
                                          plain(one.metric, one.account_value),
                                          plain(one.metric, one.level_value), one.cause,
                                          one.since});
        }
    }
    return answer;
}

const Operation table[] = {
    {.name = "cubes.list",
     .summary = "What is fetched, how often, what it costs a day and what is not delivered",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const Nothing&) -> Result<CubesPrice> {
         return price(context, {});
     }},
    {.name = "cubes.price",
     .summary = "What further cubes would cost a day, by account and in all",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const PriceCubes& request) -> Result<CubesPrice> {
         std::vector<const snapshots::Cube*> more;
         for (const auto& name : request.cubes) {
             BAYME_TRY(const auto* cube, cube_named(name));
             more.push_back(cube);
         }
         return price(context, more);
     }},
    {.name = "differences.list",
     .summary = "Days on which a level adds up to something else than the account, and why",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const Nothing&) {
             return list_differences(context);
         }},
    {.name = "cubes.enable",
     .summary = "Fetch a cube from now on, if the app's level has room for it",
     .needs = Permission::operate,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const NamedCube& named) {
             return choose(context, named.cube, true);
         }},
    {.name = "cubes.disable",
     .summary = "Fetch a cube no longer; what was fetched stays until its end",
     .needs = Permission::operate,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const NamedCube& named) {
             return choose(context, named.cube, false);
         }},
};

} // namespace

std::span<const Operation> cubes_operations() {
    return table;
}

} // namespace bayme::api

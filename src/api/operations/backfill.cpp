// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/backfill.hpp"

#include "api/operations.hpp"
#include "api/operations/accounts_asked.hpp"
#include "sync/backfill.hpp"
#include "sync/cube_choice.hpp"
#include "sync/sync.hpp"
#include "tiktok/governor.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

/// What is to be filled in, and who was left out.
struct Asked {
    sync::BackfillRequest request;
    std::vector<AdvertiserId> left_out;
};

Result<std::vector<const snapshots::Cube*>> cubes_asked(Context& context,
                                                        storage::Transaction& transaction,
                                                        const std::vector<std::string>& names) {
    if (names.empty()) {
        return sync::enabled_cubes(transaction, context.report_memory());
    }
    std::vector<const snapshots::Cube*> cubes;
    for (const auto& name : names) {
        const auto* cube = snapshots::find_cube(name);
        if (cube == nullptr) {
            return fail(Error{ErrorCode::invalid_input,
                              fmt::format("\"{}\" is no cube: `bayme cubes list` names them", name)}
                            .because("no_such_cube"));
        }
        cubes.push_back(cube);
    }
    return cubes;
}

Result<Asked> read(Context& context, const BackfillRange& range) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    const auto today = Day{std::chrono::floor<std::chrono::days>(context.now())};
    Asked asked;
    BAYME_TRY(asked.request.days, make_day_range(range.from, range.to.value_or(today.plus(-1))));
    BAYME_TRY(asked.request.cubes, cubes_asked(context, transaction, range.cubes));
    BAYME_TRY(const auto in_use, context.sync().in_use(transaction));
    BAYME_TRY(const auto accounts, accounts_asked(context, range.advertiser_ids));
    for (const auto& account : accounts) {
        const bool connected =
            std::ranges::find(in_use.connected, account.id) != in_use.connected.end();
        (connected && account.reportable() ? asked.request.advertisers : asked.left_out)
            .push_back(account.id);
    }
    if (asked.request.advertisers.empty()) {
        return fail(Error{ErrorCode::invalid_input,
                          "there is no account whose figures can be fetched: connect one, choose "
                          "it and state its zone first"}
                        .because("no_accounts"));
    }
    return asked;
}

Result<BackfillCost> price(Context& context, const sync::BackfillRequest& request) {
    BAYME_TRY(const auto price, context.backfill().price(request));
    BackfillCost cost{.accounts = std::ssize(request.advertisers),
                      .windows = price.windows,
                      .calls = price.calls,
                      .rows = price.rows,
                      .rows_known = price.rows_known};
    const auto app = context.governor().view().app;
    if (const auto in_1000_seconds = app.allowance.second * app.pace_permille;
        in_1000_seconds > 0) {
        cost.seconds = (price.calls * 1'000'000 + in_1000_seconds - 1) / in_1000_seconds / 1000;
    }
    return cost;
}

BackfillInfo view(const sync::BackfillView& seen) {
    return {.group = seen.group,
            .requested_by = to_string(seen.requested_by),
            .started_at = seen.started_at,
            .from = seen.days.first,
            .to = seen.days.last,
            .cubes = seen.cubes,
            .accounts = std::ssize(seen.advertisers),
            .parts = seen.parts,
            .done = seen.done,
            .failed = seen.failed,
            .cancelled = seen.cancelled,
            .state = !seen.ended()         ? (seen.doing.empty() ? "waiting" : "running")
                     : seen.cancelled != 0 ? "cancelled"
                     : seen.failed != 0    ? "failed"
                                           : "done",
            .doing = seen.doing};
}

/// Every account of it has to be one the actor may touch.
bool is_mine(const Context& context, const sync::BackfillView& seen) {
    return std::ranges::all_of(
        seen.advertisers, [&](const AdvertiserId& id) { return context.scope().contains(id); });
}

Result<BackfillStarted> start(Context& context, const BackfillRange& range) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto asked, read(context, range));
    BAYME_TRY(const auto cost, price(context, asked.request));
    BAYME_TRY(auto started, context.backfill().start(transaction, context.actor(), asked.request));
    context.audit(fmt::format("group:{}", started.group));
    return BackfillStarted{std::move(started.group), std::move(started.jobs), cost, asked.left_out};
}

Result<BackfillList> list(Context& context) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto all, context.backfill().list(transaction));
    BackfillList answer;
    for (const auto& one : all) {
        if (is_mine(context, one)) {
            answer.backfills.push_back(view(one));
        }
    }
    return answer;
}

Result<BackfillInfo> cancel(Context& context, const NamedBackfill& named) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto ended, context.backfill().cancel(transaction, named.group));
    if (!is_mine(context, ended)) {
        return fail(ErrorCode::not_found, "no back-fill {}", named.group);
    }
    context.audit(fmt::format("group:{}", named.group));
    return view(ended);
}

const Operation table[] = {
    {.name = "backfill.price",
     .summary = "What fetching figures of the past would cost",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const BackfillRange& range) -> Result<BackfillCost> {
         BAYME_TRY(const auto asked, read(context, range));
         return price(context, asked.request);
     }},
    {.name = "backfill.start",
     .summary = "Fetch figures of the past, after everything more urgent",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const BackfillRange& range) {
             return start(context, range);
         }},
    {.name = "backfill.list",
     .summary = "Back-fills and how far they are, newest first",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const Nothing&) {
             return list(context);
         }},
    {.name = "backfill.cancel",
     .summary = "End a back-fill; what it has fetched stays",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const NamedBackfill& named) {
             return cancel(context, named);
         }},
};

} // namespace

std::span<const Operation> backfill_operations() {
    return table;
}

} // namespace bayme::api

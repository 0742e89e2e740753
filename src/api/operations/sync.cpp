// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/sync.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "jobs/queue.hpp"
#include "staff/staff.hpp"

namespace bayme::api {
namespace {

/// Without accounts: all in use that the actor may touch.
Result<sync::AccountsInUse> accounts_of(Context& context, storage::Transaction& transaction,
                                        const StartSync& request) {
    if (!request.advertiser_ids.empty()) {
        return sync::AccountsInUse{.connected = request.advertiser_ids, .not_connected = {}};
    }
    BAYME_TRY(auto mine, context.sync().in_use(transaction));
    const auto foreign = [&](const AdvertiserId& id) {
        return !context.scope().contains(id);
    };
    std::erase_if(mine.connected, foreign);
    std::erase_if(mine.not_connected, foreign);
    if (!mine.connected.empty()) {
        return mine;
    }
    if (!mine.not_connected.empty()) {
        return fail(Error{ErrorCode::unauthenticated,
                          "no account can be synced: every connection has ended or is refused by "
                          "TikTok"}
                        .because("not_connected"));
    }
    return fail(Error{ErrorCode::invalid_input,
                      "there is no account to sync: connect one and choose it first"}
                    .because("no_accounts"));
}

/// Those that hold up syncs of these accounts.
Result<std::vector<PauseView>> pauses_of(Context& context, storage::Transaction& transaction,
                                         const std::vector<AdvertiserId>& accounts) {
    BAYME_TRY(const auto all, context.jobs().pauses(transaction));
    staff::ActorNames names{context.staff().people(), transaction};
    std::vector<PauseView> paused;
    for (const auto& pause : all) {
        const bool held = pause.scope == storage::PauseScope::kind
                              ? pause.subject == sync::account_job.name
                              : std::ranges::count(accounts, AdvertiserId{pause.subject}) > 0;
        if (held) {
            BAYME_TRY(auto seen, view(names, pause));
            paused.push_back(std::move(seen));
        }
    }
    return paused;
}

Result<SyncJobs> start_sync(Context& context, const StartSync& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(auto accounts, accounts_of(context, transaction, request));
    BAYME_TRY(auto started,
              context.sync().start(
                  transaction, context.actor(),
                  {.what = request.what,
                   .advertisers = accounts.connected,
                   .from = request.from,
                   .to = request.to,
                   .priority = jobs::priority_person,
                   .windows = request.only_missing ? sync::Windows::missing : sync::Windows::all}));
    context.audit(fmt::format("group:{}", started.group));
    BAYME_TRY(auto paused, pauses_of(context, transaction, accounts.connected));
    return SyncJobs{std::move(started.group), std::move(started.jobs),
                    std::move(accounts.not_connected), std::move(paused)};
}

const Operation table[] = {
    {.name = "sync.start",
     .summary = "Fetch structure and reports from TikTok, one job per account",
     .needs = Permission::run_sync,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const StartSync& request) {
             return start_sync(context, request);
         }},
};

} // namespace

std::span<const Operation> sync_operations() {
    return table;
}

} // namespace bayme::api

// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/sync.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"

namespace bayme::api {
namespace {

/// Without accounts: all in use that the actor may touch.
Result<std::vector<AdvertiserId>> accounts_of(Context& context, storage::Transaction& transaction,
                                              const StartSync& request) {
    if (!request.advertiser_ids.empty()) {
        return request.advertiser_ids;
    }
    BAYME_TRY(const auto all, context.advertisers().list(transaction));
    std::vector<AdvertiserId> mine;
    for (const auto& account : all) {
        if (account.included && context.scope().contains(account.id)) {
            mine.push_back(account.id);
        }
    }
    if (mine.empty()) {
        return fail(Error{ErrorCode::invalid_input,
                          "there is no account to sync: connect one and choose it first"}
                        .because("no_accounts"));
    }
    return mine;
}

Result<SyncJobs> start_sync(Context& context, const StartSync& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto accounts, accounts_of(context, transaction, request));
    BAYME_TRY(auto started, context.sync().start(transaction, context.actor(),
                                                 {.what = request.what,
                                                  .advertisers = accounts,
                                                  .from = request.from,
                                                  .to = request.to,
                                                  .priority = jobs::priority_person,
                                                  .only_missing = request.only_missing}));
    context.audit(fmt::format("group:{}", started.group));
    return SyncJobs{std::move(started.group), std::move(started.jobs)};
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

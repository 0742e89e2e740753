// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/accounts_asked.hpp"

namespace bayme::api {

Result<std::vector<storage::Advertiser>> accounts_asked(Context& context,
                                                        const std::vector<AdvertiserId>& asked) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    std::vector<storage::Advertiser> mine;
    for (const auto& id : asked) {
        BAYME_TRY(auto account, context.advertisers().find(transaction, id));
        mine.push_back(std::move(account));
    }
    if (!asked.empty()) {
        return mine;
    }
    BAYME_TRY(auto all, context.advertisers().list(transaction));
    for (auto& account : all) {
        if (account.reportable() && context.scope().contains(account.id)) {
            mine.push_back(std::move(account));
        }
    }
    return mine;
}

std::vector<AdvertiserId> ids_of(const std::vector<storage::Advertiser>& accounts) {
    std::vector<AdvertiserId> ids;
    for (const auto& account : accounts) {
        ids.push_back(account.id);
    }
    return ids;
}

} // namespace bayme::api

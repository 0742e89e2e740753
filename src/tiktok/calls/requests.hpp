// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/client.hpp"
#include "tiktok/endpoints.hpp"

namespace bayme::tiktok::calls {

/// What one call says, before host, token and app secret are added. Arrays and objects of a query
/// are JSON text; the sender percent-encodes [CONTRACT 1.1].
struct CallRequest {
    const Endpoint* endpoint = nullptr;
    std::vector<http::QueryParameter> query;
    std::string body; ///< JSON, for POST
};

// Errors: invalid_input with reason "tiktok.limit" for what the platform is known to refuse, and
// for ids a level does not have; nothing is sent then.
Result<CallRequest> advertiser_info(std::span<const AdvertiserId> ids);
Result<CallRequest> campaigns(const AdvertiserId& advertiser, const ObjectFilter& filter,
                              PageRequest page);
Result<CallRequest> adgroups(const AdvertiserId& advertiser, const ObjectFilter& filter,
                             PageRequest page);
Result<CallRequest> ads(const AdvertiserId& advertiser, const ObjectFilter& filter,
                        PageRequest page);
Result<CallRequest> report(const ReportRequest& request, int page);
Result<CallRequest> campaign_update(const AdvertiserId& advertiser, const CampaignUpdate& update);
/// `key` is the member the ids go under: campaign_ids, adgroup_ids, ad_ids.
Result<CallRequest> status_update(const AdvertiserId& advertiser, std::string_view endpoint_name,
                                  std::string_view key, const Texts& ids, OperationStatus status);
Result<CallRequest> adgroup_budgets(const AdvertiserId& advertiser,
                                    std::span<const AdgroupBudget> budgets, BudgetEffect effect);

template <typename Tag>
Texts texts_of(std::span<const Id<Tag>> ids) {
    Texts texts;
    for (const auto& id : ids) {
        texts.push_back(id.text());
    }
    return texts;
}

} // namespace bayme::tiktok::calls

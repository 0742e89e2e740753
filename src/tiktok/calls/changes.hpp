// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/client.hpp"

namespace bayme::tiktok::calls {

// The calls of Client that change something, and their limits: 1 to 20 ids, no budget below zero.
Call<Campaign> update_campaign(Platform& platform, const CallContext& context,
                               const SecretText& token, const CampaignUpdate& change);
/// `level` is campaign, adgroup or ad.
Call<StatusUpdate> update_status(Platform& platform, const CallContext& context,
                                 const SecretText& token, ReportLevel level, const Texts& ids,
                                 OperationStatus status);
Call<Acknowledged> update_budgets(Platform& platform, const CallContext& context,
                                  const SecretText& token, std::span<const AdgroupBudget> budgets,
                                  BudgetEffect effect);

} // namespace bayme::tiktok::calls

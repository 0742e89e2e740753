// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/platform.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// How many auction ad groups the account may have active (/adgroup/quota/).
struct AdgroupQuota {
    std::optional<std::int64_t> total, used;
    std::vector<Unmodelled> unmodelled;
};

/// Which app, and which campaign or ad group of it.
struct DedicatedQuery {
    std::string app_id = {};
    OptionalText campaign_id = {};
    OptionalText adgroup_id = {};
    std::optional<bool> has_advertiser_quota = {}; ///< also by account
};

/// Dedicated campaigns for one iOS app: those that run, and those whose slot is not free yet.
struct CampaignSlots {
    std::optional<std::int64_t> total, used, releasing, available;
    Texts used_ids, releasing_ids;
    std::vector<Unmodelled> unmodelled;
};

/// The slots in one ad network.
struct NetworkQuota {
    std::optional<CampaignSlots> campaigns;
    RawJson by_account;
    std::vector<Unmodelled> unmodelled;
};

struct NetworkQuotas {
    std::optional<NetworkQuota> tiktok, pangle;
    std::vector<Unmodelled> unmodelled;
};

/// Ad groups in a dedicated campaign. Without one asked for, the id is "0" and the rest what a new
/// campaign would have.
struct DedicatedAdgroups {
    OptionalText campaign_id;
    std::optional<std::int64_t> total, used, available;
    Texts placements;
    std::vector<Unmodelled> unmodelled;
};

/// Ads in an ad group of a dedicated campaign.
struct DedicatedAds {
    OptionalText adgroup_id;
    std::optional<std::int64_t> total, used, available;
    std::vector<Unmodelled> unmodelled;
};

/// What an iOS app's dedicated campaigns may still have (/campaign/quota/info/, which replaced
/// /campaign/quota/get/).
struct DedicatedQuota {
    std::optional<NetworkQuotas> campaigns;
    std::optional<DedicatedAdgroups> adgroups;
    std::optional<DedicatedAds> ads;
    RawJson split_tests;
    std::vector<Unmodelled> unmodelled;
};

Call<AdgroupQuota> adgroup_quota(Platform& platform, const CallContext& context,
                                 const SecretText& token);
Call<DedicatedQuota> dedicated_quota(Platform& platform, const CallContext& context,
                                     const SecretText& token, const DedicatedQuery& query);

} // namespace bayme::tiktok

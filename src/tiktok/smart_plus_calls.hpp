// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"
#include "tiktok/smart_plus.hpp"

namespace bayme::tiktok {

/// Which objects; a level knows only some of them.
struct SmartPlusFilter {
    std::vector<CampaignId> campaign_ids = {};
    std::vector<AdgroupId> adgroup_ids = {};
    Texts ad_ids = {};
    OptionalText name = {};           ///< fuzzy
    OptionalText primary_status = {}; ///< STATUS_ALL also shows deleted ones
    OptionalText secondary_status = {};
    OptionalText objective_type = {};
    OptionalText optimization_goal = {};
    OptionalText promotion_type = {};
    std::optional<Instant> created_from = {};
    std::optional<Instant> created_until = {};
    std::optional<Instant> modified_after = {};
};

/// One page, of at most 1000 campaigns or ad groups and 100 ads; the upgraded Smart+ family only.
struct SmartPlusSearch {
    SmartPlusFilter filtering = {};
    Texts fields = {};
    PageRequest page = {1, 100};
};

Call<Page<SmartPlusCampaign>> smart_plus_campaigns(Platform& platform, const CallContext& context,
                                                   const SecretText& token,
                                                   const SmartPlusSearch& search);
Call<Page<SmartPlusAdgroup>> smart_plus_adgroups(Platform& platform, const CallContext& context,
                                                 const SecretText& token,
                                                 const SmartPlusSearch& search);
Call<Page<SmartPlusAd>> smart_plus_ads(Platform& platform, const CallContext& context,
                                       const SecretText& token, const SmartPlusSearch& search);
Call<SmartPlusReviews> smart_plus_reviews(Platform& platform, const CallContext& context,
                                          const SecretText& token, const Texts& ad_ids);

} // namespace bayme::tiktok

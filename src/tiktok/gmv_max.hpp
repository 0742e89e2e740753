// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// A GMV Max campaign: read here, never made here.
struct GmvMaxCampaign {
    CampaignId id;
    AdvertiserId advertiser_id;
    OptionalText name, objective_type, operation_status, secondary_status;
    OptionalText roi_protection_compensation_status;
    std::optional<Instant> created, modified;
    std::vector<Unmodelled> unmodelled;
};

/// What a GMV Max campaign is set to. What it sells and shows stands as it came.
struct GmvMaxDetails {
    CampaignId id;
    AdvertiserId advertiser_id;
    OptionalText name, operation_status, shopping_ads_type, optimization_goal;
    OptionalText deep_bid_type, store_id, store_authorized_bc_id;
    OptionalText product_specific_type, product_video_specific_type, schedule_type;
    OptionalText campaign_custom_anchor_video_id;
    std::optional<Micros> budget, roas_bid;
    std::optional<Instant> starts, ends;
    Texts placements, location_ids, age_groups, item_group_ids;
    std::optional<bool> affiliate_posts_enabled, roi_protection_enabled;
    std::optional<bool> auto_budget_enabled;
    RawJson promotion_days, auto_budget, identities, items, custom_anchor_videos;
    std::vector<Unmodelled> unmodelled;
};

/// A shop GMV Max could run for.
struct GmvMaxStore {
    std::string id;
    OptionalText code, name, role, status, authorized_bc_id, thumbnail_url;
    Texts region_codes;
    std::optional<bool> available, is_owner_bc;
    RawJson authorized_bc, exclusive_account;
    std::vector<Unmodelled> unmodelled;
};

/// Which campaigns.
struct GmvMaxFilter {
    Texts promotion_types = {};
    Texts store_ids = {};
    std::vector<CampaignId> campaign_ids = {};
    OptionalText name = {};
    OptionalText primary_status = {};
    std::optional<Instant> created_from = {};
    std::optional<Instant> created_until = {};
};

/// One page of the account's GMV Max campaigns: PRODUCT_GMV_MAX or LIVE_GMV_MAX.
struct GmvMaxSearch {
    GmvMaxFilter filtering = {};
    Texts fields = {};
    PageRequest page = {1, 100};
};

Call<Page<GmvMaxCampaign>> gmv_max_campaigns(Platform& platform, const CallContext& context,
                                             const SecretText& token, const GmvMaxSearch& search);
Call<GmvMaxDetails> gmv_max_details(Platform& platform, const CallContext& context,
                                    const SecretText& token, const CampaignId& campaign);
Call<List<GmvMaxStore>> gmv_max_stores(Platform& platform, const CallContext& context,
                                       const SecretText& token);

} // namespace bayme::tiktok

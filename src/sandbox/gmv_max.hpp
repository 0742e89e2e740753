// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"
#include "sandbox/status.hpp"

#include <string>
#include <vector>

namespace bayme::sandbox {

// GMV Max [CONTRACT 4.13]: campaigns for a shop, read through endpoints of
// their own only. They follow from the account: nothing changes them.

struct GmvMaxCampaign {
    std::string id;
    std::string name;
    bool live = false; ///< for livestreams, not for products
    bool enabled = true;
    Seconds created = 0;
    Seconds ended = 0; ///< 0 while it runs
    Minor budget = 0;
    std::int64_t target = 0;           ///< gross revenue for a hundred of cost
    std::vector<std::string> products; ///< empty for livestreams
};

/// What one post did for one product in one hour.
struct GmvMaxCounts {
    Minor cost = 0;
    Minor net_cost = 0; ///< without what credits pay
    Minor gross_revenue = 0;
    std::int64_t orders = 0;
    std::int64_t product_impressions = 0;
    std::int64_t product_clicks = 0;

    void add(const GmvMaxCounts& other);
};

inline constexpr std::size_t gmv_posts_each = 4; ///< of a product, or of a livestream's campaign

Status state_of(const GmvMaxCampaign& campaign);
/// The shop that an account sells from.
std::string store_id(const Account& account);
std::vector<GmvMaxCampaign> gmv_max_campaigns(const World& world, const Account& account);
/// A post of a product, or a room of a livestreams' campaign. `product` counts
/// from 0; livestreams have one without a name.
std::string gmv_post_id(const GmvMaxCampaign& campaign, std::size_t product, std::size_t post);
/// Nothing for hours that are not published yet.
GmvMaxCounts gmv_max_counts(const World& world, const Account& account,
                            const GmvMaxCampaign& campaign, std::size_t product, std::size_t post,
                            std::int64_t day, unsigned hour, AsOf as_of);

Answer list_gmv_max_campaigns(Platform& platform, const Call& call);
Answer show_gmv_max_campaign(Platform& platform, const Call& call);
Answer list_gmv_max_stores(Platform& platform, const Call& call);
Answer gmv_max_report(Platform& platform, const Call& call);

} // namespace bayme::sandbox

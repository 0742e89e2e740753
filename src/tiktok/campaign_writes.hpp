// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/campaigns.hpp"
#include "tiktok/platform.hpp"

namespace bayme::tiktok {

/// A campaign to be created [CONTRACT 4.2]. It is always created disabled: there is no member that
/// says otherwise, so that a duplicate can never spend. Most of it cannot be changed afterwards.
struct CampaignDraft {
    std::string name = {};
    std::string objective_type = {};
    /// The mode is needed except for RF_REACH; the amount unless the mode is
    /// BUDGET_MODE_INFINITE.
    Budget budget = {};
    std::optional<bool> budget_optimize_on = {};
    /// Chosen by the caller, a 64-bit number as text: repeats within ten seconds succeed once, and
    /// it allows a second campaign of the same name.
    OptionalText request_id = {};
    OptionalText virtual_objective_type = {}, sales_destination = {}, app_promotion_type = {};
    OptionalText campaign_type = {}, product_source = {}, app_id = {}, rf_campaign_type = {};
    OptionalText bid_type = {}, deep_bid_type = {}, optimization_goal = {};
    std::optional<Micros> roas_bid = {};
    OptionalText postback_window_mode = {}, app_profile_page_state = {}, rta_id = {};
    OptionalText po_number = {};
    std::optional<bool> is_search_campaign = {}, catalog_enabled = {}, disable_skan_campaign = {};
    std::optional<bool> is_advanced_dedicated_campaign = {}, rta_bid_enabled = {};
    std::optional<bool> rta_product_selection_enabled = {};
    Texts special_industries = {};
};

/// @return the campaign as the platform says it is now. An unclear answer is `uncertain`: search by
///         the exact name before anything is tried again.
Call<Campaign> create_campaign(Platform& platform, const CallContext& context,
                               const SecretText& token, const CampaignDraft& draft);

} // namespace bayme::tiktok

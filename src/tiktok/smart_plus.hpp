// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// A campaign of the upgraded Smart+ family [CONTRACT 4.13].
struct SmartPlusCampaign {
    CampaignId id;
    AdvertiserId advertiser_id;
    OptionalText name, objective_type, app_promotion_type, sales_destination;
    OptionalText campaign_type, app_id, budget_mode, budget_auto_adjust_strategy;
    std::optional<Micros> budget, current_budget;
    OptionalText operation_status, secondary_status, smart_plus_adgroup_mode;
    OptionalText catalog_type, bid_align_type, app_profile_page_state;
    OptionalText gaming_ad_compliance_agreement, postback_window_mode, po_number;
    OptionalText rta_id;
    Texts special_industries;
    std::optional<bool> budget_optimize_on, catalog_enabled;
    std::optional<bool> is_advanced_dedicated_campaign, disable_skan_campaign;
    std::optional<bool> is_promotional_campaign, rta_bid_enabled;
    std::optional<bool> rta_product_selection_enabled;
    std::optional<Instant> created, modified;
    std::vector<Unmodelled> unmodelled;
};

/// An ad group of that family. Whom it is shown to stands as it came.
struct SmartPlusAdgroup {
    AdgroupId id;
    CampaignId campaign_id;
    AdvertiserId advertiser_id;
    OptionalText name, campaign_name, operation_status, secondary_status;
    OptionalText promotion_type, promotion_website_type, optimization_goal;
    OptionalText optimization_event, custom_conversion_id, pixel_id, app_id;
    OptionalText minis_id, catalog_id, catalog_authorized_bc_id, identity_id;
    OptionalText identity_type, identity_authorized_bc_id, messaging_app_type;
    OptionalText messaging_app_account_id, message_event_set_id, zalo_id_type;
    OptionalText gaming_ad_compliance_agreement, incentive_offer_type;
    OptionalText deep_funnel_optimization_status, deep_funnel_event_source;
    OptionalText deep_funnel_event_source_id, deep_funnel_optimization_event;
    OptionalText bid_type, deep_bid_type, vbo_window, billing_event, pacing;
    OptionalText click_attribution_window, view_attribution_window;
    OptionalText engaged_view_attribution_window, attribution_event_count;
    OptionalText budget_mode, budget_auto_adjust_strategy, schedule_type, dayparting;
    OptionalText targeting_optimization_mode, placement_type;
    std::optional<Micros> bid_price, conversion_bid_price, roas_bid, budget;
    std::optional<Micros> current_budget, min_budget;
    std::optional<Instant> starts, ends, created, modified;
    OptionalText movie_premiere_date;
    Texts placements, tiktok_subplacements;
    std::optional<bool> suggestion_audience_enabled, is_hfss, is_lhf_compliance;
    std::optional<bool> search_result_enabled, comment_disabled, share_disabled;
    std::optional<bool> video_download_disabled, skip_learning_phase;
    RawJson targeting_spec, app_config;
    std::vector<Unmodelled> unmodelled;
};

/// An ad of that family: a set of creatives the platform combines. Its parts stand as they came.
struct SmartPlusAd {
    std::string id;
    AdgroupId adgroup_id;
    CampaignId campaign_id;
    AdvertiserId advertiser_id;
    OptionalText name, adgroup_name, campaign_name, operation_status;
    OptionalText secondary_status;
    std::optional<Instant> created, modified;
    RawJson creatives, playables, ad_texts, auto_messages, calls_to_action, add_ons;
    RawJson pages, landing_pages, product_pages, deeplinks, disclaimer;
    RawJson configuration;
    std::vector<Unmodelled> unmodelled;
};

/// The review of a Smart+ ad, or of one of its materials.
struct SmartPlusReview {
    OptionalText smart_plus_ad_id;
    OptionalText ad_material_id; ///< of a material
    OptionalText status, appeal_status;
    Texts appeal_reject_reasons, passed_locations;
    RawJson reject_info;
    std::vector<Unmodelled> unmodelled;
};

/// Ads and what they are made of.
struct SmartPlusReviews {
    std::vector<SmartPlusReview> ads, materials;
    std::vector<Unmodelled> unmodelled;
};

} // namespace bayme::tiktok

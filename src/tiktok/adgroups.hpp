// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// Whom an ad group is shown to. Empty lists and nothing mean "no restriction".
struct AdgroupTargeting {
    OptionalText audience_type, gender, spending_power, saved_audience_id, ios14_targeting;
    OptionalText ios14_quota_type, min_android_version, min_ios_version, vertical_sensitivity_id;
    Texts age_groups, languages, location_ids, zipcode_ids, household_income;
    Texts audience_ids, excluded_audience_ids, interest_category_ids, interest_keyword_ids;
    Texts purchase_intention_keyword_ids, operating_systems, network_types, device_model_ids;
    Texts carrier_ids, isp_ids, device_price_ranges, contextual_tag_ids, category_exclusion_ids;
    Texts included_pangle_audience_package_ids, excluded_pangle_audience_package_ids;
    std::optional<bool> auto_targeting_enabled, smart_audience_enabled, exclude_age_under_eighteen;
    std::optional<bool> smart_interest_behavior_enabled, inventory_filter_enabled;
    RawJson actions, audience_rule, included_custom_actions, excluded_custom_actions;
    OptionalText brand_safety_type, brand_safety_partner, keywords;
    OptionalText shopping_ads_retargeting_type, shopping_ads_retargeting_custom_audience_relation;
    std::optional<std::int64_t> shopping_ads_retargeting_actions_days;
    std::optional<bool> automated_keywords_enabled;
    RawJson search_keywords, targeting_expansion;
};

/// Where it is shown and where a click leads.
struct AdgroupDestination {
    OptionalText promotion_type, promotion_target_type, promotion_website_type, shopping_ads_type;
    OptionalText product_source, catalog_id, catalog_authorized_bc_id, store_id;
    OptionalText store_authorized_bc_id, app_id, app_type, app_download_url, pixel_id, feed_type;
    OptionalText identity_id, identity_type, identity_authorized_bc_id, placement_type;
    OptionalText messaging_app_type, messaging_app_account_id, app_profile_page_state;
    Texts placements, tiktok_subplacements, blocked_pangle_app_ids;
    std::optional<bool> search_result_enabled, comment_disabled, video_download_disabled;
    std::optional<bool> share_disabled, is_hfss, is_lhf_compliance;
    RawJson app_config;
};

/// What is optimised, what is paid for, and how much.
struct AdgroupBidding {
    OptionalText optimization_goal, optimization_event, secondary_optimization_event;
    OptionalText billing_event, pacing, bid_type, deep_bid_type, bid_display_mode, vbo_window;
    OptionalText cpv_video_duration, click_attribution_window, view_attribution_window;
    OptionalText engaged_view_attribution_window, attribution_event_count, conversion_window;
    OptionalText deep_funnel_optimization_status, deep_funnel_optimization_event;
    OptionalText deep_funnel_event_source, deep_funnel_event_source_id, message_event_set_id;
    OptionalText custom_conversion_id;
    std::optional<Micros> bid_price, conversion_bid_price, deep_cpa_bid, roas_bid;
    std::optional<Micros> next_day_retention;
    std::optional<std::int64_t> frequency, frequency_schedule;
    std::optional<bool> skip_learning_phase;
};

/// When it runs. Times are UTC; `dayparting` is 336 half hours of the week, Monday first.
struct AdgroupSchedule {
    OptionalText schedule_type, delivery_mode, dayparting;
    std::optional<Instant> starts, ends;
    RawJson infos;
};

/// Bought in advance (reach and frequency); nothing for auction ad groups.
struct AdgroupReservation {
    OptionalText rf_purchased_type;
    std::optional<std::int64_t> purchased_impression, purchased_reach;
    std::optional<Micros> rf_estimated_cpr, rf_estimated_frequency;
};

/// An ad group [CONTRACT 4.5]. Enumerations are text, verbatim.
struct Adgroup {
    AdgroupId id;
    CampaignId campaign_id;
    AdvertiserId advertiser_id;
    std::string name;
    OptionalText campaign_name;
    Budget budget;                          ///< BUDGET_MODE_INFINITE and 0 when the campaign has it
    std::optional<Micros> scheduled_budget; ///< from tomorrow; 0 when none is pending
    OptionalText operation_status, secondary_status;
    OptionalText creative_material_mode, statistic_type, split_test_group_id, split_test_status;
    OptionalText system_origin, category_id;
    std::optional<bool> is_new_structure, is_smart_performance_campaign;
    std::optional<Instant> created, modified;
    AdgroupTargeting targeting;
    AdgroupDestination destination;
    AdgroupBidding bidding;
    AdgroupSchedule schedule;
    AdgroupReservation reservation;
    std::vector<Unmodelled> unmodelled;
};

/// The two ways /adgroup/budget/update/ takes [CONTRACT 4.9].
enum class BudgetEffect {
    now,      ///< lifetime budgets
    tomorrow, ///< daily budgets: from 00:00 of the account's next day
};
struct AdgroupBudget {
    AdgroupId id = {};
    Micros budget = 0;
};

} // namespace bayme::tiktok

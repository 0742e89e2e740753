// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/objects.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto adgroup_table = std::to_array<Field<Adgroup>>({
    id<&Adgroup::id>("adgroup_id", true),
    id<&Adgroup::campaign_id>("campaign_id"),
    id<&Adgroup::advertiser_id>("advertiser_id"),
    text<&Adgroup::name>("adgroup_name"),
    text<&Adgroup::campaign_name>("campaign_name"),
    text<&Adgroup::budget, &Budget::mode>("budget_mode"),
    amount<&Adgroup::budget, &Budget::amount>("budget"),
    amount<&Adgroup::scheduled_budget>("scheduled_budget"),
    text<&Adgroup::operation_status>("operation_status"),
    text<&Adgroup::secondary_status>("secondary_status"),
    text<&Adgroup::creative_material_mode>("creative_material_mode"),
    text<&Adgroup::statistic_type>("statistic_type"),
    text<&Adgroup::split_test_group_id>("split_test_group_id"),
    text<&Adgroup::split_test_status>("split_test_status"),
    text<&Adgroup::system_origin>("campaign_system_origin"),
    text<&Adgroup::category_id>("category_id"),
    flag<&Adgroup::is_new_structure>("is_new_structure"),
    flag<&Adgroup::is_smart_performance_campaign>("is_smart_performance_campaign"),
    utc<&Adgroup::created>("create_time"),
    utc<&Adgroup::modified>("modify_time"),
    text<&Adgroup::targeting, &AdgroupTargeting::audience_type>("audience_type"),
    text<&Adgroup::targeting, &AdgroupTargeting::gender>("gender"),
    text<&Adgroup::targeting, &AdgroupTargeting::spending_power>("spending_power"),
    text<&Adgroup::targeting, &AdgroupTargeting::saved_audience_id>("saved_audience_id"),
    text<&Adgroup::targeting, &AdgroupTargeting::ios14_targeting>("ios14_targeting"),
    text<&Adgroup::targeting, &AdgroupTargeting::ios14_quota_type>("ios14_quota_type"),
    text<&Adgroup::targeting, &AdgroupTargeting::min_android_version>("min_android_version"),
    text<&Adgroup::targeting, &AdgroupTargeting::min_ios_version>("min_ios_version"),
    text<&Adgroup::targeting, &AdgroupTargeting::vertical_sensitivity_id>(
        "vertical_sensitivity_id"),
    text<&Adgroup::targeting, &AdgroupTargeting::age_groups>("age_groups"),
    text<&Adgroup::targeting, &AdgroupTargeting::languages>("languages"),
    text<&Adgroup::targeting, &AdgroupTargeting::location_ids>("location_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::zipcode_ids>("zipcode_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::household_income>("household_income"),
    text<&Adgroup::targeting, &AdgroupTargeting::audience_ids>("audience_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::excluded_audience_ids>("excluded_audience_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::interest_category_ids>("interest_category_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::interest_keyword_ids>("interest_keyword_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::purchase_intention_keyword_ids>(
        "purchase_intention_keyword_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::operating_systems>("operating_systems"),
    text<&Adgroup::targeting, &AdgroupTargeting::network_types>("network_types"),
    text<&Adgroup::targeting, &AdgroupTargeting::device_model_ids>("device_model_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::carrier_ids>("carrier_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::isp_ids>("isp_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::device_price_ranges>("device_price_ranges"),
    text<&Adgroup::targeting, &AdgroupTargeting::contextual_tag_ids>("contextual_tag_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::category_exclusion_ids>("category_exclusion_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::included_pangle_audience_package_ids>(
        "included_pangle_audience_package_ids"),
    text<&Adgroup::targeting, &AdgroupTargeting::excluded_pangle_audience_package_ids>(
        "excluded_pangle_audience_package_ids"),
    flag<&Adgroup::targeting, &AdgroupTargeting::auto_targeting_enabled>("auto_targeting_enabled"),
    flag<&Adgroup::targeting, &AdgroupTargeting::smart_audience_enabled>("smart_audience_enabled"),
    flag<&Adgroup::targeting, &AdgroupTargeting::exclude_age_under_eighteen>(
        "exclude_age_under_eighteen"),
    flag<&Adgroup::targeting, &AdgroupTargeting::smart_interest_behavior_enabled>(
        "smart_interest_behavior_enabled"),
    flag<&Adgroup::targeting, &AdgroupTargeting::inventory_filter_enabled>(
        "inventory_filter_enabled"),
    json<&Adgroup::targeting, &AdgroupTargeting::actions>("actions"),
    json<&Adgroup::targeting, &AdgroupTargeting::audience_rule>("audience_rule"),
    json<&Adgroup::targeting, &AdgroupTargeting::included_custom_actions>(
        "included_custom_actions"),
    json<&Adgroup::targeting, &AdgroupTargeting::excluded_custom_actions>(
        "excluded_custom_actions"),
    text<&Adgroup::targeting, &AdgroupTargeting::brand_safety_type>("brand_safety_type"),
    text<&Adgroup::targeting, &AdgroupTargeting::brand_safety_partner>("brand_safety_partner"),
    text<&Adgroup::targeting, &AdgroupTargeting::keywords>("keywords"),
    text<&Adgroup::targeting, &AdgroupTargeting::shopping_ads_retargeting_type>(
        "shopping_ads_retargeting_type"),
    text<&Adgroup::targeting, &AdgroupTargeting::shopping_ads_retargeting_custom_audience_relation>(
        "shopping_ads_retargeting_custom_audience_relation"),
    count<&Adgroup::targeting, &AdgroupTargeting::shopping_ads_retargeting_actions_days>(
        "shopping_ads_retargeting_actions_days"),
    flag<&Adgroup::targeting, &AdgroupTargeting::automated_keywords_enabled>(
        "automated_keywords_enabled"),
    json<&Adgroup::targeting, &AdgroupTargeting::search_keywords>("search_keywords"),
    json<&Adgroup::targeting, &AdgroupTargeting::targeting_expansion>("targeting_expansion"),
    text<&Adgroup::destination, &AdgroupDestination::promotion_type>("promotion_type"),
    text<&Adgroup::destination, &AdgroupDestination::promotion_target_type>(
        "promotion_target_type"),
    text<&Adgroup::destination, &AdgroupDestination::promotion_website_type>(
        "promotion_website_type"),
    text<&Adgroup::destination, &AdgroupDestination::shopping_ads_type>("shopping_ads_type"),
    text<&Adgroup::destination, &AdgroupDestination::product_source>("product_source"),
    text<&Adgroup::destination, &AdgroupDestination::catalog_id>("catalog_id"),
    text<&Adgroup::destination, &AdgroupDestination::catalog_authorized_bc_id>(
        "catalog_authorized_bc_id"),
    text<&Adgroup::destination, &AdgroupDestination::store_id>("store_id"),
    text<&Adgroup::destination, &AdgroupDestination::store_authorized_bc_id>(
        "store_authorized_bc_id"),
    text<&Adgroup::destination, &AdgroupDestination::app_id>("app_id"),
    text<&Adgroup::destination, &AdgroupDestination::app_type>("app_type"),
    text<&Adgroup::destination, &AdgroupDestination::app_download_url>("app_download_url"),
    text<&Adgroup::destination, &AdgroupDestination::pixel_id>("pixel_id"),
    text<&Adgroup::destination, &AdgroupDestination::feed_type>("feed_type"),
    text<&Adgroup::destination, &AdgroupDestination::identity_id>("identity_id"),
    text<&Adgroup::destination, &AdgroupDestination::identity_type>("identity_type"),
    text<&Adgroup::destination, &AdgroupDestination::identity_authorized_bc_id>(
        "identity_authorized_bc_id"),
    text<&Adgroup::destination, &AdgroupDestination::placement_type>("placement_type"),
    text<&Adgroup::destination, &AdgroupDestination::messaging_app_type>("messaging_app_type"),
    text<&Adgroup::destination, &AdgroupDestination::messaging_app_account_id>(
        "messaging_app_account_id"),
    text<&Adgroup::destination, &AdgroupDestination::app_profile_page_state>(
        "adgroup_app_profile_page_state"),
    text<&Adgroup::destination, &AdgroupDestination::placements>("placements"),
    text<&Adgroup::destination, &AdgroupDestination::tiktok_subplacements>("tiktok_subplacements"),
    text<&Adgroup::destination, &AdgroupDestination::blocked_pangle_app_ids>(
        "blocked_pangle_app_ids"),
    flag<&Adgroup::destination, &AdgroupDestination::search_result_enabled>(
        "search_result_enabled"),
    flag<&Adgroup::destination, &AdgroupDestination::comment_disabled>("comment_disabled"),
    flag<&Adgroup::destination, &AdgroupDestination::video_download_disabled>(
        "video_download_disabled"),
    flag<&Adgroup::destination, &AdgroupDestination::share_disabled>("share_disabled"),
    flag<&Adgroup::destination, &AdgroupDestination::is_hfss>("is_hfss"),
    flag<&Adgroup::destination, &AdgroupDestination::is_lhf_compliance>("is_lhf_compliance"),
    json<&Adgroup::destination, &AdgroupDestination::app_config>("app_config"),
    text<&Adgroup::bidding, &AdgroupBidding::custom_conversion_id>("custom_conversion_id"),
    text<&Adgroup::bidding, &AdgroupBidding::optimization_goal>("optimization_goal"),
    text<&Adgroup::bidding, &AdgroupBidding::optimization_event>("optimization_event"),
    text<&Adgroup::bidding, &AdgroupBidding::secondary_optimization_event>(
        "secondary_optimization_event"),
    text<&Adgroup::bidding, &AdgroupBidding::billing_event>("billing_event"),
    text<&Adgroup::bidding, &AdgroupBidding::pacing>("pacing"),
    text<&Adgroup::bidding, &AdgroupBidding::bid_type>("bid_type"),
    text<&Adgroup::bidding, &AdgroupBidding::deep_bid_type>("deep_bid_type"),
    text<&Adgroup::bidding, &AdgroupBidding::bid_display_mode>("bid_display_mode"),
    text<&Adgroup::bidding, &AdgroupBidding::vbo_window>("vbo_window"),
    text<&Adgroup::bidding, &AdgroupBidding::cpv_video_duration>("cpv_video_duration"),
    text<&Adgroup::bidding, &AdgroupBidding::click_attribution_window>("click_attribution_window"),
    text<&Adgroup::bidding, &AdgroupBidding::view_attribution_window>("view_attribution_window"),
    text<&Adgroup::bidding, &AdgroupBidding::engaged_view_attribution_window>(
        "engaged_view_attribution_window"),
    text<&Adgroup::bidding, &AdgroupBidding::attribution_event_count>("attribution_event_count"),
    text<&Adgroup::bidding, &AdgroupBidding::conversion_window>("conversion_window"),
    text<&Adgroup::bidding, &AdgroupBidding::deep_funnel_optimization_status>(
        "deep_funnel_optimization_status"),
    text<&Adgroup::bidding, &AdgroupBidding::deep_funnel_optimization_event>(
        "deep_funnel_optimization_event"),
    text<&Adgroup::bidding, &AdgroupBidding::deep_funnel_event_source>("deep_funnel_event_source"),
    text<&Adgroup::bidding, &AdgroupBidding::deep_funnel_event_source_id>(
        "deep_funnel_event_source_id"),
    text<&Adgroup::bidding, &AdgroupBidding::message_event_set_id>("message_event_set_id"),
    amount<&Adgroup::bidding, &AdgroupBidding::bid_price>("bid_price"),
    amount<&Adgroup::bidding, &AdgroupBidding::conversion_bid_price>("conversion_bid_price"),
    amount<&Adgroup::bidding, &AdgroupBidding::deep_cpa_bid>("deep_cpa_bid"),
    amount<&Adgroup::bidding, &AdgroupBidding::roas_bid>("roas_bid"),
    amount<&Adgroup::bidding, &AdgroupBidding::next_day_retention>("next_day_retention"),
    count<&Adgroup::bidding, &AdgroupBidding::frequency>("frequency"),
    count<&Adgroup::bidding, &AdgroupBidding::frequency_schedule>("frequency_schedule"),
    flag<&Adgroup::bidding, &AdgroupBidding::skip_learning_phase>("skip_learning_phase"),
    text<&Adgroup::schedule, &AdgroupSchedule::schedule_type>("schedule_type"),
    text<&Adgroup::schedule, &AdgroupSchedule::delivery_mode>("delivery_mode"),
    text<&Adgroup::schedule, &AdgroupSchedule::dayparting>("dayparting"),
    utc<&Adgroup::schedule, &AdgroupSchedule::starts>("schedule_start_time"),
    utc<&Adgroup::schedule, &AdgroupSchedule::ends>("schedule_end_time"),
    json<&Adgroup::schedule, &AdgroupSchedule::infos>("schedule_infos"),
    text<&Adgroup::reservation, &AdgroupReservation::rf_purchased_type>("rf_purchased_type"),
    count<&Adgroup::reservation, &AdgroupReservation::purchased_impression>("purchased_impression"),
    count<&Adgroup::reservation, &AdgroupReservation::purchased_reach>("purchased_reach"),
    amount<&Adgroup::reservation, &AdgroupReservation::rf_estimated_cpr>("rf_estimated_cpr"),
    amount<&Adgroup::reservation, &AdgroupReservation::rf_estimated_frequency>(
        "rf_estimated_frequency"),
});

} // namespace

const FieldTable<Adgroup>& adgroup_fields() {
    static const FieldTable<Adgroup> fields{adgroup_table};
    return fields;
}

} // namespace bayme::tiktok::decoding

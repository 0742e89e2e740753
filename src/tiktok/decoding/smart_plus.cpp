// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto smart_plus_review_table = std::to_array<Field<SmartPlusReview>>({
    text<&SmartPlusReview::smart_plus_ad_id>("smart_plus_ad_id"),
    text<&SmartPlusReview::ad_material_id>("ad_material_id"),
    text<&SmartPlusReview::status>("review_status"),
    text<&SmartPlusReview::appeal_status>("appeal_status"),
    text<&SmartPlusReview::appeal_reject_reasons>("appeal_reject_reasons"),
    text<&SmartPlusReview::passed_locations>("passed_locations"),
    json<&SmartPlusReview::reject_info>("reject_info"),
});

const FieldTable<SmartPlusReview>& smart_plus_review_fields() {
    static const FieldTable<SmartPlusReview> fields{smart_plus_review_table};
    return fields;
}

constexpr auto smart_plus_campaign_table = std::to_array<Field<SmartPlusCampaign>>({
    id<&SmartPlusCampaign::id>("campaign_id", true),
    id<&SmartPlusCampaign::advertiser_id>("advertiser_id"),
    text<&SmartPlusCampaign::name>("campaign_name"),
    text<&SmartPlusCampaign::objective_type>("objective_type"),
    text<&SmartPlusCampaign::app_promotion_type>("app_promotion_type"),
    text<&SmartPlusCampaign::sales_destination>("sales_destination"),
    text<&SmartPlusCampaign::campaign_type>("campaign_type"),
    text<&SmartPlusCampaign::app_id>("app_id"),
    text<&SmartPlusCampaign::budget_mode>("budget_mode"),
    text<&SmartPlusCampaign::budget_auto_adjust_strategy>("budget_auto_adjust_strategy"),
    amount<&SmartPlusCampaign::budget>("budget"),
    amount<&SmartPlusCampaign::current_budget>("current_budget"),
    text<&SmartPlusCampaign::operation_status>("operation_status"),
    text<&SmartPlusCampaign::secondary_status>("secondary_status"),
    text<&SmartPlusCampaign::smart_plus_adgroup_mode>("smart_plus_adgroup_mode"),
    text<&SmartPlusCampaign::catalog_type>("catalog_type"),
    text<&SmartPlusCampaign::bid_align_type>("bid_align_type"),
    text<&SmartPlusCampaign::app_profile_page_state>("campaign_app_profile_page_state"),
    text<&SmartPlusCampaign::gaming_ad_compliance_agreement>("gaming_ad_compliance_agreement"),
    text<&SmartPlusCampaign::postback_window_mode>("postback_window_mode"),
    text<&SmartPlusCampaign::po_number>("po_number"),
    text<&SmartPlusCampaign::rta_id>("rta_id"),
    text<&SmartPlusCampaign::special_industries>("special_industries"),
    flag<&SmartPlusCampaign::budget_optimize_on>("budget_optimize_on"),
    flag<&SmartPlusCampaign::catalog_enabled>("catalog_enabled"),
    flag<&SmartPlusCampaign::is_advanced_dedicated_campaign>("is_advanced_dedicated_campaign"),
    flag<&SmartPlusCampaign::disable_skan_campaign>("disable_skan_campaign"),
    flag<&SmartPlusCampaign::is_promotional_campaign>("is_promotional_campaign"),
    flag<&SmartPlusCampaign::rta_bid_enabled>("rta_bid_enabled"),
    flag<&SmartPlusCampaign::rta_product_selection_enabled>("rta_product_selection_enabled"),
    utc<&SmartPlusCampaign::created>("create_time"),
    utc<&SmartPlusCampaign::modified>("modify_time"),
});

constexpr auto smart_plus_adgroup_table = std::to_array<Field<SmartPlusAdgroup>>({
    id<&SmartPlusAdgroup::id>("adgroup_id", true),
    id<&SmartPlusAdgroup::campaign_id>("campaign_id"),
    id<&SmartPlusAdgroup::advertiser_id>("advertiser_id"),
    text<&SmartPlusAdgroup::name>("adgroup_name"),
    text<&SmartPlusAdgroup::campaign_name>("campaign_name"),
    text<&SmartPlusAdgroup::operation_status>("operation_status"),
    text<&SmartPlusAdgroup::secondary_status>("secondary_status"),
    text<&SmartPlusAdgroup::promotion_type>("promotion_type"),
    text<&SmartPlusAdgroup::promotion_website_type>("promotion_website_type"),
    text<&SmartPlusAdgroup::optimization_goal>("optimization_goal"),
    text<&SmartPlusAdgroup::optimization_event>("optimization_event"),
    text<&SmartPlusAdgroup::custom_conversion_id>("custom_conversion_id"),
    text<&SmartPlusAdgroup::pixel_id>("pixel_id"),
    text<&SmartPlusAdgroup::app_id>("app_id"),
    text<&SmartPlusAdgroup::minis_id>("minis_id"),
    text<&SmartPlusAdgroup::catalog_id>("catalog_id"),
    text<&SmartPlusAdgroup::catalog_authorized_bc_id>("catalog_authorized_bc_id"),
    text<&SmartPlusAdgroup::identity_id>("identity_id"),
    text<&SmartPlusAdgroup::identity_type>("identity_type"),
    text<&SmartPlusAdgroup::identity_authorized_bc_id>("identity_authorized_bc_id"),
    text<&SmartPlusAdgroup::messaging_app_type>("messaging_app_type"),
    text<&SmartPlusAdgroup::messaging_app_account_id>("messaging_app_account_id"),
    text<&SmartPlusAdgroup::message_event_set_id>("message_event_set_id"),
    text<&SmartPlusAdgroup::zalo_id_type>("zalo_id_type"),
    text<&SmartPlusAdgroup::gaming_ad_compliance_agreement>("gaming_ad_compliance_agreement"),
    text<&SmartPlusAdgroup::incentive_offer_type>("incentive_offer_type"),
    text<&SmartPlusAdgroup::deep_funnel_optimization_status>("deep_funnel_optimization_status"),
    text<&SmartPlusAdgroup::deep_funnel_event_source>("deep_funnel_event_source"),
    text<&SmartPlusAdgroup::deep_funnel_event_source_id>("deep_funnel_event_source_id"),
    text<&SmartPlusAdgroup::deep_funnel_optimization_event>("deep_funnel_optimization_event"),
    text<&SmartPlusAdgroup::bid_type>("bid_type"),
    text<&SmartPlusAdgroup::deep_bid_type>("deep_bid_type"),
    text<&SmartPlusAdgroup::vbo_window>("vbo_window"),
    text<&SmartPlusAdgroup::billing_event>("billing_event"),
    text<&SmartPlusAdgroup::pacing>("pacing"),
    text<&SmartPlusAdgroup::click_attribution_window>("click_attribution_window"),
    text<&SmartPlusAdgroup::view_attribution_window>("view_attribution_window"),
    text<&SmartPlusAdgroup::engaged_view_attribution_window>("engaged_view_attribution_window"),
    text<&SmartPlusAdgroup::attribution_event_count>("attribution_event_count"),
    text<&SmartPlusAdgroup::budget_mode>("budget_mode"),
    text<&SmartPlusAdgroup::budget_auto_adjust_strategy>("budget_auto_adjust_strategy"),
    text<&SmartPlusAdgroup::schedule_type>("schedule_type"),
    text<&SmartPlusAdgroup::dayparting>("dayparting"),
    text<&SmartPlusAdgroup::targeting_optimization_mode>("targeting_optimization_mode"),
    text<&SmartPlusAdgroup::placement_type>("placement_type"),
    amount<&SmartPlusAdgroup::bid_price>("bid_price"),
    amount<&SmartPlusAdgroup::conversion_bid_price>("conversion_bid_price"),
    amount<&SmartPlusAdgroup::roas_bid>("roas_bid"),
    amount<&SmartPlusAdgroup::budget>("budget"),
    amount<&SmartPlusAdgroup::current_budget>("current_budget"),
    amount<&SmartPlusAdgroup::min_budget>("min_budget"),
    utc<&SmartPlusAdgroup::starts>("schedule_start_time"),
    utc<&SmartPlusAdgroup::ends>("schedule_end_time"),
    utc<&SmartPlusAdgroup::created>("create_time"),
    utc<&SmartPlusAdgroup::modified>("modify_time"),
    text<&SmartPlusAdgroup::movie_premiere_date>("movie_premiere_date"),
    text<&SmartPlusAdgroup::placements>("placements"),
    text<&SmartPlusAdgroup::tiktok_subplacements>("tiktok_subplacements"),
    flag<&SmartPlusAdgroup::suggestion_audience_enabled>("suggestion_audience_enabled"),
    flag<&SmartPlusAdgroup::is_hfss>("is_hfss"),
    flag<&SmartPlusAdgroup::is_lhf_compliance>("is_lhf_compliance"),
    flag<&SmartPlusAdgroup::search_result_enabled>("search_result_enabled"),
    flag<&SmartPlusAdgroup::comment_disabled>("comment_disabled"),
    flag<&SmartPlusAdgroup::share_disabled>("share_disabled"),
    flag<&SmartPlusAdgroup::video_download_disabled>("video_download_disabled"),
    flag<&SmartPlusAdgroup::skip_learning_phase>("skip_learning_phase"),
    json<&SmartPlusAdgroup::targeting_spec>("targeting_spec"),
    json<&SmartPlusAdgroup::app_config>("app_config"),
});

constexpr auto smart_plus_ad_table = std::to_array<Field<SmartPlusAd>>({
    needed(text<&SmartPlusAd::id>("smart_plus_ad_id")),
    id<&SmartPlusAd::adgroup_id>("adgroup_id"),
    id<&SmartPlusAd::campaign_id>("campaign_id"),
    id<&SmartPlusAd::advertiser_id>("advertiser_id"),
    text<&SmartPlusAd::name>("ad_name"),
    text<&SmartPlusAd::adgroup_name>("adgroup_name"),
    text<&SmartPlusAd::campaign_name>("campaign_name"),
    text<&SmartPlusAd::operation_status>("operation_status"),
    text<&SmartPlusAd::secondary_status>("secondary_status"),
    utc<&SmartPlusAd::created>("create_time"),
    utc<&SmartPlusAd::modified>("modify_time"),
    json<&SmartPlusAd::creatives>("creative_list"),
    json<&SmartPlusAd::playables>("playable_list"),
    json<&SmartPlusAd::ad_texts>("ad_text_list"),
    json<&SmartPlusAd::auto_messages>("auto_message_list"),
    json<&SmartPlusAd::calls_to_action>("call_to_action_list"),
    json<&SmartPlusAd::add_ons>("interactive_add_on_list"),
    json<&SmartPlusAd::pages>("page_list"),
    json<&SmartPlusAd::landing_pages>("landing_page_url_list"),
    json<&SmartPlusAd::product_pages>("custom_product_page_list"),
    json<&SmartPlusAd::deeplinks>("deeplink_list"),
    json<&SmartPlusAd::disclaimer>("disclaimer"),
    json<&SmartPlusAd::configuration>("ad_configuration"),
});

constexpr auto smart_plus_reviews_table = std::to_array<Field<SmartPlusReviews>>({
    objects<&SmartPlusReviews::ads, smart_plus_review_fields>("smart_plus_ad_review_infos"),
    objects<&SmartPlusReviews::materials, smart_plus_review_fields>("material_review_infos"),
});

} // namespace

const FieldTable<SmartPlusCampaign>& smart_plus_campaign_fields() {
    static const FieldTable<SmartPlusCampaign> fields{smart_plus_campaign_table};
    return fields;
}

const FieldTable<SmartPlusAdgroup>& smart_plus_adgroup_fields() {
    static const FieldTable<SmartPlusAdgroup> fields{smart_plus_adgroup_table};
    return fields;
}

const FieldTable<SmartPlusAd>& smart_plus_ad_fields() {
    static const FieldTable<SmartPlusAd> fields{smart_plus_ad_table};
    return fields;
}

const FieldTable<SmartPlusReviews>& smart_plus_reviews_fields() {
    static const FieldTable<SmartPlusReviews> fields{smart_plus_reviews_table};
    return fields;
}

} // namespace bayme::tiktok::decoding

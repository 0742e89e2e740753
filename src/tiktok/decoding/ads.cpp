// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/nested.hpp"
#include "tiktok/decoding/objects.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto ad_table = std::to_array<Field<Ad>>({
    id<&Ad::id>("ad_id", true),
    id<&Ad::adgroup_id>("adgroup_id"),
    id<&Ad::campaign_id>("campaign_id"),
    id<&Ad::advertiser_id>("advertiser_id"),
    text<&Ad::name>("ad_name"),
    text<&Ad::campaign_name>("campaign_name"),
    text<&Ad::adgroup_name>("adgroup_name"),
    text<&Ad::ad_id_v2>("ad_id_v2"),
    text<&Ad::smart_plus_ad_id>("smart_plus_ad_id"),
    text<&Ad::automation_type>("campaign_automation_type"),
    text<&Ad::system_origin>("campaign_system_origin"),
    text<&Ad::operation_status>("operation_status"),
    text<&Ad::secondary_status>("secondary_status"),
    flag<&Ad::is_aco>("is_aco"),
    flag<&Ad::is_new_structure>("is_new_structure"),
    utc<&Ad::created>("create_time"),
    utc<&Ad::modified>("modify_time"),
    text<&Ad::creative, &AdCreative::ad_format>("ad_format"),
    text<&Ad::creative, &AdCreative::creative_type>("creative_type"),
    text<&Ad::creative, &AdCreative::video_id>("video_id"),
    text<&Ad::creative, &AdCreative::music_id>("music_id"),
    text<&Ad::creative, &AdCreative::card_id>("card_id"),
    text<&Ad::creative, &AdCreative::tiktok_item_id>("tiktok_item_id"),
    text<&Ad::creative, &AdCreative::image_ids>("image_ids"),
    text<&Ad::creative, &AdCreative::ad_texts>("ad_texts"),
    text<&Ad::creative, &AdCreative::ad_text>("ad_text"),
    text<&Ad::creative, &AdCreative::call_to_action>("call_to_action"),
    text<&Ad::creative, &AdCreative::call_to_action_id>("call_to_action_id"),
    text<&Ad::creative, &AdCreative::display_name>("display_name"),
    text<&Ad::creative, &AdCreative::app_name>("app_name"),
    text<&Ad::creative, &AdCreative::identity_type>("identity_type"),
    text<&Ad::creative, &AdCreative::identity_id>("identity_id"),
    text<&Ad::creative, &AdCreative::identity_authorized_bc_id>("identity_authorized_bc_id"),
    text<&Ad::creative, &AdCreative::avatar_icon_web_uri>("avatar_icon_web_uri"),
    text<&Ad::creative, &AdCreative::profile_image_url>("profile_image_url"),
    text<&Ad::creative, &AdCreative::playable_url>("playable_url"),
    text<&Ad::creative, &AdCreative::dark_post_status>("dark_post_status"),
    text<&Ad::creative, &AdCreative::item_duet_status>("item_duet_status"),
    text<&Ad::creative, &AdCreative::item_stitch_status>("item_stitch_status"),
    text<&Ad::creative, &AdCreative::aigc_disclosure_type>("aigc_disclosure_type"),
    text<&Ad::creative, &AdCreative::product_specific_type>("product_specific_type"),
    text<&Ad::creative, &AdCreative::dynamic_format>("dynamic_format"),
    text<&Ad::creative, &AdCreative::vertical_video_strategy>("vertical_video_strategy"),
    text<&Ad::creative, &AdCreative::item_group_ids>("item_group_ids"),
    text<&Ad::creative, &AdCreative::sku_ids>("sku_ids"),
    text<&Ad::creative, &AdCreative::product_set_id>("product_set_id"),
    text<&Ad::creative, &AdCreative::catalog_id>("catalog_id"),
    text<&Ad::creative, &AdCreative::shopping_ads_video_package_id>(
        "shopping_ads_video_package_id"),
    flag<&Ad::creative, &AdCreative::promotional_music_disabled>("promotional_music_disabled"),
    flag<&Ad::creative, &AdCreative::branded_content_disabled>("branded_content_disabled"),
    flag<&Ad::creative, &AdCreative::creative_authorized>("creative_authorized"),
    flag<&Ad::creative, &AdCreative::instant_product_page_used>("instant_product_page_used"),
    count<&Ad::creative, &AdCreative::carousel_image_index>("carousel_image_index"),
    count<&Ad::creative, &AdCreative::page_image_index>("page_image_index"),
    text<&Ad::creative, &AdCreative::disclaimer_type>("disclaimer_type"),
    text<&Ad::creative, &AdCreative::end_card_cta>("end_card_cta"),
    text<&Ad::creative, &AdCreative::auto_message_id>("auto_message_id"),
    text<&Ad::creative, &AdCreative::schedule_id>("schedule_id"),
    text<&Ad::creative, &AdCreative::auto_disclaimer_types>("auto_disclaimer_types"),
    text<&Ad::creative, &AdCreative::product_display_field_list>("product_display_field_list"),
    text<&Ad::creative, &AdCreative::vehicle_ids>("vehicle_ids"),
    json<&Ad::creative, &AdCreative::disclaimer_text>("disclaimer_text"),
    json<&Ad::creative, &AdCreative::disclaimer_clickable_texts>("disclaimer_clickable_texts"),
    json<&Ad::creative, &AdCreative::showcase_products>("showcase_products"),
    text<&Ad::links, &AdLinks::landing_page_url>("landing_page_url"),
    text<&Ad::links, &AdLinks::deeplink>("deeplink"),
    text<&Ad::links, &AdLinks::deeplink_type>("deeplink_type"),
    text<&Ad::links, &AdLinks::deeplink_format_type>("deeplink_format_type"),
    text<&Ad::links, &AdLinks::fallback_type>("fallback_type"),
    text<&Ad::links, &AdLinks::shopping_ads_deeplink_type>("shopping_ads_deeplink_type"),
    text<&Ad::links, &AdLinks::shopping_ads_fallback_type>("shopping_ads_fallback_type"),
    text<&Ad::links, &AdLinks::dynamic_destination>("dynamic_destination"),
    text<&Ad::links, &AdLinks::cpp_url>("cpp_url"),
    text<&Ad::links, &AdLinks::page_id>("page_id"),
    text<&Ad::links, &AdLinks::tiktok_page_category>("tiktok_page_category"),
    text<&Ad::links, &AdLinks::optimization_event>("optimization_event"),
    text<&Ad::links, &AdLinks::impression_tracking_url>("impression_tracking_url"),
    text<&Ad::links, &AdLinks::click_tracking_url>("click_tracking_url"),
    text<&Ad::links, &AdLinks::video_view_tracking_url>("video_view_tracking_url"),
    text<&Ad::links, &AdLinks::tracking_pixel_id>("tracking_pixel_id"),
    text<&Ad::links, &AdLinks::tracking_app_id>("tracking_app_id"),
    text<&Ad::links, &AdLinks::tracking_message_event_set_id>("tracking_message_event_set_id"),
    text<&Ad::links, &AdLinks::landing_page_urls>("landing_page_urls"),
    text<&Ad::links, &AdLinks::tracking_offline_event_set_ids>("tracking_offline_event_set_ids"),
    flag<&Ad::links, &AdLinks::vast_moat_enabled>("vast_moat_enabled"),
    text<&Ad::links, &AdLinks::viewability_postbid_partner>("viewability_postbid_partner"),
    text<&Ad::links, &AdLinks::viewability_vast_url>("viewability_vast_url"),
    text<&Ad::links, &AdLinks::brand_safety_postbid_partner>("brand_safety_postbid_partner"),
    text<&Ad::links, &AdLinks::brand_safety_vast_url>("brand_safety_vast_url"),
    json<&Ad::links, &AdLinks::utm_params>("utm_params"),
    json<&Ad::links, &AdLinks::deeplink_utm_params>("deeplink_utm_params"),
});

constexpr auto batch_table = std::to_array<Field<AdBatch>>({
    text<&AdBatch::ids>("ad_ids"),
    objects<&AdBatch::ads, ad_fields>("creatives"),
});

} // namespace

const FieldTable<Ad>& ad_fields() {
    static const FieldTable<Ad> fields{ad_table};
    return fields;
}

const FieldTable<AdBatch>& ad_batch_fields() {
    static const FieldTable<AdBatch> fields{batch_table};
    return fields;
}

} // namespace bayme::tiktok::decoding

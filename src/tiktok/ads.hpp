// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// What is shown: ids and copy, never the files.
struct AdCreative {
    OptionalText ad_format, creative_type, video_id, music_id, card_id, tiktok_item_id;
    Texts image_ids, ad_texts;
    OptionalText ad_text, call_to_action, call_to_action_id, display_name, app_name;
    OptionalText identity_type, identity_id, identity_authorized_bc_id;
    OptionalText avatar_icon_web_uri, profile_image_url, playable_url;
    OptionalText dark_post_status, item_duet_status, item_stitch_status, aigc_disclosure_type;
    OptionalText product_specific_type, dynamic_format, vertical_video_strategy;
    Texts item_group_ids, sku_ids;
    OptionalText product_set_id, catalog_id, shopping_ads_video_package_id;
    std::optional<bool> promotional_music_disabled, branded_content_disabled, creative_authorized;
    std::optional<bool> instant_product_page_used;
    std::optional<std::int64_t> carousel_image_index, page_image_index;
    OptionalText disclaimer_type, end_card_cta, auto_message_id, schedule_id;
    Texts auto_disclaimer_types, product_display_field_list, vehicle_ids;
    RawJson disclaimer_text, disclaimer_clickable_texts;
    RawJson showcase_products;
};

/// Where a click leads and who counts it.
struct AdLinks {
    OptionalText landing_page_url, deeplink, deeplink_type, deeplink_format_type, fallback_type;
    OptionalText shopping_ads_deeplink_type, shopping_ads_fallback_type, dynamic_destination;
    OptionalText cpp_url, page_id, tiktok_page_category, optimization_event;
    OptionalText impression_tracking_url, click_tracking_url, video_view_tracking_url;
    OptionalText tracking_pixel_id, tracking_app_id, tracking_message_event_set_id;
    Texts landing_page_urls, tracking_offline_event_set_ids;
    std::optional<bool> vast_moat_enabled;
    OptionalText viewability_postbid_partner, viewability_vast_url;
    OptionalText brand_safety_postbid_partner, brand_safety_vast_url;
    RawJson utm_params, deeplink_utm_params;
};

/// An ad [CONTRACT 4.10]. `modified` may be missing on new kinds of ads. Each creative of a Smart+
/// ad comes as an ad of its own; `smart_plus_ad_id` and `ad_id_v2` name the ad they belong to.
struct Ad {
    AdId id;
    AdgroupId adgroup_id;
    CampaignId campaign_id;
    AdvertiserId advertiser_id;
    std::string name;
    OptionalText campaign_name, adgroup_name;
    OptionalText ad_id_v2, smart_plus_ad_id, automation_type, system_origin;
    OptionalText operation_status, secondary_status;
    std::optional<bool> is_aco, is_new_structure;
    std::optional<Instant> created, modified;
    AdCreative creative;
    AdLinks links;
    std::vector<Unmodelled> unmodelled;
};

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto gmv_max_campaign_table = std::to_array<Field<GmvMaxCampaign>>({
    id<&GmvMaxCampaign::id>("campaign_id", true),
    id<&GmvMaxCampaign::advertiser_id>("advertiser_id"),
    text<&GmvMaxCampaign::name>("campaign_name"),
    text<&GmvMaxCampaign::objective_type>("objective_type"),
    text<&GmvMaxCampaign::operation_status>("operation_status"),
    text<&GmvMaxCampaign::secondary_status>("secondary_status"),
    text<&GmvMaxCampaign::roi_protection_compensation_status>("roi_protection_compensation_status"),
    utc<&GmvMaxCampaign::created>("create_time"),
    utc<&GmvMaxCampaign::modified>("modify_time"),
});

constexpr auto gmv_max_details_table = std::to_array<Field<GmvMaxDetails>>({
    id<&GmvMaxDetails::id>("campaign_id", true),
    id<&GmvMaxDetails::advertiser_id>("advertiser_id"),
    text<&GmvMaxDetails::name>("campaign_name"),
    text<&GmvMaxDetails::operation_status>("operation_status"),
    text<&GmvMaxDetails::shopping_ads_type>("shopping_ads_type"),
    text<&GmvMaxDetails::optimization_goal>("optimization_goal"),
    text<&GmvMaxDetails::deep_bid_type>("deep_bid_type"),
    text<&GmvMaxDetails::store_id>("store_id"),
    text<&GmvMaxDetails::store_authorized_bc_id>("store_authorized_bc_id"),
    text<&GmvMaxDetails::product_specific_type>("product_specific_type"),
    text<&GmvMaxDetails::product_video_specific_type>("product_video_specific_type"),
    text<&GmvMaxDetails::schedule_type>("schedule_type"),
    text<&GmvMaxDetails::campaign_custom_anchor_video_id>("campaign_custom_anchor_video_id"),
    amount<&GmvMaxDetails::budget>("budget"),
    amount<&GmvMaxDetails::roas_bid>("roas_bid"),
    utc<&GmvMaxDetails::starts>("schedule_start_time"),
    utc<&GmvMaxDetails::ends>("schedule_end_time"),
    text<&GmvMaxDetails::placements>("placements"),
    text<&GmvMaxDetails::location_ids>("location_ids"),
    text<&GmvMaxDetails::age_groups>("age_groups"),
    text<&GmvMaxDetails::item_group_ids>("item_group_ids"),
    flag<&GmvMaxDetails::affiliate_posts_enabled>("affiliate_posts_enabled"),
    flag<&GmvMaxDetails::roi_protection_enabled>("roi_protection_enabled"),
    flag<&GmvMaxDetails::auto_budget_enabled>("auto_budget_enabled"),
    json<&GmvMaxDetails::promotion_days>("promotion_days"),
    json<&GmvMaxDetails::auto_budget>("auto_budget"),
    json<&GmvMaxDetails::identities>("identity_list"),
    json<&GmvMaxDetails::items>("item_list"),
    json<&GmvMaxDetails::custom_anchor_videos>("custom_anchor_video_list"),
});

constexpr auto gmv_max_store_table = std::to_array<Field<GmvMaxStore>>({
    needed(text<&GmvMaxStore::id>("store_id")),
    text<&GmvMaxStore::code>("store_code"),
    text<&GmvMaxStore::name>("store_name"),
    text<&GmvMaxStore::role>("store_role"),
    text<&GmvMaxStore::status>("store_status"),
    text<&GmvMaxStore::authorized_bc_id>("store_authorized_bc_id"),
    text<&GmvMaxStore::thumbnail_url>("thumbnail_url"),
    text<&GmvMaxStore::region_codes>("targeting_region_codes"),
    flag<&GmvMaxStore::available>("is_gmv_max_available"),
    flag<&GmvMaxStore::is_owner_bc>("is_owner_bc"),
    json<&GmvMaxStore::authorized_bc>("store_authorized_bc_info"),
    json<&GmvMaxStore::exclusive_account>("exclusive_authorized_advertiser_info"),
});

} // namespace

const FieldTable<GmvMaxCampaign>& gmv_max_campaign_fields() {
    static const FieldTable<GmvMaxCampaign> fields{gmv_max_campaign_table};
    return fields;
}

const FieldTable<GmvMaxDetails>& gmv_max_details_fields() {
    static const FieldTable<GmvMaxDetails> fields{gmv_max_details_table};
    return fields;
}

const FieldTable<GmvMaxStore>& gmv_max_store_fields() {
    static const FieldTable<GmvMaxStore> fields{gmv_max_store_table};
    return fields;
}

} // namespace bayme::tiktok::decoding

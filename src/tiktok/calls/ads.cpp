// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/ad_writes.hpp"
#include "tiktok/calls/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

using A = AdSettings;
using C = AdCreative;
using L = AdLinks;

/// Ads on their way: the draft's with a status of their own, the change's with its mode as a flag.
struct New {
    AdSettings settings;
};
struct Batch {
    AdgroupId adgroup_id;
    std::vector<New> ads;
};
struct Changes {
    AdgroupId adgroup_id;
    std::vector<ChangedAd> ads;
    bool patch = true;
};

// Names and types: PARAMETERS, /ad/create/ and /ad/update/.

/// What both calls take.
constexpr auto settings = std::to_array<Parameter<A>>({
    text<&A::creative, &C::ad_format>("ad_format"),
    text<&A::creative, &C::ad_text>("ad_text"),
    texts<&A::creative, &C::ad_texts>("ad_texts"),
    text<&A::creative, &C::aigc_disclosure_type>("aigc_disclosure_type"),
    text<&A::creative, &C::app_name>("app_name"),
    text<&A::creative, &C::avatar_icon_web_uri>("avatar_icon_web_uri"),
    text<&A::links, &L::brand_safety_postbid_partner>("brand_safety_postbid_partner"),
    text<&A::links, &L::brand_safety_vast_url>("brand_safety_vast_url"),
    text<&A::creative, &C::call_to_action>("call_to_action"),
    text<&A::creative, &C::call_to_action_id>("call_to_action_id"),
    text<&A::creative, &C::card_id>("card_id"),
    whole<&A::creative, &C::carousel_image_index>("carousel_image_index"),
    text<&A::links, &L::click_tracking_url>("click_tracking_url"),
    text<&A::links, &L::cpp_url>("cpp_url"),
    flag<&A::creative, &C::creative_authorized>("creative_authorized"),
    text<&A::creative, &C::creative_type>("creative_type"),
    text<&A::creative, &C::dark_post_status>("dark_post_status"),
    text<&A::links, &L::deeplink>("deeplink"),
    text<&A::links, &L::deeplink_type>("deeplink_type"),
    json<&A::links, &L::deeplink_utm_params>("deeplink_utm_params", ParameterType::objects),
    json<&A::creative, &C::disclaimer_clickable_texts>("disclaimer_clickable_texts",
                                                       ParameterType::objects),
    json<&A::creative, &C::disclaimer_text>("disclaimer_text", ParameterType::object),
    text<&A::creative, &C::disclaimer_type>("disclaimer_type"),
    text<&A::creative, &C::display_name>("display_name").within(1, 40),
    text<&A::links, &L::dynamic_destination>("dynamic_destination"),
    text<&A::creative, &C::dynamic_format>("dynamic_format"),
    text<&A::creative, &C::end_card_cta>("end_card_cta"),
    text<&A::links, &L::fallback_type>("fallback_type"),
    text<&A::creative, &C::identity_authorized_bc_id>("identity_authorized_bc_id"),
    text<&A::creative, &C::identity_id>("identity_id"),
    text<&A::creative, &C::identity_type>("identity_type"),
    texts<&A::creative, &C::image_ids>("image_ids"),
    text<&A::links, &L::impression_tracking_url>("impression_tracking_url"),
    flag<&A::creative, &C::instant_product_page_used>("instant_product_page_used"),
    text<&A::creative, &C::item_duet_status>("item_duet_status"),
    texts<&A::creative, &C::item_group_ids>("item_group_ids"),
    text<&A::creative, &C::item_stitch_status>("item_stitch_status"),
    text<&A::links, &L::landing_page_url>("landing_page_url"),
    text<&A::creative, &C::music_id>("music_id"),
    digits<&A::links, &L::page_id>("page_id"),
    whole<&A::creative, &C::page_image_index>("page_image_index"),
    text<&A::creative, &C::playable_url>("playable_url"),
    text<&A::creative, &C::product_set_id>("product_set_id"),
    text<&A::creative, &C::product_specific_type>("product_specific_type"),
    flag<&A::creative, &C::promotional_music_disabled>("promotional_music_disabled"),
    text<&A::links, &L::shopping_ads_deeplink_type>("shopping_ads_deeplink_type"),
    text<&A::links, &L::shopping_ads_fallback_type>("shopping_ads_fallback_type"),
    text<&A::creative, &C::shopping_ads_video_package_id>("shopping_ads_video_package_id"),
    texts<&A::creative, &C::sku_ids>("sku_ids"),
    text<&A::creative, &C::tiktok_item_id>("tiktok_item_id"),
    text<&A::links, &L::tracking_app_id>("tracking_app_id"),
    texts<&A::links, &L::tracking_offline_event_set_ids>("tracking_offline_event_set_ids"),
    digits<&A::links, &L::tracking_pixel_id>("tracking_pixel_id"),
    json<&A::links, &L::utm_params>("utm_params", ParameterType::objects),
    text<&A::creative, &C::vertical_video_strategy>("vertical_video_strategy"),
    text<&A::creative, &C::video_id>("video_id"),
    text<&A::links, &L::video_view_tracking_url>("video_view_tracking_url"),
    text<&A::links, &L::viewability_postbid_partner>("viewability_postbid_partner"),
    text<&A::links, &L::viewability_vast_url>("viewability_vast_url"),
});

/// What is chosen once, with the ad.
constexpr auto chosen_once = std::to_array<Parameter<A>>({
    texts<&A::creative, &C::auto_disclaimer_types>("auto_disclaimer_types"),
    text<&A::creative, &C::auto_message_id>("auto_message_id"),
    text<&A::creative, &C::catalog_id>("catalog_id"),
    text<&A::links, &L::deeplink_format_type>("deeplink_format_type"),
    texts<&A::creative, &C::product_display_field_list>("product_display_field_list"),
    text<&A::creative, &C::schedule_id>("schedule_id"),
    json<&A::creative, &C::showcase_products>("showcase_products", ParameterType::objects),
    text<&A::links, &L::tiktok_page_category>("tiktok_page_category"),
    text<&A::links, &L::tracking_message_event_set_id>("tracking_message_event_set_id"),
    texts<&A::creative, &C::vehicle_ids>("vehicle_ids"),
});

constexpr auto changeable = std::to_array<Parameter<A>>({
    flag<&A::links, &L::vast_moat_enabled>("vast_moat_enabled"),
});

constexpr char disabled[] = "DISABLE";
constexpr std::int64_t most_ads = 20; // CONTRACT 4.10

/// Also sent when it is empty: then the platform makes a name.
constexpr Parameter<New> ad_name() {
    auto made = text<&New::settings, &A::name>("ad_name").as_name(0, false);
    made.given = [](const New&) {
        return true;
    };
    return made;
}

constexpr auto new_ad = std::to_array<Parameter<New>>({
    ad_name(),
    among<&New::settings, chosen_once>(),
    among<&New::settings, settings>(),
    always<New, disabled>("operation_status"),
});

constexpr auto changed_ad = std::to_array<Parameter<ChangedAd>>({
    text<&ChangedAd::id>("ad_id"),
    text<&ChangedAd::settings, &A::name>("ad_name").as_name(0, false),
    among<&ChangedAd::settings, changeable>(),
    among<&ChangedAd::settings, settings>(),
});

constexpr auto create_parameters = std::to_array<Parameter<Batch>>({
    text<&Batch::adgroup_id>("adgroup_id").needed(),
    each<&Batch::ads, new_ad>("creatives").needed().within(1, most_ads),
});

constexpr auto update_parameters = std::to_array<Parameter<Changes>>({
    text<&Changes::adgroup_id>("adgroup_id").needed(),
    each<&Changes::ads, changed_ad>("creatives").needed().within(1, most_ads),
    flag<&Changes::patch>("patch_update"),
});

Result<void> check_changes(const Changes& changes) {
    for (const auto& ad : changes.ads) {
        BAYME_CHECK(check_id(ad.id.text(), "creatives.ad_id"));
    }
    return {};
}

constexpr Declaration<Batch, AdBatch> create{"ad.create", create_parameters,
                                             decoding::object_answer<decoding::ad_batch_fields>()};
constexpr Declaration<Changes, AdBatch> update{"ad.update", update_parameters,
                                               decoding::object_answer<decoding::ad_batch_fields>(),
                                               Subject::account, &check_changes};

} // namespace

std::vector<Declared> ad_declarations() {
    return {declared(create), declared(update)};
}

} // namespace calls

AdSettings settings_of(const Ad& ad) {
    return {.name = ad.name, .creative = ad.creative, .links = ad.links};
}

Call<AdBatch> create_ads(Platform& platform, const CallContext& context, const SecretText& token,
                         const AdDraft& draft) {
    calls::Batch batch{draft.adgroup_id, {}};
    for (const auto& ad : draft.ads) {
        batch.ads.push_back({ad});
    }
    return calls::run(platform, context, token, calls::create, batch);
}

Call<AdBatch> update_ads(Platform& platform, const CallContext& context, const SecretText& token,
                         const AdChange& change) {
    return calls::run(
        platform, context, token, calls::update,
        calls::Changes{change.adgroup_id, change.ads, change.mode == UpdateMode::patch});
}

} // namespace bayme::tiktok

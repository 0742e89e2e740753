// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/adgroup_writes.hpp"
#include "tiktok/calls/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

using S = AdgroupSettings;
using T = AdgroupTargeting;
using D = AdgroupDestination;
using B = AdgroupBidding;
using H = AdgroupSchedule;

// Names, types and required marks: PARAMETERS, /adgroup/create/ and /adgroup/update/.

/// What both calls take.
constexpr auto settings = std::to_array<Parameter<S>>({
    json<&S::targeting, &T::actions>("actions", ParameterType::objects),
    texts<&S::targeting, &T::age_groups>("age_groups"),
    texts<&S::targeting, &T::audience_ids>("audience_ids"),
    json<&S::targeting, &T::audience_rule>("audience_rule", ParameterType::object),
    text<&S::targeting, &T::audience_type>("audience_type"),
    flag<&S::targeting, &T::automated_keywords_enabled>("automated_keywords_enabled"),
    amount<&S::bidding, &B::bid_price>("bid_price"),
    text<&S::bidding, &B::bid_type>("bid_type"),
    texts<&S::destination, &D::blocked_pangle_app_ids>("blocked_pangle_app_ids"),
    text<&S::targeting, &T::brand_safety_type>("brand_safety_type"),
    texts<&S::targeting, &T::carrier_ids>("carrier_ids"),
    text<&S::destination, &D::catalog_authorized_bc_id>("catalog_authorized_bc_id"),
    texts<&S::targeting, &T::category_exclusion_ids>("category_exclusion_ids"),
    flag<&S::destination, &D::comment_disabled>("comment_disabled"),
    texts<&S::targeting, &T::contextual_tag_ids>("contextual_tag_ids"),
    amount<&S::bidding, &B::conversion_bid_price>("conversion_bid_price"),
    text<&S::schedule, &H::dayparting>("dayparting"),
    text<&S::bidding, &B::deep_bid_type>("deep_bid_type"),
    amount<&S::bidding, &B::deep_cpa_bid>("deep_cpa_bid"),
    text<&S::bidding, &B::deep_funnel_event_source>("deep_funnel_event_source"),
    text<&S::bidding, &B::deep_funnel_event_source_id>("deep_funnel_event_source_id"),
    text<&S::bidding, &B::deep_funnel_optimization_event>("deep_funnel_optimization_event"),
    text<&S::bidding, &B::deep_funnel_optimization_status>("deep_funnel_optimization_status"),
    texts<&S::targeting, &T::device_model_ids>("device_model_ids"),
    numbers<&S::targeting, &T::device_price_ranges>("device_price_ranges"),
    texts<&S::targeting, &T::excluded_audience_ids>("excluded_audience_ids"),
    json<&S::targeting, &T::excluded_custom_actions>("excluded_custom_actions",
                                                     ParameterType::objects),
    texts<&S::targeting, &T::excluded_pangle_audience_package_ids>(
        "excluded_pangle_audience_package_ids"),
    whole<&S::bidding, &B::frequency>("frequency").within(1, 1000),
    whole<&S::bidding, &B::frequency_schedule>("frequency_schedule").within(1, 30),
    text<&S::targeting, &T::gender>("gender"),
    texts<&S::targeting, &T::household_income>("household_income"),
    json<&S::targeting, &T::included_custom_actions>("included_custom_actions",
                                                     ParameterType::objects),
    texts<&S::targeting, &T::included_pangle_audience_package_ids>(
        "included_pangle_audience_package_ids"),
    texts<&S::targeting, &T::interest_category_ids>("interest_category_ids"),
    texts<&S::targeting, &T::interest_keyword_ids>("interest_keyword_ids"),
    text<&S::targeting, &T::ios14_targeting>("ios14_targeting"),
    flag<&S::destination, &D::is_hfss>("is_hfss"),
    flag<&S::destination, &D::is_lhf_compliance>("is_lhf_compliance"),
    texts<&S::targeting, &T::isp_ids>("isp_ids"),
    texts<&S::targeting, &T::languages>("languages"),
    texts<&S::targeting, &T::location_ids>("location_ids"),
    text<&S::targeting, &T::min_android_version>("min_android_version"),
    text<&S::targeting, &T::min_ios_version>("min_ios_version"),
    texts<&S::targeting, &T::network_types>("network_types"),
    amount<&S::bidding, &B::next_day_retention>("next_day_retention"),
    texts<&S::targeting, &T::operating_systems>("operating_systems"),
    texts<&S::targeting, &T::purchase_intention_keyword_ids>("purchase_intention_keyword_ids"),
    amount<&S::bidding, &B::roas_bid>("roas_bid"),
    text<&S::targeting, &T::saved_audience_id>("saved_audience_id"),
    text<&S::schedule, &H::ends>("schedule_end_time"),
    json<&S::targeting, &T::search_keywords>("search_keywords", ParameterType::objects),
    flag<&S::destination, &D::search_result_enabled>("search_result_enabled"),
    text<&S::bidding, &B::secondary_optimization_event>("secondary_optimization_event"),
    flag<&S::destination, &D::share_disabled>("share_disabled"),
    whole<&S::targeting, &T::shopping_ads_retargeting_actions_days>(
        "shopping_ads_retargeting_actions_days"),
    text<&S::targeting, &T::shopping_ads_retargeting_custom_audience_relation>(
        "shopping_ads_retargeting_custom_audience_relation"),
    text<&S::targeting, &T::shopping_ads_retargeting_type>("shopping_ads_retargeting_type"),
    flag<&S::targeting, &T::smart_audience_enabled>("smart_audience_enabled"),
    flag<&S::targeting, &T::smart_interest_behavior_enabled>("smart_interest_behavior_enabled"),
    text<&S::targeting, &T::spending_power>("spending_power"),
    text<&S::targeting, &T::vertical_sensitivity_id>("vertical_sensitivity_id"),
    texts<&S::targeting, &T::zipcode_ids>("zipcode_ids"),
});

/// What is chosen once, with the ad group.
constexpr auto chosen_once = std::to_array<Parameter<S>>({
    text<&S::name>("adgroup_name").needed().as_name(1, true),
    text<&S::budget, &Budget::mode>("budget_mode").needed(),
    amount<&S::budget, &Budget::amount>("budget").needed(),
    text<&S::bidding, &B::pacing>("pacing").needed(),
    text<&S::schedule, &H::schedule_type>("schedule_type").needed(),
    text<&S::schedule, &H::starts>("schedule_start_time").needed(),
    text<&S::creative_material_mode>("creative_material_mode"),
    text<&S::statistic_type>("statistic_type"),
    text<&S::destination, &D::app_profile_page_state>("adgroup_app_profile_page_state"),
    json<&S::destination, &D::app_config>("app_config", ParameterType::objects),
    text<&S::destination, &D::app_id>("app_id"),
    text<&S::bidding, &B::attribution_event_count>("attribution_event_count"),
    text<&S::bidding, &B::bid_display_mode>("bid_display_mode"),
    text<&S::bidding, &B::billing_event>("billing_event").needed(),
    text<&S::targeting, &T::brand_safety_partner>("brand_safety_partner"),
    text<&S::destination, &D::catalog_id>("catalog_id"),
    text<&S::bidding, &B::click_attribution_window>("click_attribution_window"),
    text<&S::bidding, &B::custom_conversion_id>("custom_conversion_id"),
    text<&S::bidding, &B::engaged_view_attribution_window>("engaged_view_attribution_window"),
    text<&S::destination, &D::identity_authorized_bc_id>("identity_authorized_bc_id"),
    text<&S::destination, &D::identity_id>("identity_id"),
    text<&S::destination, &D::identity_type>("identity_type"),
    text<&S::bidding, &B::message_event_set_id>("message_event_set_id"),
    text<&S::destination, &D::messaging_app_account_id>("messaging_app_account_id"),
    text<&S::destination, &D::messaging_app_type>("messaging_app_type"),
    text<&S::bidding, &B::optimization_event>("optimization_event"),
    text<&S::bidding, &B::optimization_goal>("optimization_goal").needed(),
    text<&S::destination, &D::pixel_id>("pixel_id"),
    text<&S::destination, &D::placement_type>("placement_type"),
    texts<&S::destination, &D::placements>("placements"),
    text<&S::destination, &D::product_source>("product_source"),
    text<&S::destination, &D::promotion_target_type>("promotion_target_type"),
    text<&S::destination, &D::promotion_type>("promotion_type"),
    text<&S::destination, &D::promotion_website_type>("promotion_website_type"),
    text<&S::destination, &D::shopping_ads_type>("shopping_ads_type"),
    flag<&S::bidding, &B::skip_learning_phase>("skip_learning_phase"),
    text<&S::destination, &D::store_authorized_bc_id>("store_authorized_bc_id"),
    text<&S::destination, &D::store_id>("store_id"),
    texts<&S::destination, &D::tiktok_subplacements>("tiktok_subplacements"),
    text<&S::bidding, &B::vbo_window>("vbo_window"),
    flag<&S::destination, &D::video_download_disabled>("video_download_disabled"),
    text<&S::bidding, &B::view_attribution_window>("view_attribution_window"),
});

/// What only an update takes, and what it may leave as it is.
constexpr auto changeable = std::to_array<Parameter<S>>({
    text<&S::name>("adgroup_name").as_name(1, true),
    amount<&S::budget, &Budget::amount>("budget"),
    text<&S::bidding, &B::pacing>("pacing"),
    text<&S::schedule, &H::schedule_type>("schedule_type"),
    text<&S::schedule, &H::starts>("schedule_start_time"),
    flag<&S::targeting, &T::auto_targeting_enabled>("auto_targeting_enabled"),
    flag<&S::targeting, &T::exclude_age_under_eighteen>("exclude_age_under_eighteen"),
    json<&S::targeting, &T::targeting_expansion>("targeting_expansion", ParameterType::object),
});

constexpr char disabled[] = "DISABLE";

constexpr auto create_parameters = std::to_array<Parameter<AdgroupDraft>>({
    text<&AdgroupDraft::campaign_id>("campaign_id").needed(),
    text<&AdgroupDraft::request_id>("request_id"),
    among<&AdgroupDraft::settings, chosen_once>(),
    among<&AdgroupDraft::settings, settings>(),
    always<AdgroupDraft, disabled>("operation_status"),
});

constexpr auto update_parameters = std::to_array<Parameter<AdgroupChange>>({
    text<&AdgroupChange::id>("adgroup_id").needed(),
    among<&AdgroupChange::settings, changeable>(),
    among<&AdgroupChange::settings, settings>(),
});

Result<void> check_settings(const AdgroupSettings& chosen) {
    const auto& dayparting = chosen.schedule.dayparting;
    constexpr std::size_t half_hours_of_week = 336;
    if (dayparting && dayparting->size() != half_hours_of_week) {
        return over_limit("dayparting", fmt::format("{} half hours, a week has {}",
                                                    dayparting->size(), half_hours_of_week));
    }
    if (dayparting && dayparting->find_first_not_of("01") != std::string::npos) {
        return over_limit("dayparting", "each half hour is 0 or 1");
    }
    constexpr std::size_t most_places = 3000;
    const auto& targeting = chosen.targeting;
    if (targeting.location_ids.size() + targeting.zipcode_ids.size() > most_places) {
        return over_limit("location_ids",
                          fmt::format("more than {} with the zip codes", most_places));
    }
    return {};
}

Result<void> check_draft(const AdgroupDraft& draft) {
    if (draft.request_id) {
        BAYME_CHECK(check_digits(*draft.request_id, "request_id"));
    }
    return check_settings(draft.settings);
}

Result<void> check_change(const AdgroupChange& change) {
    return check_settings(change.settings);
}

constexpr Declaration<AdgroupDraft, Adgroup> create{
    "adgroup.create", create_parameters, decoding::object_answer<decoding::adgroup_fields>(),
    Subject::account, &check_draft};
constexpr Declaration<AdgroupChange, Adgroup> update{
    "adgroup.update", update_parameters, decoding::object_answer<decoding::adgroup_fields>(),
    Subject::account, &check_change};

} // namespace

std::vector<Declared> adgroup_declarations() {
    return {declared(create), declared(update)};
}

} // namespace calls

AdgroupSettings settings_of(const Adgroup& adgroup) {
    return {.name = adgroup.name,
            .budget = adgroup.budget,
            .creative_material_mode = adgroup.creative_material_mode,
            .statistic_type = adgroup.statistic_type,
            .targeting = adgroup.targeting,
            .destination = adgroup.destination,
            .bidding = adgroup.bidding,
            .schedule = adgroup.schedule};
}

Call<Adgroup> create_adgroup(Platform& platform, const CallContext& context,
                             const SecretText& token, const AdgroupDraft& draft) {
    return calls::run(platform, context, token, calls::create, draft);
}

Call<Adgroup> update_adgroup(Platform& platform, const CallContext& context,
                             const SecretText& token, const AdgroupChange& change) {
    return calls::run(platform, context, token, calls::update, change);
}

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/targeting_search.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 7.1; PARAMETERS, /tool/targeting/….
constexpr auto tag_search_parameters = std::to_array<Parameter<TagSearch>>({
    texts<&TagSearch::keywords>("keywords").needed().within(1, 1000),
    texts<&TagSearch::placements>("placements").needed(),
    text<&TagSearch::objective_type>("objective_type").needed(),
    text<&TagSearch::search_type>("search_type").needed(),
    texts<&TagSearch::geo_types>("geo_types"),
    texts<&TagSearch::region_codes>("region_codes"),
    text<&TagSearch::promotion_type>("promotion_type"),
    text<&TagSearch::operating_system>("operating_system"),
    text<&TagSearch::brand_safety_type>("brand_safety_type"),
    text<&TagSearch::brand_safety_partner>("brand_safety_partner"),
});

constexpr auto tag_query_parameters = std::to_array<Parameter<TagQuery>>({
    ids<&TagQuery::ids>("targeting_ids").needed().within(1, 1000),
    text<&TagQuery::scene>("scene"),
    texts<&TagQuery::placements>("placements"),
    text<&TagQuery::objective_type>("objective_type"),
    text<&TagQuery::promotion_type>("promotion_type"),
    text<&TagQuery::operating_system>("operating_system"),
    text<&TagQuery::brand_safety_type>("brand_safety_type"),
    text<&TagQuery::brand_safety_partner>("brand_safety_partner"),
});

constexpr auto targeting_parameters = std::to_array<Parameter<AdgroupTargeting>>({
    text<&AdgroupTargeting::ios14_targeting>("ios14_targeting"),
    text<&AdgroupTargeting::shopping_ads_retargeting_type>("shopping_ads_retargeting_type"),
    text<&AdgroupTargeting::audience_type>("audience_type"),
    text<&AdgroupTargeting::gender>("gender"),
    text<&AdgroupTargeting::min_ios_version>("min_ios_version"),
    text<&AdgroupTargeting::min_android_version>("min_android_version"),
    text<&AdgroupTargeting::spending_power>("spending_power"),
    texts<&AdgroupTargeting::audience_ids>("audience_ids"),
    texts<&AdgroupTargeting::excluded_audience_ids>("excluded_audience_ids"),
    texts<&AdgroupTargeting::location_ids>("location_ids"),
    texts<&AdgroupTargeting::zipcode_ids>("zipcode_ids"),
    texts<&AdgroupTargeting::isp_ids>("isp_ids"),
    texts<&AdgroupTargeting::age_groups>("age_groups"),
    texts<&AdgroupTargeting::languages>("languages"),
    texts<&AdgroupTargeting::interest_category_ids>("interest_category_ids"),
    texts<&AdgroupTargeting::interest_keyword_ids>("interest_keyword_ids"),
    texts<&AdgroupTargeting::purchase_intention_keyword_ids>("purchase_intention_keyword_ids"),
    texts<&AdgroupTargeting::operating_systems>("operating_systems"),
    texts<&AdgroupTargeting::device_model_ids>("device_model_ids"),
    texts<&AdgroupTargeting::network_types>("network_types"),
    texts<&AdgroupTargeting::household_income>("household_income"),
    texts<&AdgroupTargeting::carrier_ids>("carrier_ids"),
    texts<&AdgroupTargeting::included_pangle_audience_package_ids>(
        "included_pangle_audience_package_ids"),
    texts<&AdgroupTargeting::excluded_pangle_audience_package_ids>(
        "excluded_pangle_audience_package_ids"),
    texts<&AdgroupTargeting::contextual_tag_ids>("contextual_tag_ids"),
    json<&AdgroupTargeting::actions>("actions", ParameterType::objects),
    json<&AdgroupTargeting::audience_rule>("audience_rule", ParameterType::object),
    json<&AdgroupTargeting::included_custom_actions>("included_custom_actions",
                                                     ParameterType::objects),
    json<&AdgroupTargeting::excluded_custom_actions>("excluded_custom_actions",
                                                     ParameterType::objects),
    numbers<&AdgroupTargeting::device_price_ranges>("device_price_ranges"),
    whole<&AdgroupTargeting::shopping_ads_retargeting_actions_days>(
        "shopping_ads_retargeting_actions_days"),
});

constexpr auto audience_draft_parameters = std::to_array<Parameter<AudienceDraft>>({
    text<&AudienceDraft::objective_type>("objective_type").needed(),
    text<&AudienceDraft::optimization_goal>("optimization_goal").needed(),
    text<&AudienceDraft::placement_type>("placement_type"),
    texts<&AudienceDraft::placements>("placements"),
    text<&AudienceDraft::promotion_type>("promotion_type"),
    text<&AudienceDraft::app_id>("app_id"),
    text<&AudienceDraft::pixel_id>("pixel_id"),
    text<&AudienceDraft::product_source>("product_source"),
    text<&AudienceDraft::catalog_id>("catalog_id"),
    text<&AudienceDraft::catalog_authorized_bc_id>("catalog_authorized_bc_id"),
    text<&AudienceDraft::product_set_id>("product_set_id"),
    among<&AudienceDraft::targeting, targeting_parameters>(),
});

using decoding::object_answer;

constexpr Declaration<TagSearch, TargetingTags> search{
    "tool.targeting.search", tag_search_parameters,
    object_answer<decoding::targeting_tags_fields>()};
constexpr Declaration<TagQuery, TargetingTags> by_id{
    "tool.targeting.info", tag_query_parameters, object_answer<decoding::targeting_tags_fields>()};
constexpr Declaration<AudienceDraft, AudienceSize> estimate{
    "ad.audience_size.estimate", audience_draft_parameters,
    object_answer<decoding::audience_size_fields>()};

} // namespace

std::vector<Declared> targeting_search_declarations() {
    return {declared(search), declared(by_id), declared(estimate)};
}

} // namespace calls

Call<TargetingTags> search_targeting(Platform& platform, const CallContext& context,
                                     const SecretText& token, const TagSearch& search) {
    return calls::run(platform, context, token, calls::search, search);
}

Call<TargetingTags> targeting_tags(Platform& platform, const CallContext& context,
                                   const SecretText& token, const TagQuery& query) {
    return calls::run(platform, context, token, calls::by_id, query);
}

Call<AudienceSize> estimate_audience(Platform& platform, const CallContext& context,
                                     const SecretText& token, const AudienceDraft& draft) {
    return calls::run(platform, context, token, calls::estimate, draft);
}

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/families.hpp"
#include "tiktok/calls/filters.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"
#include "tiktok/smart_plus_calls.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

using F = SmartPlusFilter;

// CONTRACT 4.13; PARAMETERS, /smart_plus/….
constexpr auto campaign_ids = texts<&F::campaign_ids>("campaign_ids").within(1, 100);
constexpr auto adgroup_ids = texts<&F::adgroup_ids>("adgroup_ids").within(1, 100);

constexpr auto states = std::to_array<Parameter<F>>({
    text<&F::primary_status>("primary_status"),
    text<&F::secondary_status>("secondary_status"),
    text<&F::objective_type>("objective_type"),
});
constexpr auto created = std::to_array<Parameter<F>>({
    text<&F::created_from>("creation_filter_start_time"),
    text<&F::created_until>("creation_filter_end_time"),
});
constexpr auto goal = std::to_array<Parameter<F>>({
    text<&F::optimization_goal>("optimization_goal"),
});

constexpr auto campaign_filter = joined(
    std::to_array<Parameter<F>>({campaign_ids, text<&F::name>("campaign_name")}), states, created);

constexpr auto adgroup_filter =
    joined(std::to_array<Parameter<F>>({campaign_ids, adgroup_ids, text<&F::name>("adgroup_name")}),
           states, goal, std::to_array<Parameter<F>>({text<&F::promotion_type>("promotion_type")}),
           created);

constexpr auto ad_filter =
    joined(std::to_array<Parameter<F>>(
               {campaign_ids, adgroup_ids, ids<&F::ad_ids>("smart_plus_ad_ids").within(1, 100)}),
           states, goal, created,
           std::to_array<Parameter<F>>({text<&F::modified_after>("modified_after")}));

template <const auto& filter>
constexpr auto search = joined(std::to_array<Parameter<SmartPlusSearch>>({
                                   object<&SmartPlusSearch::filtering, filter>("filtering"),
                                   texts<&SmartPlusSearch::fields>("fields"),
                               }),
                               pages<&SmartPlusSearch::page>);

template <const auto& own>
Result<void> check_level(const SmartPlusSearch& asked) {
    return refuse_foreign<F>(own, {campaign_filter, adgroup_filter, ad_filter}, asked.filtering);
}

constexpr auto ad_id_parameters = id_list("smart_plus_ad_ids", 100);

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<SmartPlusSearch, Page<SmartPlusCampaign>> campaign_search{
    "smart_plus.campaign.get", search<campaign_filter>,
    page_answer<decoding::smart_plus_campaign_fields>(), Subject::account,
    &check_level<campaign_filter>};
constexpr Declaration<SmartPlusSearch, Page<SmartPlusAdgroup>> adgroup_search{
    "smart_plus.adgroup.get", search<adgroup_filter>,
    page_answer<decoding::smart_plus_adgroup_fields>(), Subject::account,
    &check_level<adgroup_filter>};
constexpr Declaration<SmartPlusSearch, Page<SmartPlusAd>> ad_search{
    "smart_plus.ad.get", search<ad_filter>, page_answer<decoding::smart_plus_ad_fields>(),
    Subject::account, &check_level<ad_filter>};
constexpr Declaration<IdList, SmartPlusReviews> reviews{
    "smart_plus.ad.review_info", ad_id_parameters,
    object_answer<decoding::smart_plus_reviews_fields>()};

} // namespace

std::vector<Declared> smart_plus_declarations() {
    return {declared(campaign_search), declared(adgroup_search), declared(ad_search),
            declared(reviews)};
}

} // namespace calls

Call<Page<SmartPlusCampaign>> smart_plus_campaigns(Platform& platform, const CallContext& context,
                                                   const SecretText& token,
                                                   const SmartPlusSearch& search) {
    return calls::run(platform, context, token, calls::campaign_search, search);
}

Call<Page<SmartPlusAdgroup>> smart_plus_adgroups(Platform& platform, const CallContext& context,
                                                 const SecretText& token,
                                                 const SmartPlusSearch& search) {
    return calls::run(platform, context, token, calls::adgroup_search, search);
}

Call<Page<SmartPlusAd>> smart_plus_ads(Platform& platform, const CallContext& context,
                                       const SecretText& token, const SmartPlusSearch& search) {
    return calls::run(platform, context, token, calls::ad_search, search);
}

Call<SmartPlusReviews> smart_plus_reviews(Platform& platform, const CallContext& context,
                                          const SecretText& token, const Texts& ad_ids) {
    return calls::run(platform, context, token, calls::reviews, calls::IdList{ad_ids});
}

} // namespace bayme::tiktok

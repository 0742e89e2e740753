// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"
#include "tiktok/smart_plus_calls.hpp"

#include <algorithm>

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 4.13; PARAMETERS, /smart_plus/….
constexpr auto campaign_filter = std::to_array<Parameter<SmartPlusFilter>>({
    texts<&SmartPlusFilter::campaign_ids>("campaign_ids").within(1, 100),
    text<&SmartPlusFilter::name>("campaign_name"),
    text<&SmartPlusFilter::primary_status>("primary_status"),
    text<&SmartPlusFilter::secondary_status>("secondary_status"),
    text<&SmartPlusFilter::objective_type>("objective_type"),
    text<&SmartPlusFilter::created_from>("creation_filter_start_time"),
    text<&SmartPlusFilter::created_until>("creation_filter_end_time"),
});

constexpr auto adgroup_filter = std::to_array<Parameter<SmartPlusFilter>>({
    texts<&SmartPlusFilter::campaign_ids>("campaign_ids").within(1, 100),
    texts<&SmartPlusFilter::adgroup_ids>("adgroup_ids").within(1, 100),
    text<&SmartPlusFilter::name>("adgroup_name"),
    text<&SmartPlusFilter::primary_status>("primary_status"),
    text<&SmartPlusFilter::secondary_status>("secondary_status"),
    text<&SmartPlusFilter::objective_type>("objective_type"),
    text<&SmartPlusFilter::optimization_goal>("optimization_goal"),
    text<&SmartPlusFilter::promotion_type>("promotion_type"),
    text<&SmartPlusFilter::created_from>("creation_filter_start_time"),
    text<&SmartPlusFilter::created_until>("creation_filter_end_time"),
});

constexpr auto ad_filter = std::to_array<Parameter<SmartPlusFilter>>({
    texts<&SmartPlusFilter::campaign_ids>("campaign_ids").within(1, 100),
    texts<&SmartPlusFilter::adgroup_ids>("adgroup_ids").within(1, 100),
    ids<&SmartPlusFilter::ad_ids>("smart_plus_ad_ids").within(1, 100),
    text<&SmartPlusFilter::primary_status>("primary_status"),
    text<&SmartPlusFilter::secondary_status>("secondary_status"),
    text<&SmartPlusFilter::objective_type>("objective_type"),
    text<&SmartPlusFilter::optimization_goal>("optimization_goal"),
    text<&SmartPlusFilter::created_from>("creation_filter_start_time"),
    text<&SmartPlusFilter::created_until>("creation_filter_end_time"),
    text<&SmartPlusFilter::modified_after>("modified_after"),
});

template <const auto& filter>
constexpr auto search = std::to_array<Parameter<SmartPlusSearch>>({
    object<&SmartPlusSearch::filtering, filter>("filtering"),
    texts<&SmartPlusSearch::fields>("fields"),
    whole<&SmartPlusSearch::page, &PageRequest::page>("page").within(1, 0),
    whole<&SmartPlusSearch::page, &PageRequest::page_size>("page_size").within(1, 1000),
});

/// A filter that a level does not know would be ignored by the platform, silently.
template <const auto& own>
Result<void> refuse_foreign(const SmartPlusSearch& asked) {
    for (const auto table :
         {Parameters<SmartPlusFilter>{campaign_filter}, Parameters<SmartPlusFilter>{adgroup_filter},
          Parameters<SmartPlusFilter>{ad_filter}}) {
        for (const auto& parameter : table) {
            const bool known =
                std::ranges::find(own, parameter.name, &Parameter<SmartPlusFilter>::name) !=
                    own.end() ||
                (parameter.name.ends_with("_name") && own.size() != ad_filter.size());
            if (!known && parameter.given(asked.filtering)) {
                return over_limit("filtering." + std::string{parameter.name},
                                  "this level has no such filter");
            }
        }
    }
    return {};
}

struct AdIds {
    Texts ids;
};
constexpr auto ad_id_parameters = std::to_array<Parameter<AdIds>>({
    ids<&AdIds::ids>("smart_plus_ad_ids").needed(),
});

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<SmartPlusSearch, Page<SmartPlusCampaign>> campaign_search{
    "smart_plus.campaign.get", search<campaign_filter>,
    page_answer<decoding::smart_plus_campaign_fields>(), Subject::account,
    &refuse_foreign<campaign_filter>};
constexpr Declaration<SmartPlusSearch, Page<SmartPlusAdgroup>> adgroup_search{
    "smart_plus.adgroup.get", search<adgroup_filter>,
    page_answer<decoding::smart_plus_adgroup_fields>(), Subject::account,
    &refuse_foreign<adgroup_filter>};
constexpr Declaration<SmartPlusSearch, Page<SmartPlusAd>> ad_search{
    "smart_plus.ad.get", search<ad_filter>, page_answer<decoding::smart_plus_ad_fields>(),
    Subject::account, &refuse_foreign<ad_filter>};
constexpr Declaration<AdIds, SmartPlusReviews> reviews{
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
    return calls::run(platform, context, token, calls::reviews, calls::AdIds{ad_ids});
}

} // namespace bayme::tiktok

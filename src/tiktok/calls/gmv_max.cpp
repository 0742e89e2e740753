// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/gmv_max.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 4.13; PARAMETERS, /gmv_max/….
constexpr auto gmv_max_filter_parameters = std::to_array<Parameter<GmvMaxFilter>>({
    texts<&GmvMaxFilter::promotion_types>("gmv_max_promotion_types").needed(),
    ids<&GmvMaxFilter::store_ids>("store_ids"),
    texts<&GmvMaxFilter::campaign_ids>("campaign_ids").within(1, 100),
    text<&GmvMaxFilter::name>("campaign_name"),
    text<&GmvMaxFilter::primary_status>("primary_status"),
    text<&GmvMaxFilter::created_from>("creation_filter_start_time"),
    text<&GmvMaxFilter::created_until>("creation_filter_end_time"),
});

constexpr auto gmv_max_search_parameters =
    joined(std::to_array<Parameter<GmvMaxSearch>>({
               object<&GmvMaxSearch::filtering, gmv_max_filter_parameters>("filtering"),
               texts<&GmvMaxSearch::fields>("fields"),
           }),
           pages<&GmvMaxSearch::page>);

constexpr auto campaign_parameters = one_id("campaign_id");

Result<void> check_search(const GmvMaxSearch& search) {
    if (search.filtering.promotion_types.empty()) {
        return over_limit("filtering.gmv_max_promotion_types", "is missing");
    }
    return {};
}

using decoding::list_answer;
using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<GmvMaxSearch, Page<GmvMaxCampaign>> campaigns{
    "gmv_max.campaign.get", gmv_max_search_parameters,
    page_answer<decoding::gmv_max_campaign_fields>(), Subject::account, &check_search};
constexpr Declaration<OneId, GmvMaxDetails> details{
    "campaign.gmv_max.info", campaign_parameters,
    object_answer<decoding::gmv_max_details_fields>()};
constexpr Declaration<NoRequest, List<GmvMaxStore>> stores{
    "gmv_max.store.list", {}, list_answer<decoding::gmv_max_store_fields>()};

} // namespace

std::vector<Declared> gmv_max_declarations() {
    return {declared(campaigns), declared(details), declared(stores)};
}

} // namespace calls

Call<Page<GmvMaxCampaign>> gmv_max_campaigns(Platform& platform, const CallContext& context,
                                             const SecretText& token, const GmvMaxSearch& search) {
    return calls::run(platform, context, token, calls::campaigns, search);
}

Call<GmvMaxDetails> gmv_max_details(Platform& platform, const CallContext& context,
                                    const SecretText& token, const CampaignId& campaign) {
    return calls::run(platform, context, token, calls::details, calls::OneId{campaign.text()});
}

Call<List<GmvMaxStore>> gmv_max_stores(Platform& platform, const CallContext& context,
                                       const SecretText& token) {
    return calls::run(platform, context, token, calls::stores, calls::NoRequest{});
}

} // namespace bayme::tiktok

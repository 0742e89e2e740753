// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/listings.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/filters.hpp"

#include <algorithm>

namespace bayme::tiktok::calls {
namespace {

using F = ObjectFilter;
constexpr std::int64_t most_ids = 100;
// CONTRACT 1.6, 4.1.
constexpr std::string_view top_view_buying = "RESERVATION_TOP_VIEW";
constexpr int longest_top_view_page = 100;

// Filters: PARAMETERS, /campaign/get/, /adgroup/get/, /ad/get/; numbers of ids: CONTRACT 4.1.
constexpr auto campaign_ids = texts<&F::campaign_ids>("campaign_ids").within(1, most_ids);
constexpr auto adgroup_ids = texts<&F::adgroup_ids>("adgroup_ids").within(1, most_ids);
constexpr auto split_test = flag<&F::split_test_enabled>("split_test_enabled");
constexpr auto material_mode = text<&F::creative_material_mode>("creative_material_mode");

constexpr auto of_every_level = std::to_array<Parameter<F>>({
    text<&F::primary_status>("primary_status"),
    text<&F::secondary_status>("secondary_status"),
    text<&F::objective_type>("objective_type"),
    texts<&F::buying_types>("buying_types"),
    text<&F::optimization_goal>("optimization_goal"),
    texts<&F::system_origins>("campaign_system_origins"),
    text<&F::created_from>("creation_filter_start_time"),
    text<&F::created_until>("creation_filter_end_time"),
});

constexpr auto campaign_filter = joined(
    std::to_array<Parameter<F>>({campaign_ids, text<&F::name>("campaign_name")}), of_every_level,
    std::to_array<Parameter<F>>({
        split_test,
        text<&F::campaign_type>("campaign_type"),
        text<&F::product_source>("campaign_product_source"),
        text<&F::sales_destination>("sales_destination"),
        texts<&F::creative_campaign_types>("creative_campaign_type"),
        flag<&F::is_smart_performance_campaign>("is_smart_performance_campaign"),
    }));

constexpr auto adgroup_filter =
    joined(std::to_array<Parameter<F>>({campaign_ids, adgroup_ids, text<&F::name>("adgroup_name")}),
           of_every_level,
           std::to_array<Parameter<F>>({
               split_test,
               material_mode,
               text<&F::promotion_type>("promotion_type"),
               text<&F::bid_strategy>("bid_strategy"),
               texts<&F::billing_events>("billing_events"),
           }));

constexpr auto ad_filter =
    joined(std::to_array<Parameter<F>>({
               campaign_ids,
               adgroup_ids,
               texts<&F::ad_ids>("ad_ids").within(1, most_ids),
               text<&F::name>("ad_name"),
               text<&F::modified_after>("modified_after"),
           }),
           of_every_level,
           std::to_array<Parameter<F>>({material_mode, text<&F::destination>("destination")}));

struct ListRequest {
    ObjectFilter filtering;
    Texts fields;
    Texts left_out;
    PageRequest page;
};

template <const auto& filter>
constexpr auto listing =
    joined(std::to_array<Parameter<ListRequest>>({
               object<&ListRequest::filtering, filter>("filtering"),
               texts<&ListRequest::fields>("fields"),
               texts<&ListRequest::left_out>("exclude_field_types_in_response"),
           }),
           pages<&ListRequest::page>);

template <const auto& filter>
Result<CallRequest> list(std::string_view name, std::string_view id, const AdvertiserId& advertiser,
                         const ObjectFilter& asked, PageRequest page) {
    const auto& endpoint = tiktok::endpoint(name);
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_page(endpoint, page));
    BAYME_CHECK(refuse_foreign<F>(filter, {campaign_filter, adgroup_filter, ad_filter}, asked));
    const bool top_view =
        std::ranges::find(asked.buying_types, top_view_buying) != asked.buying_types.end();
    if (top_view && asked.buying_types.size() > 1) {
        return over_limit("filtering.buying_types",
                          fmt::format("{} stands alone", top_view_buying));
    }
    if (top_view && name == "adgroup.get" && page.page_size > longest_top_view_page) {
        return over_limit("page_size",
                          fmt::format("{} rows: {} takes 1 to {} with {}", page.page_size, name,
                                      longest_top_view_page, top_view_buying));
    }
    ListRequest request{asked, asked.fields, {}, page};
    if (!asked.primary_status && asked.with_deleted) {
        // Without it deleted objects are left out [CONTRACT 9, 6].
        request.filtering.primary_status = "STATUS_ALL";
    }
    if (asked.without_nulls) {
        request.left_out = {"NULL_FIELD"};
    }
    if (!request.fields.empty() && std::ranges::find(request.fields, id) == request.fields.end()) {
        request.fields.emplace_back(id);
    }
    const Parameters<ListRequest> table{listing<filter>};
    BAYME_CHECK(check_all(table, request, ""));
    CallRequest call{&endpoint, {{"advertiser_id", advertiser.text()}}, {}};
    add_to_query(table, request, call.query);
    return call;
}

template <const auto& filter, typename Object>
Declared declared_listing(std::string_view endpoint_name,
                          decoding::AnswerReader<Page<Object>> answer) {
    const Declaration<ListRequest, Page<Object>> whole{endpoint_name, listing<filter>, answer};
    return declared(whole);
}

} // namespace

Result<CallRequest> campaigns(const AdvertiserId& advertiser, const ObjectFilter& filter,
                              PageRequest page) {
    return list<campaign_filter>("campaign.get", "campaign_id", advertiser, filter, page);
}

Result<CallRequest> adgroups(const AdvertiserId& advertiser, const ObjectFilter& filter,
                             PageRequest page) {
    return list<adgroup_filter>("adgroup.get", "adgroup_id", advertiser, filter, page);
}

Result<CallRequest> ads(const AdvertiserId& advertiser, const ObjectFilter& filter,
                        PageRequest page) {
    return list<ad_filter>("ad.get", "ad_id", advertiser, filter, page);
}

std::vector<Declared> listing_declarations() {
    using decoding::page_answer;
    return {
        declared_listing<campaign_filter>("campaign.get", page_answer<decoding::campaign_fields>()),
        declared_listing<adgroup_filter>("adgroup.get", page_answer<decoding::adgroup_fields>()),
        declared_listing<ad_filter>("ad.get", page_answer<decoding::ad_fields>())};
}

} // namespace bayme::tiktok::calls

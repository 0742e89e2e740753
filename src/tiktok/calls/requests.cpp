// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/requests.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/limits.hpp"

namespace bayme::tiktok::calls {
namespace {

CallRequest about(const Endpoint& endpoint, const AdvertiserId& advertiser) {
    CallRequest request{&endpoint, {}, {}};
    if (endpoint.method == http::Method::get) {
        request.query.push_back({"advertiser_id", advertiser.text()});
    }
    return request;
}

void add_page(CallRequest& request, PageRequest page) {
    request.query.push_back({"page", fmt::to_string(page.page)});
    request.query.push_back({"page_size", fmt::to_string(page.page_size)});
}

void add_ids(JsonWriter& filter, std::string_view key, const Texts& ids) {
    if (!ids.empty()) {
        filter.key(key).raw(json_array(ids));
    }
}

/// A listing of one level; `names` are the id filters it knows besides campaign_ids.
struct Level {
    std::string_view endpoint;
    std::string_view name_key;
    bool adgroups;
    bool ads;
};

Result<CallRequest> list(const Level& level, const AdvertiserId& advertiser,
                         const ObjectFilter& filter, PageRequest page) {
    const auto& endpoint = tiktok::endpoint(level.endpoint);
    const auto campaign_ids = texts_of(std::span{filter.campaign_ids});
    const auto adgroup_ids = texts_of(std::span{filter.adgroup_ids});
    const auto ad_ids = texts_of(std::span{filter.ad_ids});
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_page(endpoint, page));
    BAYME_CHECK(check_filter(endpoint, "campaign_ids", campaign_ids));
    BAYME_CHECK(check_filter(endpoint, "adgroup_ids", adgroup_ids));
    BAYME_CHECK(check_filter(endpoint, "ad_ids", ad_ids));
    if ((!level.adgroups && !adgroup_ids.empty()) || (!level.ads && !ad_ids.empty()) ||
        (!level.ads && filter.modified_after)) {
        return over_limit(fmt::format("{} has no such filter", endpoint.name));
    }

    JsonWriter filtering;
    filtering.begin_object();
    add_ids(filtering, "campaign_ids", campaign_ids);
    add_ids(filtering, "adgroup_ids", adgroup_ids);
    add_ids(filtering, "ad_ids", ad_ids);
    if (!filter.name.empty()) {
        filtering.member(level.name_key, filter.name);
    }
    if (filter.modified_after) {
        filtering.member("modified_after", format_tiktok_utc(*filter.modified_after));
    }
    if (filter.with_deleted) {
        // Without it deleted objects are left out [CONTRACT 9, 6].
        filtering.member("primary_status", "STATUS_ALL");
    }
    filtering.end_object();

    auto request = about(endpoint, advertiser);
    if (filtering.text() != "{}") {
        request.query.push_back({"filtering", filtering.take()});
    }
    add_page(request, page);
    return request;
}

} // namespace

Result<CallRequest> advertiser_info(std::span<const AdvertiserId> ids) {
    const auto& endpoint = tiktok::endpoint("advertiser.info");
    const auto texts = texts_of(ids);
    BAYME_CHECK(check_batch(endpoint, texts));
    return CallRequest{&endpoint, {{"advertiser_ids", json_array(texts)}}, {}};
}

Result<CallRequest> campaigns(const AdvertiserId& advertiser, const ObjectFilter& filter,
                              PageRequest page) {
    return list({"campaign.get", "campaign_name", false, false}, advertiser, filter, page);
}

Result<CallRequest> adgroups(const AdvertiserId& advertiser, const ObjectFilter& filter,
                             PageRequest page) {
    return list({"adgroup.get", "adgroup_name", true, false}, advertiser, filter, page);
}

Result<CallRequest> ads(const AdvertiserId& advertiser, const ObjectFilter& filter,
                        PageRequest page) {
    return list({"ad.get", "ad_name", true, true}, advertiser, filter, page);
}

Result<CallRequest> campaign_update(const AdvertiserId& advertiser, const CampaignUpdate& update) {
    const auto& endpoint = tiktok::endpoint("campaign.update");
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_filter(tiktok::endpoint("campaign.get"), "ids", {update.id.text()}));
    if (!update.name && !update.budget) {
        return over_limit("a campaign update that changes nothing");
    }
    if (update.budget && *update.budget < 0) {
        return over_limit("a budget below zero");
    }
    JsonWriter body;
    body.begin_object();
    body.member("advertiser_id", advertiser.text()).member("campaign_id", update.id.text());
    if (update.name) {
        BAYME_CHECK(check_name(*update.name));
        body.member("campaign_name", *update.name);
    }
    if (update.budget) {
        body.key("budget").number(format_micros(*update.budget));
    }
    return CallRequest{&endpoint, {}, body.end_object().take()};
}

Result<CallRequest> status_update(const AdvertiserId& advertiser, std::string_view endpoint_name,
                                  std::string_view key, const Texts& ids, OperationStatus status) {
    const auto& endpoint = tiktok::endpoint(endpoint_name);
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_batch(endpoint, ids));
    JsonWriter body;
    body.begin_object().member("advertiser_id", advertiser.text());
    body.key(key).raw(json_array(ids));
    body.member("operation_status", to_string(status)).end_object();
    return CallRequest{&endpoint, {}, body.take()};
}

Result<CallRequest> adgroup_budgets(const AdvertiserId& advertiser,
                                    std::span<const AdgroupBudget> budgets, BudgetEffect effect) {
    const auto& endpoint = tiktok::endpoint("adgroup.budget.update");
    const std::string_view key = effect == BudgetEffect::now ? "budget" : "scheduled_budget";
    Texts ids;
    for (const auto& budget : budgets) {
        ids.push_back(budget.id.text());
        if (budget.budget < 0) {
            return over_limit("a budget below zero");
        }
    }
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_batch(endpoint, ids));
    JsonWriter body;
    body.begin_object().member("advertiser_id", advertiser.text()).key(key).begin_array();
    for (const auto& budget : budgets) {
        body.begin_object().member("adgroup_id", budget.id.text());
        body.key(key).number(format_micros(budget.budget)).end_object();
    }
    return CallRequest{&endpoint, {}, body.end_array().end_object().take()};
}

} // namespace bayme::tiktok::calls

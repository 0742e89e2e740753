// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/requests.hpp"
#include "tiktok/client.hpp"
#include "tiktok/decoding/json_tree.hpp"

#include <functional>

namespace bayme::test {

/// A platform whose answers a test sets. A call nobody prepared for is an internal error.
class FakeClient final : public tiktok::Client {
public:
    using Context = tiktok::CallContext;

    std::function<Result<tiktok::TokenGrant>()> on_exchange;
    std::function<Result<std::vector<tiktok::AdvertiserName>>()> on_advertisers;
    std::function<Result<void>()> on_revoke;
    std::function<Result<void>()> on_user_info;
    std::function<std::vector<tiktok::Advertiser>()> on_advertiser_info;
    std::function<Result<tiktok::Page<tiktok::Campaign>>(int page)> on_campaigns;
    std::function<Result<tiktok::Page<tiktok::Adgroup>>(int page)> on_adgroups;
    std::function<Result<tiktok::Page<tiktok::Ad>>(int page)> on_ads;
    std::function<Result<tiktok::ReportPage>(const tiktok::ReportRequest&, int page)> on_report;
    std::function<Result<tiktok::Campaign>(const tiktok::CampaignUpdate&)> on_campaign_update;
    std::function<Result<tiktok::StatusUpdate>(std::vector<std::string> ids,
                                               tiktok::OperationStatus)>
        on_status_update;
    std::function<Result<void>(std::vector<tiktok::AdgroupBudget>, tiktok::BudgetEffect)>
        on_adgroup_budget;
    /// `data` of every other call, as JSON.
    std::function<Result<std::string>(const tiktok::calls::CallRequest&)> on_send;
    int calls = 0;
    bool ads_throttled = false; ///< of the answers from now on
    /// What listings were asked for, in their order.
    std::vector<tiktok::ObjectFilter> filters;

    Result<tiktok::CallFacts> send(const Context&, const SecretText&,
                                   const tiktok::calls::CallRequest& request,
                                   const tiktok::ReadData& read) override {
        ++calls;
        if (!on_send) {
            return fail(ErrorCode::internal, "the test prepared no answer");
        }
        BAYME_TRY(const auto data, on_send(request));
        BAYME_TRY(const auto tree, tiktok::decoding::JsonTree::parse(data));
        BAYME_CHECK(read(tree.root()));
        return facts();
    }
    tiktok::Call<tiktok::TokenGrant> exchange(const Context&, const SecretText&) override {
        return answer<tiktok::TokenGrant>(on_exchange);
    }
    tiktok::Call<std::vector<tiktok::AdvertiserName>> advertisers(const Context&,
                                                                  const SecretText&) override {
        return answer<std::vector<tiktok::AdvertiserName>>(on_advertisers);
    }
    tiktok::Call<tiktok::RevokedToken> revoke(const Context&, const SecretText&) override {
        return done<tiktok::RevokedToken>(on_revoke);
    }
    tiktok::Call<tiktok::UserInfo> user_info(const Context&, const SecretText&) override {
        return done<tiktok::UserInfo>(on_user_info);
    }
    tiktok::Call<std::vector<tiktok::Advertiser>>
    advertiser_info(const Context&, const SecretText&, std::span<const AdvertiserId>) override {
        ++calls;
        return tiktok::Answer<std::vector<tiktok::Advertiser>>{on_advertiser_info(), facts()};
    }
    tiktok::Call<tiktok::Page<tiktok::Campaign>> campaigns(const Context&, const SecretText&,
                                                           const tiktok::ObjectFilter& filter,
                                                           tiktok::PageRequest page) override {
        filters.push_back(filter);
        return answer<tiktok::Page<tiktok::Campaign>>(on_campaigns, page.page);
    }
    tiktok::Call<tiktok::Page<tiktok::Adgroup>> adgroups(const Context&, const SecretText&,
                                                         const tiktok::ObjectFilter& filter,
                                                         tiktok::PageRequest page) override {
        filters.push_back(filter);
        return answer<tiktok::Page<tiktok::Adgroup>>(on_adgroups, page.page);
    }
    tiktok::Call<tiktok::Page<tiktok::Ad>> ads(const Context&, const SecretText&,
                                               const tiktok::ObjectFilter& filter,
                                               tiktok::PageRequest page) override {
        filters.push_back(filter);
        return answer<tiktok::Page<tiktok::Ad>>(on_ads, page.page);
    }
    tiktok::Call<tiktok::ReportPage> report(const Context&, const SecretText&,
                                            const tiktok::ReportRequest& request,
                                            int page) override {
        return answer<tiktok::ReportPage>(on_report, request, page);
    }
    tiktok::Call<tiktok::Campaign> campaign_update(const Context&, const SecretText&,
                                                   const tiktok::CampaignUpdate& update) override {
        return answer<tiktok::Campaign>(on_campaign_update, update);
    }
    tiktok::Call<tiktok::StatusUpdate>
    campaign_status_update(const Context&, const SecretText&, std::span<const CampaignId> ids,
                           tiktok::OperationStatus status) override {
        return answer<tiktok::StatusUpdate>(on_status_update, texts(ids), status);
    }
    tiktok::Call<std::vector<tiktok::Unmodelled>>
    adgroup_budget_update(const Context&, const SecretText&,
                          std::span<const tiktok::AdgroupBudget> budgets,
                          tiktok::BudgetEffect effect) override {
        return done<std::vector<tiktok::Unmodelled>>(
            on_adgroup_budget, std::vector<tiktok::AdgroupBudget>{budgets.begin(), budgets.end()},
            effect);
    }
    tiktok::Call<tiktok::StatusUpdate>
    adgroup_status_update(const Context&, const SecretText&, std::span<const AdgroupId> ids,
                          tiktok::OperationStatus status) override {
        return answer<tiktok::StatusUpdate>(on_status_update, texts(ids), status);
    }
    tiktok::Call<tiktok::StatusUpdate> ad_status_update(const Context&, const SecretText&,
                                                        std::span<const AdId> ids,
                                                        tiktok::OperationStatus status) override {
        return answer<tiktok::StatusUpdate>(on_status_update, texts(ids), status);
    }

private:
    tiktok::CallFacts facts() const {
        tiktok::CallFacts made;
        made.request_id = fmt::format("request-{}", calls);
        made.ads_throttled = ads_throttled;
        return made;
    }

    template <typename T, typename Prepared, typename... Args>
    tiktok::Call<T> answer(Prepared& prepared, Args&&... args) {
        ++calls;
        if (!prepared) {
            return fail(ErrorCode::internal, "the test prepared no answer");
        }
        BAYME_TRY(auto value, prepared(std::forward<Args>(args)...));
        return tiktok::Answer<T>{std::move(value), facts()};
    }

    template <typename T, typename Prepared, typename... Args>
    tiktok::Call<T> done(Prepared& prepared, Args&&... args) {
        ++calls;
        if (!prepared) {
            return fail(ErrorCode::internal, "the test prepared no answer");
        }
        BAYME_CHECK(prepared(std::forward<Args>(args)...));
        return tiktok::Answer<T>{T{}, facts()};
    }

    template <typename Ids>
    static std::vector<std::string> texts(const Ids& ids) {
        std::vector<std::string> out;
        for (const auto& id : ids) {
            out.push_back(id.text());
        }
        return out;
    }
};

} // namespace bayme::test

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/client.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>

namespace bayme::test {

/// A platform in memory for tests of the rooms above tiktok: lists are answered page by page,
/// changes take effect, and `errors` come first, one for each call. Calls are named in `asked` as
/// the endpoint table names them. For one thread.
class FakeTikTok final : public tiktok::Client {
public:
    using Context = tiktok::CallContext;

    std::string access_token = "fake-token";
    std::map<std::string, tiktok::Advertiser> advertisers_by_id;
    std::map<std::string, std::vector<tiktok::Campaign>> campaigns_of; ///< by account
    std::map<std::string, std::vector<tiktok::Adgroup>> adgroups_of;
    std::map<std::string, std::vector<tiktok::Ad>> ads_of;
    std::function<Result<tiktok::ReportPage>(const tiktok::ReportRequest&, int page)> reports;
    std::deque<Error> errors;
    std::vector<std::string> asked;

    Result<tiktok::CallFacts> send(const Context&, const SecretText&,
                                   const tiktok::calls::CallRequest&,
                                   const tiktok::ReadData&) override {
        return fail(ErrorCode::internal, "this platform has no such call");
    }
    tiktok::Call<tiktok::TokenGrant> exchange(const Context&, const SecretText&) override {
        BAYME_CHECK(begin("oauth2.access_token"));
        tiktok::TokenGrant grant;
        grant.access_token = SecretText{access_token};
        for (const auto& [id, advertiser] : advertisers_by_id) {
            grant.advertiser_ids.emplace_back(id);
        }
        return answer(std::move(grant));
    }
    tiktok::Call<std::vector<tiktok::AdvertiserName>> advertisers(const Context&,
                                                                  const SecretText&) override {
        BAYME_CHECK(begin("oauth2.advertiser.get"));
        std::vector<tiktok::AdvertiserName> names;
        for (const auto& [id, advertiser] : advertisers_by_id) {
            names.push_back({AdvertiserId{id}, advertiser.name, {}});
        }
        return answer(std::move(names));
    }
    tiktok::Call<tiktok::RevokedToken> revoke(const Context&, const SecretText&) override {
        BAYME_CHECK(begin("oauth2.revoke_token"));
        return answer(tiktok::RevokedToken{});
    }
    tiktok::Call<tiktok::UserInfo> user_info(const Context&, const SecretText&) override {
        BAYME_CHECK(begin("user.info"));
        return answer(tiktok::UserInfo{});
    }
    tiktok::Call<std::vector<tiktok::Advertiser>>
    advertiser_info(const Context&, const SecretText&, std::span<const AdvertiserId> ids) override {
        BAYME_CHECK(begin("advertiser.info"));
        std::vector<tiktok::Advertiser> found;
        for (const auto& id : ids) {
            if (const auto known = advertisers_by_id.find(id.text());
                known != advertisers_by_id.end()) {
                found.push_back(known->second);
            }
        }
        return answer(std::move(found));
    }

    tiktok::Call<tiktok::Page<tiktok::Campaign>> campaigns(const Context& context,
                                                           const SecretText&,
                                                           const tiktok::ObjectFilter& filter,
                                                           tiktok::PageRequest page) override {
        BAYME_CHECK(begin("campaign.get"));
        return slice(campaigns_of[context.advertiser.text()], filter.campaign_ids, page);
    }
    tiktok::Call<tiktok::Page<tiktok::Adgroup>> adgroups(const Context& context, const SecretText&,
                                                         const tiktok::ObjectFilter& filter,
                                                         tiktok::PageRequest page) override {
        BAYME_CHECK(begin("adgroup.get"));
        return slice(adgroups_of[context.advertiser.text()], filter.adgroup_ids, page);
    }
    tiktok::Call<tiktok::Page<tiktok::Ad>> ads(const Context& context, const SecretText&,
                                               const tiktok::ObjectFilter& filter,
                                               tiktok::PageRequest page) override {
        BAYME_CHECK(begin("ad.get"));
        return slice(ads_of[context.advertiser.text()], filter.ad_ids, page);
    }
    tiktok::Call<tiktok::ReportPage> report(const Context&, const SecretText&,
                                            const tiktok::ReportRequest& request,
                                            int page) override {
        BAYME_CHECK(begin("report.integrated.get"));
        BAYME_TRY(auto one, reports(request, page));
        return answer(std::move(one));
    }

    tiktok::Call<tiktok::Campaign> campaign_update(const Context& context, const SecretText&,
                                                   const tiktok::CampaignUpdate& update) override {
        BAYME_CHECK(begin("campaign.update"));
        auto* campaign = find(campaigns_of[context.advertiser.text()], update.id);
        if (campaign == nullptr) {
            return fail(ErrorCode::not_found, "no campaign {}", update.id);
        }
        campaign->name = update.name.value_or(campaign->name);
        campaign->budget.amount = update.budget ? update.budget : campaign->budget.amount;
        return answer(*campaign);
    }
    tiktok::Call<tiktok::StatusUpdate>
    campaign_status_update(const Context& context, const SecretText&,
                           std::span<const CampaignId> ids,
                           tiktok::OperationStatus status) override {
        BAYME_CHECK(begin("campaign.status.update"));
        return set_status(campaigns_of[context.advertiser.text()], ids, status);
    }
    tiktok::Call<std::vector<tiktok::Unmodelled>>
    adgroup_budget_update(const Context& context, const SecretText&,
                          std::span<const tiktok::AdgroupBudget> budgets,
                          tiktok::BudgetEffect effect) override {
        BAYME_CHECK(begin("adgroup.budget.update"));
        for (const auto& budget : budgets) {
            if (auto* adgroup = find(adgroups_of[context.advertiser.text()], budget.id)) {
                (effect == tiktok::BudgetEffect::now ? adgroup->budget.amount
                                                     : adgroup->scheduled_budget) = budget.budget;
            }
        }
        return answer(std::vector<tiktok::Unmodelled>{});
    }
    tiktok::Call<tiktok::StatusUpdate>
    adgroup_status_update(const Context& context, const SecretText&, std::span<const AdgroupId> ids,
                          tiktok::OperationStatus status) override {
        BAYME_CHECK(begin("adgroup.status.update"));
        return set_status(adgroups_of[context.advertiser.text()], ids, status);
    }
    tiktok::Call<tiktok::StatusUpdate> ad_status_update(const Context& context, const SecretText&,
                                                        std::span<const AdId> ids,
                                                        tiktok::OperationStatus status) override {
        BAYME_CHECK(begin("ad.status.update"));
        return set_status(ads_of[context.advertiser.text()], ids, status);
    }

private:
    Result<void> begin(const char* endpoint) {
        asked.emplace_back(endpoint);
        if (errors.empty()) {
            return {};
        }
        auto error = std::move(errors.front());
        errors.pop_front();
        return fail(std::move(error));
    }
    template <typename T>
    tiktok::Answer<T> answer(T value) {
        return {std::move(value),
                {.endpoint = asked.back(),
                 .request_id = fmt::format("fake-{}", asked.size()),
                 .http_status = 200}};
    }
    template <typename T, typename ObjectId>
    static T* find(std::vector<T>& objects, const ObjectId& id) {
        const auto found = std::ranges::find(objects, id, &T::id);
        return found == objects.end() ? nullptr : &*found;
    }
    template <typename T, typename ObjectId>
    tiktok::Answer<tiktok::Page<T>>
    slice(const std::vector<T>& all, const std::vector<ObjectId>& ids, tiktok::PageRequest page) {
        std::vector<T> chosen;
        std::ranges::copy_if(all, std::back_inserter(chosen), [&](const T& one) {
            return ids.empty() || std::ranges::find(ids, one.id) != ids.end();
        });
        const auto size = static_cast<std::size_t>(page.page_size);
        const auto first = std::min(chosen.size(), size * static_cast<std::size_t>(page.page - 1));
        const auto last = std::min(chosen.size(), first + size);
        tiktok::Page<T> one;
        one.info = {page.page, page.page_size, std::ssize(chosen),
                    static_cast<std::int64_t>((chosen.size() + size - 1) / size)};
        for (auto at = first; at < last; ++at) {
            one.items.push_back(chosen[at]);
        }
        return answer(std::move(one));
    }
    template <typename T, typename ObjectId>
    tiktok::Answer<tiktok::StatusUpdate> set_status(std::vector<T>& objects,
                                                    std::span<const ObjectId> ids,
                                                    tiktok::OperationStatus status) {
        tiktok::StatusUpdate update;
        update.status = std::string{tiktok::to_string(status)};
        for (const auto& id : ids) {
            if (auto* object = find(objects, id)) {
                object->operation_status = update.status;
                update.ids.push_back(id.text());
            }
        }
        return answer(std::move(update));
    }
};

} // namespace bayme::test

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/http_client.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/requests.hpp"
#include "tiktok/calls/sender.hpp"
#include "tiktok/decoding/objects.hpp"
#include "tiktok/decoding/report.hpp"

namespace bayme::tiktok {
namespace {

using calls::CallRequest;
using calls::CallSecrets;
using decoding::JsonNode;

bool succeeded(const decoding::Envelope& envelope) {
    return envelope.code == 0 || envelope.code == 20001;
}

/// Sends, and reads `data` with `read_data` when the platform says it was done.
template <typename T, typename ReadData>
Call<T> call(calls::Sender sender, const CallContext& context, const CallRequest& request,
             const CallSecrets& secrets, ReadData&& read_data) {
    T value{};
    const auto read = [&](int status, std::string_view body) -> Result<decoding::Envelope> {
        BAYME_TRY(auto opened, decoding::open_answer(status, body));
        if (succeeded(opened.envelope)) {
            auto data = read_data(opened.data());
            if (!data) {
                return decoding::without_data(opened.envelope, std::move(data).error());
            }
            value = std::move(*data);
        }
        if (secrets.secret_answer) {
            opened.tree.forget();
        }
        return std::move(opened.envelope);
    };
    BAYME_TRY(auto facts, sender.send(context, request, secrets, read));
    return Answer<T>{std::move(value), std::move(facts)};
}

/// {"app_id": …, "secret": …, NAME: SECRET}
SecretText credentials(const AppFacts& app, std::string_view name, const SecretText& secret,
                       std::string_view more = {}) {
    JsonWriter body;
    body.begin_object().member("app_id", app.app_id);
    app.app_secret.reveal([&](std::string_view text) { body.member("secret", text); });
    secret.reveal([&](std::string_view text) { body.member(name, text); });
    if (!more.empty()) {
        body.key(more).boolean(false);
    }
    return SecretText{body.end_object().take()};
}

} // namespace

HttpClient::HttpClient(AppFacts app, Ports ports) : app_(std::move(app)), ports_(ports) {}

Call<TokenGrant> HttpClient::exchange(const CallContext& context, const SecretText& auth_code) {
    // Naming thousands of accounts here can time out and lose the grant: they are listed after.
    const auto body = credentials(app_, "auth_code", auth_code, "return_advertiser_ids");
    return call<TokenGrant>({app_, ports_}, context, {&endpoint("oauth2.access_token"), {}, {}},
                            {.body = &body, .secret_answer = true}, decoding::read_grant);
}

Call<std::vector<AdvertiserName>> HttpClient::advertisers(const CallContext& context,
                                                          const SecretText& token) {
    const CallRequest request{&endpoint("oauth2.advertiser.get"), {{"app_id", app_.app_id}}, {}};
    return call<std::vector<AdvertiserName>>(
        {app_, ports_}, context, request, {.token = &token, .app_secret_in_query = true},
        [](const JsonNode& data) {
            return decoding::read_list(data, "list", decoding::advertiser_name_fields());
        });
}

Call<RevokedToken> HttpClient::revoke(const CallContext& context, const SecretText& token) {
    const auto body = credentials(app_, "access_token", token);
    return call<RevokedToken>({app_, ports_}, context, {&endpoint("oauth2.revoke_token"), {}, {}},
                              {.token = &token, .body = &body}, decoding::read_revoked);
}

Call<UserInfo> HttpClient::user_info(const CallContext& context, const SecretText& token) {
    return call<UserInfo>(
        {app_, ports_}, context, {&endpoint("user.info"), {}, {}}, {.token = &token},
        [](const JsonNode& data) { return decoding::user_info_fields().read(data, "data"); });
}

Call<std::vector<Advertiser>> HttpClient::advertiser_info(const CallContext& context,
                                                          const SecretText& token,
                                                          std::span<const AdvertiserId> ids) {
    BAYME_TRY(const auto request, calls::advertiser_info(ids));
    return call<std::vector<Advertiser>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
            return decoding::read_list(data, "list", decoding::advertiser_fields());
        });
}

Call<Page<Campaign>> HttpClient::campaigns(const CallContext& context, const SecretText& token,
                                           const ObjectFilter& filter, PageRequest page) {
    BAYME_TRY(const auto request, calls::campaigns(context.advertiser, filter, page));
    return call<Page<Campaign>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
            return decoding::read_page(data, "list", decoding::campaign_fields());
        });
}

Call<Page<Adgroup>> HttpClient::adgroups(const CallContext& context, const SecretText& token,
                                         const ObjectFilter& filter, PageRequest page) {
    BAYME_TRY(const auto request, calls::adgroups(context.advertiser, filter, page));
    return call<Page<Adgroup>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
            return decoding::read_page(data, "list", decoding::adgroup_fields());
        });
}

Call<Page<Ad>> HttpClient::ads(const CallContext& context, const SecretText& token,
                               const ObjectFilter& filter, PageRequest page) {
    BAYME_TRY(const auto request, calls::ads(context.advertiser, filter, page));
    return call<Page<Ad>>({app_, ports_}, context, request, {.token = &token},
                          [](const JsonNode& data) {
                              return decoding::read_page(data, "list", decoding::ad_fields());
                          });
}

Call<ReportPage> HttpClient::report(const CallContext& context, const SecretText& token,
                                    const ReportRequest& selection, int page) {
    BAYME_TRY(const auto request, calls::report(selection, page));
    auto about = context;
    about.advertiser = selection.advertiser;
    ReportPage value;
    const auto read = [&](int status, std::string_view body) -> Result<decoding::Envelope> {
        BAYME_TRY(auto answer, decoding::read_report(selection, status, body));
        value = std::move(answer.page);
        return std::move(answer.envelope);
    };
    calls::Sender sender{app_, ports_};
    BAYME_TRY(auto facts, sender.send(about, request, {.token = &token}, read));
    return Answer<ReportPage>{std::move(value), std::move(facts)};
}

Call<Campaign> HttpClient::campaign_update(const CallContext& context, const SecretText& token,
                                           const CampaignUpdate& update) {
    BAYME_TRY(const auto request, calls::campaign_update(context.advertiser, update));
    return call<Campaign>(
        {app_, ports_}, context, request, {.token = &token},
        [](const JsonNode& data) { return decoding::campaign_fields().read(data, "data"); });
}

Call<std::vector<Unmodelled>>
HttpClient::adgroup_budget_update(const CallContext& context, const SecretText& token,
                                  std::span<const AdgroupBudget> budgets, BudgetEffect effect) {
    BAYME_TRY(const auto request, calls::adgroup_budgets(context.advertiser, budgets, effect));
    return call<std::vector<Unmodelled>>(
        {app_, ports_}, context, request, {.token = &token},
        [](const JsonNode& data) -> Result<std::vector<Unmodelled>> {
            std::vector<Unmodelled> members;
            for (const auto& member : data.children) {
                members.push_back({member.key, std::string{member.raw}});
            }
            return members;
        });
}

Call<StatusUpdate> HttpClient::campaign_status_update(const CallContext& context,
                                                      const SecretText& token,
                                                      std::span<const CampaignId> ids,
                                                      OperationStatus status) {
    return status_update(context, token, "campaign.status.update", "campaign_ids",
                         calls::texts_of(ids), status);
}

Call<StatusUpdate> HttpClient::adgroup_status_update(const CallContext& context,
                                                     const SecretText& token,
                                                     std::span<const AdgroupId> ids,
                                                     OperationStatus status) {
    return status_update(context, token, "adgroup.status.update", "adgroup_ids",
                         calls::texts_of(ids), status);
}

Call<StatusUpdate> HttpClient::ad_status_update(const CallContext& context, const SecretText& token,
                                                std::span<const AdId> ids, OperationStatus status) {
    return status_update(context, token, "ad.status.update", "ad_ids", calls::texts_of(ids),
                         status);
}

Call<StatusUpdate> HttpClient::status_update(const CallContext& context, const SecretText& token,
                                             std::string_view endpoint_name, std::string_view key,
                                             const Texts& ids, OperationStatus status) {
    BAYME_TRY(const auto request,
              calls::status_update(context.advertiser, endpoint_name, key, ids, status));
    return call<StatusUpdate>(
        {app_, ports_}, context, request, {.token = &token},
        [key](const JsonNode& data) { return decoding::read_status_update(data, key); });
}

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/http_client.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/changes.hpp"
#include "tiktok/calls/listings.hpp"
#include "tiktok/calls/requests.hpp"
#include "tiktok/calls/talk.hpp"
#include "tiktok/decoding/objects.hpp"
#include "tiktok/decoding/report.hpp"

namespace bayme::tiktok {
namespace {

using calls::CallRequest;
using calls::CallSecrets;
using decoding::JsonNode;

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

Result<CallFacts> HttpClient::send(const CallContext& context, const SecretText& token,
                                   const CallRequest& request, const ReadData& read) {
    struct Nothing {};
    BAYME_TRY(auto answer, calls::talk<Nothing>({app_, ports_}, context, request, {.token = &token},
                                                [&](const JsonNode& data) -> Result<Nothing> {
                                                    BAYME_CHECK(read(data));
                                                    return Nothing{};
                                                }));
    return std::move(answer.facts);
}

Call<TokenGrant> HttpClient::exchange(const CallContext& context, const SecretText& auth_code) {
    // Naming thousands of accounts here can time out and lose the grant: they are listed after.
    const auto body = credentials(app_, "auth_code", auth_code, "return_advertiser_ids");
    return calls::talk<TokenGrant>({app_, ports_}, context,
                                   {&endpoint("oauth2.access_token"), {}, {}},
                                   {.body = &body, .secret_answer = true}, decoding::read_grant);
}

Call<std::vector<AdvertiserName>> HttpClient::advertisers(const CallContext& context,
                                                          const SecretText& token) {
    const CallRequest request{&endpoint("oauth2.advertiser.get"), {{"app_id", app_.app_id}}, {}};
    return calls::talk<std::vector<AdvertiserName>>(
        {app_, ports_}, context, request, {.token = &token, .app_secret_in_query = true},
        [](const JsonNode& data) {
            return decoding::read_list(data, "list", decoding::advertiser_name_fields());
        });
}

Call<RevokedToken> HttpClient::revoke(const CallContext& context, const SecretText& token) {
    const auto body = credentials(app_, "access_token", token);
    return calls::talk<RevokedToken>({app_, ports_}, context,
                                     {&endpoint("oauth2.revoke_token"), {}, {}},
                                     {.token = &token, .body = &body}, decoding::read_revoked);
}

Call<UserInfo> HttpClient::user_info(const CallContext& context, const SecretText& token) {
    return calls::talk<UserInfo>(
        {app_, ports_}, context, {&endpoint("user.info"), {}, {}}, {.token = &token},
        [](const JsonNode& data) { return decoding::user_info_fields().read(data, "data"); });
}

Call<std::vector<Advertiser>> HttpClient::advertiser_info(const CallContext& context,
                                                          const SecretText& token,
                                                          std::span<const AdvertiserId> ids) {
    BAYME_TRY(const auto request, calls::advertiser_info(ids));
    return calls::talk<std::vector<Advertiser>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
            return decoding::read_list(data, "list", decoding::advertiser_fields());
        });
}

Call<Page<Campaign>> HttpClient::campaigns(const CallContext& context, const SecretText& token,
                                           const ObjectFilter& filter, PageRequest page) {
    BAYME_TRY(const auto request, calls::campaigns(context.advertiser, filter, page));
    return calls::talk<Page<Campaign>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
            return decoding::read_page(data, "list", decoding::campaign_fields());
        });
}

Call<Page<Adgroup>> HttpClient::adgroups(const CallContext& context, const SecretText& token,
                                         const ObjectFilter& filter, PageRequest page) {
    BAYME_TRY(const auto request, calls::adgroups(context.advertiser, filter, page));
    return calls::talk<Page<Adgroup>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
            return decoding::read_page(data, "list", decoding::adgroup_fields());
        });
}

Call<Page<Ad>> HttpClient::ads(const CallContext& context, const SecretText& token,
                               const ObjectFilter& filter, PageRequest page) {
    BAYME_TRY(const auto request, calls::ads(context.advertiser, filter, page));
    return calls::talk<Page<Ad>>(
        {app_, ports_}, context, request, {.token = &token}, [](const JsonNode& data) {
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
    return calls::update_campaign(*this, context, token, update);
}

Call<std::vector<Unmodelled>>
HttpClient::adgroup_budget_update(const CallContext& context, const SecretText& token,
                                  std::span<const AdgroupBudget> budgets, BudgetEffect effect) {
    BAYME_TRY(auto answer, calls::update_budgets(*this, context, token, budgets, effect));
    return Answer<std::vector<Unmodelled>>{std::move(answer.value.unmodelled),
                                           std::move(answer.facts)};
}

Call<StatusUpdate> HttpClient::campaign_status_update(const CallContext& context,
                                                      const SecretText& token,
                                                      std::span<const CampaignId> ids,
                                                      OperationStatus status) {
    return calls::update_status(*this, context, token, ReportLevel::campaign, calls::texts_of(ids),
                                status);
}

Call<StatusUpdate> HttpClient::adgroup_status_update(const CallContext& context,
                                                     const SecretText& token,
                                                     std::span<const AdgroupId> ids,
                                                     OperationStatus status) {
    return calls::update_status(*this, context, token, ReportLevel::adgroup, calls::texts_of(ids),
                                status);
}

Call<StatusUpdate> HttpClient::ad_status_update(const CallContext& context, const SecretText& token,
                                                std::span<const AdId> ids, OperationStatus status) {
    return calls::update_status(*this, context, token, ReportLevel::ad, calls::texts_of(ids),
                                status);
}

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "http/outbound.hpp"
#include "tiktok/client.hpp"
#include "tiktok/endpoints.hpp"
#include "tiktok/governor.hpp"
#include "tiktok/refusals.hpp"
#include "tiktok/withheld.hpp"

namespace bayme::tiktok {

/// [tiktok] of the configuration. `api_url` is the host, with or without /open_api/v1.3.
struct AppFacts {
    std::string api_url;
    std::string app_id;
    SecretText app_secret;
    /// Also sends to endpoints the developer page does not name: for tests and probes.
    bool undisclosed = false;
};

/// What is kept of each attempt; never a URL or a body.
struct CallRecord {
    Instant at = {};
    std::string endpoint = {};
    AdvertiserId advertiser = {};
    int http_status = 0; ///< 0: no answer
    std::optional<std::int64_t> code = {};
    std::string reason = {}; ///< Error::reason when it failed
    std::string request_id = {};
    std::string log_id = {};
    std::chrono::microseconds duration{0};
    std::size_t bytes = 0;
    int attempt = 1;
    std::string actor = {};
    std::string job = {};
};

/// Where attempts are written down. A failure to write is logged, it does not fail the call: the
/// call has happened.
class CallLog {
public:
    virtual ~CallLog() = default;
    virtual void record(const CallRecord& call) = 0;
};

/// The platform over the one outbound client.
class HttpClient final : public Client {
public:
    struct Ports {
        http::Outbound& outbound;
        Governor& governor;
        CallLog& log;
        Clock& clock;
        Scheduler& scheduler;
        Random& random;
        /// Without it allowlisted endpoints are asked for whenever somebody calls.
        WithheldMemory* withheld = nullptr;
        /// Is told of permissions that are missing and of those that work.
        RefusalMemory* refusals = nullptr;
    };
    HttpClient(AppFacts app, Ports ports);

    Result<CallFacts> send(const CallContext& context, const SecretText& token,
                           const calls::CallRequest& request, const ReadData& read) override;

    Call<TokenGrant> exchange(const CallContext& context, const SecretText& auth_code) override;
    Call<std::vector<AdvertiserName>> advertisers(const CallContext& context,
                                                  const SecretText& token) override;
    Call<RevokedToken> revoke(const CallContext& context, const SecretText& token) override;
    Call<UserInfo> user_info(const CallContext& context, const SecretText& token) override;
    Call<std::vector<Advertiser>> advertiser_info(const CallContext& context,
                                                  const SecretText& token,
                                                  std::span<const AdvertiserId> ids) override;
    Call<Page<Campaign>> campaigns(const CallContext& context, const SecretText& token,
                                   const ObjectFilter& filter, PageRequest page) override;
    Call<Page<Adgroup>> adgroups(const CallContext& context, const SecretText& token,
                                 const ObjectFilter& filter, PageRequest page) override;
    Call<Page<Ad>> ads(const CallContext& context, const SecretText& token,
                       const ObjectFilter& filter, PageRequest page) override;
    Call<ReportPage> report(const CallContext& context, const SecretText& token,
                            const ReportRequest& request, int page) override;
    Call<Campaign> campaign_update(const CallContext& context, const SecretText& token,
                                   const CampaignUpdate& update) override;
    Call<StatusUpdate> campaign_status_update(const CallContext& context, const SecretText& token,
                                              std::span<const CampaignId> ids,
                                              OperationStatus status) override;
    Call<std::vector<Unmodelled>> adgroup_budget_update(const CallContext& context,
                                                        const SecretText& token,
                                                        std::span<const AdgroupBudget> budgets,
                                                        BudgetEffect effect) override;
    Call<StatusUpdate> adgroup_status_update(const CallContext& context, const SecretText& token,
                                             std::span<const AdgroupId> ids,
                                             OperationStatus status) override;
    Call<StatusUpdate> ad_status_update(const CallContext& context, const SecretText& token,
                                        std::span<const AdId> ids, OperationStatus status) override;

private:
    AppFacts app_;
    Ports ports_;
};

} // namespace bayme::tiktok

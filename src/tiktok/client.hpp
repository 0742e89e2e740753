// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/models.hpp"
#include "tiktok/platform.hpp"

#include <span>

namespace bayme::tiktok {

/// Which objects a listing names; all filters have to fit [CONTRACT 4.1, 4.5, 4.10]. More ids than
/// the endpoint takes, and filters its level does not know, are refused before sending.
struct ObjectFilter {
    std::vector<CampaignId> campaign_ids = {};
    std::vector<AdgroupId> adgroup_ids = {};    ///< ad groups and ads
    std::vector<AdId> ad_ids = {};              ///< ads
    std::string name = {};                      ///< fuzzy, as TikTok matches: compare the answer
    std::optional<Instant> modified_after = {}; ///< ads only [CONTRACT 4.10]
    /// Asks for STATUS_ALL, unless `primary_status` says something else, such as STATUS_DELETE.
    bool with_deleted = true;
    OptionalText primary_status = {}, secondary_status = {};
    OptionalText objective_type = {}, optimization_goal = {};
    Texts buying_types = {}; ///< RESERVATION_TOP_VIEW stands alone
    Texts system_origins = {};
    std::optional<Instant> created_from = {}, created_until = {};
    OptionalText creative_material_mode = {};               ///< ad groups and ads
    std::optional<bool> split_test_enabled = {};            ///< campaigns, ad groups
    OptionalText campaign_type = {}, product_source = {};   ///< campaigns
    OptionalText sales_destination = {};                    ///< campaigns
    Texts creative_campaign_types = {};                     ///< campaigns
    std::optional<bool> is_smart_performance_campaign = {}; ///< campaigns
    OptionalText promotion_type = {}, bid_strategy = {};    ///< ad groups
    Texts billing_events = {};                              ///< ad groups
    OptionalText destination = {};                          ///< ads
    /// Members to answer with, the id always among them; all of them when empty.
    Texts fields = {};
    bool without_nulls = false;
};

struct PageRequest {
    int page = 1;
    int page_size = 1000;
};

/// What every feature asks of the platform; the other calls are functions over a Platform, one
/// header for each family (tiktok/files.hpp, …). Calls block, wait for quota and are safe from any
/// thread; no storage transaction may be open while one runs.
///
/// Errors carry the platform's request id and a reason: "tiktok.<return code>", "tiktok.html",
/// "tiktok.truncated", … or "http.…" from the wire. Reads are repeated by the retry table. Calls
/// that change something are sent once: whatever leaves open whether it happened is `uncertain`.
/// A request over a known limit is invalid_input with reason "tiktok.limit" and is never sent.
class Client : public Platform {
public:
    /// The code is spent by the first attempt, whatever comes back.
    virtual Call<TokenGrant> exchange(const CallContext& context, const SecretText& auth_code) = 0;
    virtual Call<std::vector<AdvertiserName>> advertisers(const CallContext& context,
                                                          const SecretText& token) = 0;
    virtual Call<RevokedToken> revoke(const CallContext& context, const SecretText& token) = 0;
    /// The probe whether a token lives: needs no app secret.
    virtual Call<UserInfo> user_info(const CallContext& context, const SecretText& token) = 0;
    virtual Call<std::vector<Advertiser>> advertiser_info(const CallContext& context,
                                                          const SecretText& token,
                                                          std::span<const AdvertiserId> ids) = 0;

    // One page each; tiktok/walk.hpp walks them all. The account is context.advertiser.
    virtual Call<Page<Campaign>> campaigns(const CallContext& context, const SecretText& token,
                                           const ObjectFilter& filter, PageRequest page) = 0;
    virtual Call<Page<Adgroup>> adgroups(const CallContext& context, const SecretText& token,
                                         const ObjectFilter& filter, PageRequest page) = 0;
    virtual Call<Page<Ad>> ads(const CallContext& context, const SecretText& token,
                               const ObjectFilter& filter, PageRequest page) = 0;
    virtual Call<ReportPage> report(const CallContext& context, const SecretText& token,
                                    const ReportRequest& request, int page) = 0;

    /// @return the campaign as the platform says it is now.
    virtual Call<Campaign> campaign_update(const CallContext& context, const SecretText& token,
                                           const CampaignUpdate& update) = 0;
    virtual Call<StatusUpdate> campaign_status_update(const CallContext& context,
                                                      const SecretText& token,
                                                      std::span<const CampaignId> ids,
                                                      OperationStatus status) = 0;
    /// Tells nothing but that it was taken.
    virtual Call<std::vector<Unmodelled>>
    adgroup_budget_update(const CallContext& context, const SecretText& token,
                          std::span<const AdgroupBudget> budgets, BudgetEffect effect) = 0;
    /// One ad group that cannot change fails the whole call.
    virtual Call<StatusUpdate> adgroup_status_update(const CallContext& context,
                                                     const SecretText& token,
                                                     std::span<const AdgroupId> ids,
                                                     OperationStatus status) = 0;
    virtual Call<StatusUpdate> ad_status_update(const CallContext& context, const SecretText& token,
                                                std::span<const AdId> ids,
                                                OperationStatus status) = 0;
};

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "storage/mirror.hpp"

namespace bayme::api {

/// Sums of one day; money in the account's currency.
struct DayFiguresView {
    Decimal spend;
    std::int64_t impressions = 0;
    std::int64_t clicks = 0;
    std::int64_t conversions = 0;
    /// spend / conversions; absent without a conversion.
    std::optional<Decimal> cost_per_conversion;
};
BOOST_DESCRIBE_STRUCT(DayFiguresView, (),
                      (spend, impressions, clicks, conversions, cost_per_conversion))

/// A day's place in the ledger: complete, provisional, stale, partial, failed, never_fetched.
struct DayStateView {
    Day day;
    std::string state;
    std::optional<Instant> facts_at;
};
BOOST_DESCRIBE_STRUCT(DayStateView, (), (day, state, facts_at))

struct CampaignView {
    CampaignId campaign_id;
    std::string name;
    std::string operation_status;
    std::string secondary_status;
    std::string objective_type;
    std::string budget_mode;
    std::optional<Decimal> budget;
    bool deleted = false;
    std::optional<DayFiguresView> yesterday;
    std::optional<DayFiguresView> today;
};
BOOST_DESCRIBE_STRUCT(CampaignView, (),
                      (campaign_id, name, operation_status, secondary_status, objective_type,
                       budget_mode, budget, deleted, yesterday, today))

struct CampaignList {
    AdvertiserId advertiser_id;
    std::string advertiser_name;
    std::string currency;
    /// "UTC+1": the account's days are cut by it.
    std::string offset;
    DayStateView yesterday;
    DayStateView today;
    std::vector<CampaignView> campaigns;
    /// Absent while the day was never read.
    std::optional<DayFiguresView> total_yesterday;
    std::optional<DayFiguresView> total_today;
};
BOOST_DESCRIBE_STRUCT(CampaignList, (),
                      (advertiser_id, advertiser_name, currency, offset, yesterday, today,
                       campaigns, total_yesterday, total_today))

struct ListCampaigns {
    AdvertiserId advertiser_id;
};
BOOST_DESCRIBE_STRUCT(ListCampaigns, (), (advertiser_id))

/// A campaign, ad group, ad, file or identity as mirrored.
struct ObjectView {
    std::string level;
    std::string object_id;
    CampaignId campaign_id;
    AdgroupId adgroup_id;
    std::string name;
    std::string operation_status;
    std::string secondary_status;
    /// What that says, for people.
    std::string status_words;
    std::string budget_mode;
    std::optional<Decimal> budget;
    std::optional<Instant> created_at;
    std::optional<Instant> modified_at;
    Instant first_seen_at;
    Instant seen_at;
    std::optional<Instant> deleted_at;
};
BOOST_DESCRIBE_STRUCT(ObjectView, (),
                      (level, object_id, campaign_id, adgroup_id, name, operation_status,
                       secondary_status, status_words, budget_mode, budget, created_at, modified_at,
                       first_seen_at, seen_at, deleted_at))

ObjectView object_view(const storage::MirrorObject& object);

struct ObjectList {
    std::vector<ObjectView> objects;
};
BOOST_DESCRIBE_STRUCT(ObjectList, (), (objects))

struct ListObjects {
    AdvertiserId advertiser_id;
    std::string level = "campaign";
    /// The campaign of ad groups, the ad group of ads; all without it.
    std::string parent_id;
    bool with_deleted = false;
};
BOOST_DESCRIBE_STRUCT(ListObjects, (), (advertiser_id, level, parent_id, with_deleted))
constexpr auto rules(const ListObjects*) {
    return std::array{
        with_default(one_of("level", "campaign", "adgroup", "ad", "video", "image", "identity")),
        with_default(length("parent_id", 0, 32)), with_default("with_deleted")};
}

} // namespace bayme::api

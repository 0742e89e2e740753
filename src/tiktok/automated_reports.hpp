// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"
#include "tiktok/metric_rows.hpp"

namespace bayme::tiktok {

/// Which materials.
struct MaterialFilter {
    std::vector<CampaignId> campaign_ids = {};
    std::vector<AdgroupId> adgroup_ids = {};
    Texts ad_ids = {};
    Texts material_ids = {};
    Texts material_types = {};
    Texts ad_text_ids = {};
    Texts call_to_action_ids = {};
    Texts add_on_ids = {};
};

/// What each material of Smart+ ads did: over the days, or in its life.
struct MaterialReport {
    Texts dimensions = {}; ///< two
    Texts metrics = {};
    std::optional<Day> first = {};
    std::optional<Day> last = {};
    std::optional<bool> query_lifetime = {};
    MaterialFilter filtering = {};
    OptionalText sort_field = {};
    OptionalText sort_type = {}; ///< ASC, DESC
    PageRequest page = {1, 100};
};

/// The same by day or in combination.
struct MaterialBreakdown {
    Texts dimensions = {};
    std::optional<Day> first = {};
    std::optional<Day> last = {};
    Texts metrics = {};
    MaterialFilter filtering = {};
    OptionalText sort_field = {};
    OptionalText sort_type = {};
    PageRequest page = {1, 100};
};

/// Which rows.
struct GmvMaxReportFilter {
    Texts promotion_types = {};
    std::vector<CampaignId> campaign_ids = {};
    OptionalText campaign_name = {};
    Texts campaign_statuses = {};
    Texts item_group_ids = {};
    Texts item_ids = {};
    Texts room_ids = {};
    Texts creative_types = {};
    Texts creative_delivery_statuses = {};
    OptionalText search_word = {};
};

/// One page of the report of shops. Days are the account's.
struct GmvMaxReport {
    Texts store_ids = {};
    Texts dimensions = {};
    Texts metrics = {};
    std::optional<Day> first = {};
    std::optional<Day> last = {};
    std::optional<bool> enable_total_metrics = {};
    GmvMaxReportFilter filtering = {};
    OptionalText sort_field = {};
    OptionalText sort_type = {};
    PageRequest page = {1, 1000};
};

Call<MetricPage> material_report(Platform& platform, const CallContext& context,
                                 const SecretText& token, const MaterialReport& report);
Call<MetricPage> material_breakdown(Platform& platform, const CallContext& context,
                                    const SecretText& token, const MaterialBreakdown& report);
Call<MetricPage> gmv_max_report(Platform& platform, const CallContext& context,
                                const SecretText& token, const GmvMaxReport& report);

} // namespace bayme::tiktok

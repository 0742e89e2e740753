// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// A campaign [CONTRACT 4.1]. Enumerations are text, verbatim: a value we have never seen is data.
struct Campaign {
    CampaignId id;
    AdvertiserId advertiser_id;
    std::string name;
    Budget budget;
    OptionalText operation_status; ///< what the user set: ENABLE, DISABLE, FROZEN, DELETE
    OptionalText secondary_status; ///< what follows from everything; absent on the test host
    OptionalText objective_type, objective, virtual_objective_type;
    OptionalText campaign_type, automation_type, system_origin;
    OptionalText sales_destination, app_promotion_type, app_id, product_source, rf_campaign_type;
    std::optional<bool> budget_optimize_on, is_smart_performance_campaign, is_search_campaign;
    std::optional<bool> is_new_structure, is_advanced_dedicated_campaign, catalog_enabled;
    std::optional<bool> disable_skan_campaign, rta_bid_enabled, rta_product_selection_enabled;
    OptionalText bid_type, deep_bid_type, optimization_goal, bid_align_type;
    std::optional<Micros> roas_bid;
    OptionalText postback_window_mode, app_profile_page_state, rta_id, po_number;
    Texts special_industries;
    std::optional<Instant> created, modified;
    std::vector<Unmodelled> unmodelled;
};

/// What /campaign/update/ changes; nothing means "leave it".
struct CampaignUpdate {
    CampaignId id = {};
    OptionalText name = {};
    std::optional<Micros> budget = {};
    OptionalText po_number = {};
    Texts special_industries = {};
};

enum class OperationStatus { enable, disable, delete_ };
/// "ENABLE", "DISABLE", "DELETE".
std::string_view to_string(OperationStatus status);

/// One object a batch did not change, in TikTok's words.
struct RefusedObject {
    std::string id = {};
    std::string message = {};
};

/// One object of a status call; only campaigns are listed one by one.
struct ObjectStatus {
    std::string id;
    OptionalText status;
    OptionalText postback_window_mode;
};

/// What a status call says it did [CONTRACT 4.4, 4.8, 4.10]: proof is the read-back, not this.
struct StatusUpdate {
    Texts ids;
    OptionalText status;
    std::vector<ObjectStatus> objects;
    std::vector<RefusedObject> refused;
    std::vector<Unmodelled> unmodelled;
};

} // namespace bayme::tiktok

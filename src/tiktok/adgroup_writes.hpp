// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/adgroups.hpp"
#include "tiktok/platform.hpp"

namespace bayme::tiktok {

/// What an ad group is set to, in the parts it is read in.
struct AdgroupSettings {
    std::string name = {};
    Budget budget = {};
    OptionalText creative_material_mode = {}, statistic_type = {};
    AdgroupTargeting targeting = {};
    AdgroupDestination destination = {};
    AdgroupBidding bidding = {};
    AdgroupSchedule schedule = {};
};
/// As it stands: the start of every change.
AdgroupSettings settings_of(const Adgroup& adgroup);

/// An ad group to be created [CONTRACT 4.6], always disabled. Name, budget with its mode, goal,
/// billing event, pacing, schedule type and start are needed.
struct AdgroupDraft {
    CampaignId campaign_id = {};
    AdgroupSettings settings = {};
    OptionalText request_id = {}; ///< as CampaignDraft::request_id
};

/// A whole ad group again, changed: what is left out reverts to its default, it is not kept
/// [CONTRACT 4.7]. Read, change, check the modification time, send. Settings that are chosen once
/// (placements, goal, promotion type, …) are not sent.
struct AdgroupChange {
    AdgroupId id = {};
    AdgroupSettings settings = {};
};

/// @return the ad group as the platform says it is now.
Call<Adgroup> create_adgroup(Platform& platform, const CallContext& context,
                             const SecretText& token, const AdgroupDraft& draft);
Call<Adgroup> update_adgroup(Platform& platform, const CallContext& context,
                             const SecretText& token, const AdgroupChange& change);

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/object_filter.hpp"

#include "sandbox/smart_plus.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

ObjectFilter::Ids ObjectFilter::ids(const Parameters& filtering, std::string_view name) {
    if (!filtering.has(name)) {
        return std::nullopt;
    }
    const auto values = filtering.texts(name);
    return std::unordered_set<std::string>{values.begin(), values.end()};
}

ObjectFilter::ObjectFilter(const World& world, Level level, const Parameters& filtering,
                           Seconds now)
    : world_(world), level_(level), now_(now), campaigns_(ids(filtering, "campaign_ids")),
      adgroups_(ids(filtering, "adgroup_ids")), ads_(ids(filtering, "ad_ids")),
      ads_v2_(
          ids(filtering, filtering.has("smart_plus_ad_ids") ? "smart_plus_ad_ids" : "ad_ids_v2")),
      name_(filtering.text(fmt::format("{}_name", level_word(level)))),
      primary_(filtering.text("primary_status")), secondary_(filtering.text("secondary_status")),
      objective_(filtering.text("objective_type")), goal_(filtering.text("optimization_goal")),
      automation_(filtering.text("campaign_automation_type")),
      created_from_(read_time(filtering.text("creation_filter_start_time"))),
      created_to_(read_time(filtering.text("creation_filter_end_time"))),
      modified_after_(read_time(filtering.text("modified_after"))) {
    // This world has auction campaigns made on the platform, and no others.
    const auto asks_only_for_others = [&](std::string_view list, std::string_view ours) {
        const auto values = filtering.texts(list);
        return filtering.has(list) && std::ranges::find(values, ours) == values.end();
    };
    nothing_ = asks_only_for_others("buying_types", "AUCTION") ||
               asks_only_for_others("campaign_system_origins", "TT_ADS_PLATFORM") ||
               filtering.flag("is_smart_performance_campaign") ||
               filtering.flag("split_test_enabled") ||
               filtering.text("creative_material_mode") == "SMART_CREATIVE";
}

bool ObjectFilter::passes_ids(std::uint32_t index) const {
    const auto own = world_.node(level_, index).id_text();
    const auto campaign = world_.campaign_of(level_, index).id_text();
    if (campaigns_ && !campaigns_->contains(campaign)) {
        return false;
    }
    if (level_ == Level::adgroup && adgroups_ && !adgroups_->contains(own)) {
        return false;
    }
    if (level_ != Level::ad) {
        return true;
    }
    const auto& ad = world_.ads[index];
    return (!adgroups_ || adgroups_->contains(world_.adgroups[ad.parent].id_text())) &&
           (!ads_ || ads_->contains(own)) &&
           (!ads_v2_ || ads_v2_->contains(std::to_string(world_.ad_id_v2(ad))));
}

bool ObjectFilter::passes_traits(const Campaign& campaign) const {
    const auto& objective = world_.objectives[campaign.objective];
    // Asking for either of the two names of web conversions finds both [CONTRACT 4.2].
    const auto wanted = objective_ == "CONVERSIONS" ? "WEB_CONVERSIONS" : objective_;
    return (wanted.empty() || wanted == objective.name) &&
           (goal_.empty() || goal_ == objective.goal) &&
           (automation_.empty() || automation_ == automation_type(campaign));
}

bool ObjectFilter::passes_times(Seconds created, Seconds modified) const {
    return (!created_from_ || created >= *created_from_) &&
           (!created_to_ || created <= *created_to_) &&
           (!modified_after_ || modified > *modified_after_);
}

bool ObjectFilter::passes_status(const Status& status) const {
    if (!secondary_.empty()) {
        return passes_secondary(status, secondary_) &&
               (primary_.empty() || passes_primary(status, primary_));
    }
    return passes_primary(status, primary_);
}

bool ObjectFilter::passes(std::uint32_t index) const {
    const auto& node = world_.node(level_, index);
    return !nothing_ && passes_ids(index) && passes_times(node.created, node.modified) &&
           passes_traits(world_.campaign_of(level_, index)) &&
           (name_.empty() || node.name.contains(name_)) &&
           passes_status(status_of(world_, level_, index, now_));
}

bool ObjectFilter::passes(const Bundle& bundle) const {
    const auto first = bundle.creatives.front();
    const auto last = std::ranges::max(bundle.creatives, {}, [&](std::uint32_t creative) {
        return world_.ads[creative].modified;
    });
    return passes_ids(first) &&
           passes_times(world_.ads[first].created, world_.ads[last].modified) &&
           passes_traits(world_.campaign_of(Level::ad, first)) &&
           passes_status(bundle_status(world_, bundle, now_));
}

} // namespace bayme::sandbox

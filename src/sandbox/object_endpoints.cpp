// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/paging.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace bayme::sandbox {

namespace {

/// The members of `filtering`, read once for all objects.
class ObjectFilter {
public:
    ObjectFilter(const World& world, Level level, const Parameters& filtering, Seconds now);
    [[nodiscard]] bool passes(std::uint32_t index) const;

private:
    using Ids = std::optional<std::unordered_set<std::string>>;

    static Ids ids(const Parameters& filtering, std::string_view name);
    [[nodiscard]] bool passes_ids(std::uint32_t index) const;
    [[nodiscard]] bool passes_traits(const Campaign& campaign) const;
    [[nodiscard]] bool passes_times(const Node& node) const;

    const World& world_;
    Level level_;
    Seconds now_;
    Ids campaigns_;
    Ids adgroups_;
    Ids ads_;
    std::string name_;
    std::string primary_;
    std::string secondary_;
    std::string objective_;
    std::string goal_;
    bool nothing_ = false;
    std::optional<Seconds> created_from_;
    std::optional<Seconds> created_to_;
    std::optional<Seconds> modified_after_;
};

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
      name_(filtering.text(fmt::format("{}_name", level_word(level)))),
      primary_(filtering.text("primary_status")), secondary_(filtering.text("secondary_status")),
      objective_(filtering.text("objective_type")), goal_(filtering.text("optimization_goal")),
      created_from_(read_time(filtering.text("creation_filter_start_time"))),
      created_to_(read_time(filtering.text("creation_filter_end_time"))),
      modified_after_(read_time(filtering.text("modified_after"))) {
    if (filtering.has("ad_ids_v2")) {
        ads_ = ids(filtering, "ad_ids_v2");
    }
    // This world has manual auction campaigns made on the platform, and no others.
    const auto asks_only_for_others = [&](std::string_view list, std::string_view ours) {
        const auto values = filtering.texts(list);
        return filtering.has(list) && std::ranges::find(values, ours) == values.end();
    };
    const auto automation = filtering.text("campaign_automation_type");
    nothing_ = asks_only_for_others("buying_types", "AUCTION") ||
               asks_only_for_others("campaign_system_origins", "TT_ADS_PLATFORM") ||
               (!automation.empty() && automation != "MANUAL") ||
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
    const auto& adgroup = world_.adgroups[world_.ads[index].parent];
    return (!adgroups_ || adgroups_->contains(adgroup.id_text())) && (!ads_ || ads_->contains(own));
}

bool ObjectFilter::passes_traits(const Campaign& campaign) const {
    const auto& objective = world_.objectives[campaign.objective];
    // Asking for either of the two names of web conversions finds both [CONTRACT 4.2].
    const auto wanted = objective_ == "CONVERSIONS" ? "WEB_CONVERSIONS" : objective_;
    return (wanted.empty() || wanted == objective.name) &&
           (goal_.empty() || goal_ == objective.goal);
}

bool ObjectFilter::passes_times(const Node& node) const {
    return (!created_from_ || node.created >= *created_from_) &&
           (!created_to_ || node.created <= *created_to_) &&
           (!modified_after_ || node.modified > *modified_after_);
}

bool ObjectFilter::passes(std::uint32_t index) const {
    const auto& node = world_.node(level_, index);
    if (nothing_ || !passes_ids(index) || !passes_times(node) ||
        !passes_traits(world_.campaign_of(level_, index)) ||
        (!name_.empty() && !node.name.contains(name_))) {
        return false;
    }
    const auto status = status_of(world_, level_, index, now_);
    if (!secondary_.empty()) {
        return passes_secondary(status, secondary_) &&
               (primary_.empty() || passes_primary(status, primary_));
    }
    return passes_primary(status, primary_);
}

} // namespace

Answer list_objects(Platform& platform, const Call& call, Level level) {
    const auto& account = account_of(platform, call);
    const ObjectFilter filter{platform.world, level, call.parameters.object("filtering"), call.now};
    std::vector<std::uint32_t> found;
    for (const auto index : platform.world.members(account, level)) {
        if (filter.passes(index)) {
            found.push_back(index);
        }
    }
    const Shown shown{call.parameters.texts("fields"),
                      !call.parameters.has("exclude_field_types_in_response")};
    return paged(call, "list", found, [&](std::string& out, std::uint32_t index) {
        platform.objects.append(out, platform.world, level, index, call.now, shown);
    });
}

} // namespace bayme::sandbox

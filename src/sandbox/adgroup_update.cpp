// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/edits.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace bayme::sandbox {

namespace {

/// adgroup/update replaces the whole object: what a creation needs is needed again.
std::vector<std::string> not_sent_again(const Call& call, bool own_budget) {
    std::vector<std::string> names;
    for (const auto& rule : call.endpoint.parameters) {
        const bool idle = !own_budget && (rule.name == "budget" || rule.name == "pacing");
        const bool elsewhere = rule.name == "location_ids" && call.parameters.has("zipcode_ids");
        if (rule.replaced && !idle && !elsewhere && !call.parameters.has(rule.name)) {
            names.push_back(rule.name);
        }
    }
    return names;
}

constexpr std::array world_members{"advertiser_id", "adgroup_id",          "adgroup_name",
                                   "budget",        "schedule_start_time", "schedule_end_time",
                                   "schedule_type"};

/// What this call brings, and what an ad group keeps from its creation because no update has it.
std::string kept_members(const Call& call, const Adgroup& adgroup) {
    auto members = call.parameters.members();
    for (const auto* const name : world_members) {
        members.erase(name);
    }
    const auto before = parse_json(adgroup.given.empty() ? "{}" : adgroup.given);
    for (const auto& member : before->as_object()) {
        const bool replaceable =
            std::ranges::any_of(call.endpoint.parameters, [&](const Parameter& rule) {
                return std::string_view{member.key()} == rule.name;
            });
        if (!replaceable) {
            members[member.key()] = member.value();
        }
    }
    return boost::json::serialize(members);
}

std::optional<Refusal> schedule_fault(const Adgroup& adgroup, const Call& call) {
    const auto starts = *read_time(call.parameters.text("schedule_start_time"));
    const bool scheduled = call.parameters.text("schedule_type") == "SCHEDULE_START_END";
    if (starts != adgroup.starts && adgroup.starts <= call.now) {
        return invalid("schedule_start_time: it is past and cannot be changed.");
    }
    if (scheduled && !call.parameters.has("schedule_end_time")) {
        return missing_fields({"schedule_end_time"});
    }
    const auto ends = read_time(call.parameters.text("schedule_end_time"));
    if (ends && (*ends <= starts || (*ends != adgroup.ends && *ends <= call.now))) {
        return invalid("schedule_end_time: it lies before the start or in the past.");
    }
    return std::nullopt;
}

} // namespace

Answer update_adgroup(Platform& platform, const Call& call) {
    const auto id = call.parameters.text("adgroup_id");
    const auto index = platform.world.find(account_of(platform, call), Level::adgroup, id);
    if (!index) {
        return unknown(platform, Level::adgroup, id);
    }
    auto& adgroup = platform.world.adgroups[*index];
    if (auto refusal = smart_plus_refusal(platform.world.campaigns[adgroup.parent])) {
        return *refusal;
    }
    const bool own_budget = adgroup.budget_mode != BudgetMode::infinite;
    if (const auto names = not_sent_again(call, own_budget); !names.empty()) {
        return missing_fields(names);
    }
    if (auto fault = schedule_fault(adgroup, call)) {
        return *fault;
    }
    if (auto fault = dayparting_refusal(call.parameters.text("dayparting"))) {
        return *fault;
    }
    if (auto refusal = rename_refusal(platform, Level::adgroup, *index,
                                      call.parameters.text("adgroup_name"))) {
        return *refusal;
    }
    std::vector<Effect> effects;
    const auto& account = platform.world.accounts[adgroup.account];
    const auto amount = read_minor(call.parameters.text("budget"), account.digits);
    if (own_budget && amount != adgroup.budget_at(call.now)) {
        auto effect = set_budget(platform, Level::adgroup, *index, call.parameters.text("budget"),
                                 call.now, call.now);
        if (!effect) {
            return effect.error();
        }
        effects.push_back(std::move(*effect));
    }
    effects.push_back(
        *rename(platform, Level::adgroup, *index, call.parameters.text("adgroup_name"), call.now));
    adgroup.starts = *read_time(call.parameters.text("schedule_start_time"));
    adgroup.scheduled = call.parameters.text("schedule_type") == "SCHEDULE_START_END";
    adgroup.ends = read_time(call.parameters.text("schedule_end_time"))
                       .value_or(adgroup.starts + 3650 * day_length);
    auto week = week_of(call.parameters.text("dayparting"));
    if (week != (adgroup.plans.empty() ? std::string{} : adgroup.plans.back().halves)) {
        adgroup.plans.push_back({call.now, std::move(week)});
    }
    auto members = kept_members(call, adgroup);
    // Bids and targeting make an ad group learn anew; a budget that jumps has done so by itself.
    if (members != adgroup.given) {
        adgroup.learning.push_back(call.now);
        effects.push_back({"adgroup", id, "targeting", "", "changed"});
    }
    adgroup.given = std::move(members);
    platform.delivery.forget(adgroup.unit, call.now);
    auto answer = shown(platform, call, Level::adgroup, *index);
    answer.effects = std::move(effects);
    return answer;
}

} // namespace bayme::sandbox

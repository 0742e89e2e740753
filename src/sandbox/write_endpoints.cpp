// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/edits.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sandbox {

namespace {

const Account& account_of(const Platform& platform, const Call& call) {
    return *platform.world.find_account(call.parameters.text("advertiser_id"));
}

std::string status_data(Level level, const std::vector<std::string>& ids,
                        const std::vector<Refusal>& refused,
                        const std::vector<std::string>& refused_ids, const std::string& operation) {
    const auto word = level_word(level);
    std::string out = fmt::format(R"({{"{}_ids":[)", word);
    for (const auto& id : ids) {
        out += fmt::format("{}{}", out.back() == '[' ? "" : ",", json_string(id));
    }
    out += fmt::format(R"(],"status":{})", json_string(operation));
    if (level == Level::campaign) {
        out += R"(,"campaign_list":[)";
        for (const auto& id : ids) {
            out +=
                fmt::format(R"({}{{"campaign_id":{},"status":{},"postback_window_mode":null}})",
                            out.back() == '[' ? "" : ",", json_string(id), json_string(operation));
        }
        out += "]";
    }
    if (!refused.empty()) {
        out += R"(,"error_list":[)";
        for (std::size_t i = 0; i < refused.size(); ++i) {
            out += fmt::format(R"({}{{"{}_id":{},"error_message":{}}})", i == 0 ? "" : ",", word,
                               json_string(refused_ids[i]), json_string(refused[i].message));
        }
        out += "]";
    }
    return out + "}";
}

/// What can be known before anything changes, so that a refused call changes nothing.
std::optional<Refusal> status_fault(const Platform& platform, const Account& account, Level level,
                                    std::string_view id) {
    const auto index = platform.world.find(account, level, id);
    if (!index) {
        return unknown(platform, level, id);
    }
    if (platform.world.node(level, *index).deleted) {
        return Refusal{40002, fmt::format("The {} {} was deleted and cannot be changed.",
                                          level_word(level), id)};
    }
    return std::nullopt;
}

std::vector<std::string> distinct(std::vector<std::string> ids) {
    std::set<std::string> seen;
    std::erase_if(ids, [&](const std::string& id) { return !seen.insert(id).second; });
    return ids;
}

} // namespace

Answer shown(Platform& platform, const Call& call, Level level, std::uint32_t index) {
    Answer answer;
    answer.data.clear();
    platform.objects.append(answer.data, platform.world, level, index, call.now, {});
    return answer;
}

Answer update_statuses(Platform& platform, const Call& call, Level level) {
    const auto& account = account_of(platform, call);
    const auto member = fmt::format("{}_ids", level_word(level));
    if (!call.parameters.has(member)) {
        return Refusal{40002, fmt::format("Missing required field(s): {}.", member)};
    }
    const auto ids = distinct(call.parameters.texts(member));
    const auto operation = call.parameters.text("operation_status");
    const bool partial = call.parameters.flag("allow_partial_success");
    const bool halved = call.sabotaged(&FaultRule::partial);
    std::vector<std::string> done;
    std::vector<std::string> refused_ids;
    std::vector<Refusal> refused;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto fault = status_fault(platform, account, level, ids[i]);
        if (fault && !partial) {
            return *fault;
        }
        if (!fault && halved && i >= (ids.size() + 1) / 2) {
            fault = Refusal{50002, "Not done."};
        }
        if (fault) {
            refused.push_back(*fault);
            refused_ids.push_back(ids[i]);
        } else {
            done.push_back(ids[i]);
        }
    }
    Answer answer;
    for (const auto& id : done) {
        const auto index = *platform.world.find(account, level, id);
        auto effect = set_status(platform, level, index, operation, call.now);
        if (effect) {
            answer.effects.push_back(std::move(*effect));
        }
    }
    answer.code = halved ? 20001 : refused.empty() ? 0 : platform.readings.number("partial_code");
    answer.message = answer.code == 0 ? "OK" : "Partially successful.";
    answer.data = status_data(level, done, refused, refused_ids, operation);
    return answer;
}

namespace {

/// A partial update: the members it brings join those given before.
void keep_given(Campaign& campaign, const Parameters& parameters) {
    auto members = parse_json(campaign.given.empty() ? "{}" : campaign.given)->as_object();
    for (const auto* const name : {"special_industries", "po_number"}) {
        if (parameters.has(name)) {
            members[name] = parameters.members().at(name);
        }
    }
    if (!members.empty()) {
        campaign.given = boost::json::serialize(members);
    }
}

} // namespace

Answer update_campaign(Platform& platform, const Call& call) {
    const auto id = call.parameters.text("campaign_id");
    const auto index = platform.world.find(account_of(platform, call), Level::campaign, id);
    if (!index) {
        return unknown(platform, Level::campaign, id);
    }
    std::vector<Effect> effects;
    if (call.parameters.has("budget")) {
        auto effect = set_budget(platform, Level::campaign, *index, call.parameters.text("budget"),
                                 call.now, call.now);
        if (!effect) {
            return effect.error();
        }
        effects.push_back(std::move(*effect));
    }
    keep_given(platform.world.campaigns[*index], call.parameters);
    if (call.parameters.has("campaign_name")) {
        auto effect = rename(platform, Level::campaign, *index,
                             call.parameters.text("campaign_name"), call.now);
        if (!effect) {
            return effect.error();
        }
        effects.push_back(std::move(*effect));
    }
    auto answer = shown(platform, call, Level::campaign, *index);
    answer.effects = std::move(effects);
    return answer;
}

Answer update_adgroup_budgets(Platform& platform, const Call& call) {
    const bool scheduled = call.parameters.has("scheduled_budget");
    if (scheduled == call.parameters.has("budget")) {
        return Refusal{40002, "Either budget or scheduled_budget is needed."};
    }
    const auto member = scheduled ? "scheduled_budget" : "budget";
    const auto& account = account_of(platform, call);
    const auto tomorrow = account.start_of(account.local_day(call.now) + 1);
    std::vector<std::pair<std::uint32_t, std::string>> wanted;
    for (const auto& item : call.parameters.objects(member)) {
        const auto id = item.text("adgroup_id");
        const auto index = platform.world.find(account, Level::adgroup, id);
        if (!index) {
            return unknown(platform, Level::adgroup, id);
        }
        const auto mode = platform.world.adgroups[*index].budget_mode;
        if (mode != BudgetMode::infinite && (mode == BudgetMode::total) == scheduled) {
            return Refusal{40002, fmt::format("{}: the ad group {} has a budget of another kind.",
                                              member, id)};
        }
        wanted.emplace_back(*index, item.text(member));
        if (auto refusal =
                budget_refusal(platform, Level::adgroup, *index, item.text(member), call.now)) {
            return *refusal;
        }
    }
    Answer answer;
    for (const auto& [index, amount] : wanted) {
        auto effect = set_budget(platform, Level::adgroup, index, amount, call.now,
                                 scheduled ? tomorrow : call.now);
        if (!effect) {
            return effect.error();
        }
        answer.effects.push_back(std::move(*effect));
    }
    return answer;
}

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

/// Budgets that jump, bids and targeting make an ad group learn anew.
bool learns_anew(const Adgroup& adgroup, const std::string& members, Minor budget_before,
                 std::optional<Minor> budget_after) {
    const bool jumps =
        budget_after && budget_before > 0 &&
        (*budget_after * 10 > budget_before * 13 || *budget_after * 10 < budget_before * 7);
    return jumps || members != adgroup.given;
}

std::optional<Refusal> schedule_fault(const Adgroup& adgroup, const Call& call) {
    const auto starts = *read_time(call.parameters.text("schedule_start_time"));
    const bool scheduled = call.parameters.text("schedule_type") == "SCHEDULE_START_END";
    if (starts != adgroup.starts && adgroup.starts <= call.now) {
        return Refusal{40002, "schedule_start_time: it is past and cannot be changed."};
    }
    if (scheduled && !call.parameters.has("schedule_end_time")) {
        return Refusal{40002, "Missing required field(s): schedule_end_time."};
    }
    const auto ends = read_time(call.parameters.text("schedule_end_time"));
    if (ends && (*ends <= starts || (*ends != adgroup.ends && *ends <= call.now))) {
        return Refusal{40002, "schedule_end_time: it lies before the start or in the past."};
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
    const auto budget_before = adgroup.budget_at(call.now);
    const bool own_budget = adgroup.budget_mode != BudgetMode::infinite;
    if (const auto names = not_sent_again(call, own_budget); !names.empty()) {
        return Refusal{40002,
                       fmt::format("Missing required field(s): {}.", fmt::join(names, ", "))};
    }
    if (auto fault = schedule_fault(adgroup, call)) {
        return *fault;
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
    auto renamed =
        rename(platform, Level::adgroup, *index, call.parameters.text("adgroup_name"), call.now);
    if (!renamed) {
        return renamed.error();
    }
    effects.push_back(std::move(*renamed));
    adgroup.starts = *read_time(call.parameters.text("schedule_start_time"));
    adgroup.scheduled = call.parameters.text("schedule_type") == "SCHEDULE_START_END";
    adgroup.ends = read_time(call.parameters.text("schedule_end_time"))
                       .value_or(adgroup.starts + 3650 * day_length);
    auto members = kept_members(call, adgroup);
    if (learns_anew(adgroup, members, budget_before, own_budget ? amount : std::nullopt)) {
        adgroup.learning.push_back(call.now);
    }
    if (members != adgroup.given) {
        effects.push_back({"adgroup", id, "targeting", "", "changed"});
    }
    adgroup.given = std::move(members);
    platform.delivery.forget(adgroup.unit, call.now);
    auto answer = shown(platform, call, Level::adgroup, *index);
    answer.effects = std::move(effects);
    return answer;
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/edits.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sandbox {

namespace {

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
    return deleted_refusal(platform, level, *index);
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
        return missing_fields({member});
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
    const auto& wanted = call.parameters;
    const auto id = wanted.text("campaign_id");
    const auto index = platform.world.find(account_of(platform, call), Level::campaign, id);
    if (!index) {
        return unknown(platform, Level::campaign, id);
    }
    auto& campaign = platform.world.campaigns[*index];
    if (auto refusal = smart_plus_refusal(campaign)) {
        return *refusal;
    }
    const auto name = wanted.has("campaign_name") ? wanted.text("campaign_name") : campaign.name;
    if (auto refusal = rename_refusal(platform, Level::campaign, *index, name)) {
        return *refusal;
    }
    std::vector<Effect> effects;
    if (wanted.has("budget")) {
        auto effect = set_budget(platform, Level::campaign, *index, wanted.text("budget"), call.now,
                                 call.now);
        if (!effect) {
            return effect.error();
        }
        effects.push_back(std::move(*effect));
    }
    if (name != campaign.name) {
        effects.push_back(*rename(platform, Level::campaign, *index, name, call.now));
    }
    keep_given(campaign, wanted);
    campaign.modified = call.now;
    auto answer = shown(platform, call, Level::campaign, *index);
    answer.effects = std::move(effects);
    return answer;
}

Answer update_adgroup_budgets(Platform& platform, const Call& call) {
    const bool scheduled = call.parameters.has("scheduled_budget");
    if (scheduled == call.parameters.has("budget")) {
        return invalid("Either budget or scheduled_budget is needed.");
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
        const auto& adgroup = platform.world.adgroups[*index];
        if (auto refusal = smart_plus_refusal(platform.world.campaigns[adgroup.parent])) {
            return *refusal;
        }
        const auto mode = adgroup.budget_mode;
        if (mode != BudgetMode::infinite && (mode == BudgetMode::total) == scheduled) {
            return invalid(
                fmt::format("{}: the ad group {} has a budget of another kind.", member, id));
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

} // namespace bayme::sandbox

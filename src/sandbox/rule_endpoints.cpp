// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/business_endpoints.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::string_view deleted = "DELETED";

AutoRule* find_rule(Platform& platform, const Call& call, std::string_view id) {
    const auto account = call.parameters.text("advertiser_id");
    const auto found = std::ranges::find_if(platform.rules, [&](const AutoRule& rule) {
        return rule.id == id && rule.account == account;
    });
    return found == platform.rules.end() ? nullptr : &*found;
}

Refusal no_rule(std::string_view id) {
    return {40007, fmt::format("The rule {} does not exist.", id)};
}

/// As the platform shows it: `action` in the singular, "dimesion" without its n [CONTRACT 7.6].
std::string rule_text(const AutoRule& rule) {
    auto members = parse_json(rule.members)->as_object();
    if (const auto* const actions = members.if_contains("actions")) {
        auto moved = *actions;
        members.erase("actions");
        members["action"] = std::move(moved);
    }
    if (auto* const objects = members.if_contains("apply_objects")) {
        for (auto& object : objects->as_array()) {
            auto& one = object.as_object();
            auto moved = one["dimension"];
            one.erase("dimension");
            one["dimesion"] = std::move(moved);
        }
    }
    members["rule_id"] = rule.id;
    members["name"] = rule.name;
    members["rule_status"] = rule.status;
    members["create_datetime"] = time_text(rule.created);
    return boost::json::serialize(members);
}

Answer with_ids(const std::vector<std::string>& ids, std::vector<Effect> effects) {
    Answer answer{fmt::format(R"({{"rule_ids":{}}})", json_array(ids))};
    answer.effects = std::move(effects);
    return answer;
}

/// What a rule must say beyond its types.
std::optional<Refusal> rule_refusal(const Parameters& rule) {
    for (const auto& object : rule.objects("apply_objects")) {
        if (object.text("pre_condition_type") == "SELECTED" &&
            object.texts("dimension_ids").empty()) {
            return missing_fields({"rules.apply_objects.dimension_ids"});
        }
    }
    for (const auto* const list : {"apply_objects", "conditions", "actions"}) {
        if (rule.objects(list).empty()) {
            return invalid(fmt::format("rules.{}: at least one.", list));
        }
    }
    return std::nullopt;
}

} // namespace

Answer create_rules(Platform& platform, const Call& call) {
    const auto wanted = call.parameters.objects("rules");
    for (const auto& rule : wanted) {
        if (auto refusal = rule_refusal(rule)) {
            return *refusal;
        }
    }
    std::vector<std::string> ids;
    std::vector<Effect> effects;
    for (const auto& sent : wanted) {
        AutoRule rule;
        rule.id = fmt::format("7{:018}", roll({platform.world.seed, 100, platform.rules.size()}) %
                                             1'000'000'000'000'000'000);
        rule.account = call.parameters.text("advertiser_id");
        rule.name = sent.text("name");
        rule.members = sent.json();
        rule.created = call.now;
        ids.push_back(rule.id);
        effects.push_back({"rule", rule.id, "created", "", rule.name});
        platform.rules.push_back(std::move(rule));
    }
    return with_ids(ids, std::move(effects));
}

Answer update_rules(Platform& platform, const Call& call) {
    const auto wanted = call.parameters.objects("rules");
    for (const auto& sent : wanted) {
        const auto* const rule = find_rule(platform, call, sent.text("rule_id"));
        if (rule == nullptr || rule->status == deleted) {
            return no_rule(sent.text("rule_id"));
        }
        if (auto refusal = rule_refusal(sent)) {
            return *refusal;
        }
    }
    std::vector<std::string> ids;
    std::vector<Effect> effects;
    for (const auto& sent : wanted) {
        auto& rule = *find_rule(platform, call, sent.text("rule_id"));
        ids.push_back(rule.id);
        effects.push_back({"rule", rule.id, "name", rule.name, sent.text("name")});
        rule.name = sent.text("name");
        rule.members = sent.json();
    }
    return with_ids(ids, std::move(effects));
}

Answer update_rule_status(Platform& platform, const Call& call) {
    const auto operation = call.parameters.text("operate_type");
    const auto ids = call.parameters.texts("rule_ids");
    for (const auto& id : ids) {
        const auto* const rule = find_rule(platform, call, id);
        if (rule == nullptr || rule->status == deleted) {
            return no_rule(id);
        }
    }
    const auto* const status = operation == "TURN_ON"    ? "ON"
                               : operation == "TURN_OFF" ? "OFF"
                                                         : deleted.data();
    std::vector<Effect> effects;
    for (const auto& id : ids) {
        auto& rule = *find_rule(platform, call, id);
        effects.push_back({"rule", id, "rule_status", rule.status, status});
        rule.status = status;
    }
    return with_ids(ids, std::move(effects));
}

Answer show_rules(Platform& platform, const Call& call) {
    std::string out = R"({"rules":[)";
    for (const auto& id : call.parameters.texts("rule_ids")) {
        const auto* const rule = find_rule(platform, call, id);
        if (rule == nullptr) {
            return no_rule(id);
        }
        out += fmt::format("{}{}", out.back() == '[' ? "" : ",", rule_text(*rule));
    }
    return Answer{out + "]}"};
}

Answer list_rules(Platform& platform, const Call& call) {
    const auto filtering = call.parameters.object("filtering");
    const auto status = filtering.text("status");
    const auto names = filtering.texts("rule_info");
    std::vector<const AutoRule*> found;
    for (auto rule = platform.rules.rbegin(); rule != platform.rules.rend(); ++rule) {
        const bool of_status = status.empty() ? rule->status != deleted : rule->status == status;
        const bool named = names.empty() || std::ranges::any_of(names, [&](const auto& name) {
                               return rule->id == name || rule->name.contains(name);
                           });
        if (rule->account == call.parameters.text("advertiser_id") && of_status && named) {
            found.push_back(&*rule);
        }
    }
    return paged(call, "rules", found,
                 [](std::string& out, const AutoRule* rule) { out += rule_text(*rule); });
}

/// Rules are kept, not carried out: there is nothing to tell.
Answer list_rule_results(Platform& /*platform*/, const Call& call) {
    return paged(call, "results", std::vector<AutoRule>{}, [](std::string&, const AutoRule&) {});
}

} // namespace bayme::sandbox

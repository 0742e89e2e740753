// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/dice.hpp"
#include "sandbox/edits.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::size_t most_campaigns = 999;
constexpr std::size_t most_adgroups = 999;

constexpr std::array allowlisted{"PRODUCT_SALES", "RF_REACH", "BRAND_CONSIDERATION"};

constexpr std::array<std::pair<std::string_view, BudgetMode>, 4> modes{{
    {"BUDGET_MODE_INFINITE", BudgetMode::infinite},
    {"BUDGET_MODE_TOTAL", BudgetMode::total},
    {"BUDGET_MODE_DAY", BudgetMode::day},
    {"BUDGET_MODE_DYNAMIC_DAILY_BUDGET", BudgetMode::dynamic_day},
}};

BudgetMode mode_of(std::string_view word) {
    const auto* const found =
        std::ranges::find(modes, word, [](const auto& row) { return row.first; });
    return found == modes.end() ? BudgetMode::infinite : found->second;
}

std::string repeat_key(const Call& call) {
    return fmt::format("{} {} {}", call.endpoint.path, call.parameters.text("advertiser_id"),
                       call.parameters.text("request_id"));
}

/// Whether a living object of the list has this name.
template <typename Nodes>
bool is_taken(const std::vector<std::uint32_t>& list, const Nodes& nodes, std::string_view name) {
    return std::ranges::any_of(
        list, [&](std::uint32_t i) { return !nodes[i].deleted && nodes[i].name == name; });
}

/// What a repeated request_id comes to, or nothing when there is something to make.
std::optional<Answer> repeated(Platform& platform, const Call& call, Level level) {
    if (!call.parameters.has("request_id") || platform.readings.is("request_id_twice", "ignored")) {
        return std::nullopt;
    }
    const auto first = platform.repeats.find(repeat_key(call), call.now);
    if (!first) {
        return std::nullopt;
    }
    if (platform.readings.is("request_id_twice", "answered")) {
        return shown(platform, call, level, *first);
    }
    return Answer{Refusal{40050, "Duplicated request."}};
}

std::optional<Refusal> campaign_refusal(const Platform& platform, const Account& account,
                                        const Call& call) {
    const auto& wanted = call.parameters;
    const auto objective = wanted.text("objective_type");
    if (std::ranges::find(allowlisted, objective) != allowlisted.end()) {
        return Refusal{40118,
                       fmt::format("objective_type: {} is not open to this app.", objective)};
    }
    if (objective == "APP_PROMOTION" && !wanted.has("app_promotion_type")) {
        return missing_fields({"app_promotion_type"});
    }
    if (!wanted.has("budget_mode")) {
        return missing_fields({"budget_mode"});
    }
    if (auto found = name_refusal("campaign_name", wanted.text("campaign_name"))) {
        return found;
    }
    const bool infinite = wanted.text("budget_mode") == "BUDGET_MODE_INFINITE";
    if (infinite && wanted.flag("budget_optimize_on")) {
        return invalid("budget_mode: campaign budget optimization needs a budget.");
    }
    if (!infinite && !wanted.has("budget")) {
        return missing_fields({"budget"});
    }
    if (!infinite) {
        if (auto found = amount_refusal(account, Level::campaign, wanted.text("budget"), 1)) {
            return found;
        }
    }
    const auto alive = std::ranges::count_if(
        account.campaigns, [&](std::uint32_t i) { return !platform.world.campaigns[i].deleted; });
    if (static_cast<std::size_t>(alive) >= most_campaigns) {
        return invalid(fmt::format("At most {} campaigns in an ad account.", most_campaigns));
    }
    if (!wanted.has("request_id") && platform.readings.is("campaign_name_twice", "refused") &&
        is_taken(account.campaigns, platform.world.campaigns, wanted.text("campaign_name"))) {
        return invalid("Campaign name already exists. Please try another one.");
    }
    return std::nullopt;
}

/// What is the same for every new object.
void begin_life(Node& node, const Call& call, std::uint32_t account) {
    node.account = account;
    node.created = node.modified = call.now;
    node.enabled = call.parameters.text("operation_status") != "DISABLE";
    node.switches.push_back({call.now, node.enabled});
}

Answer made(Platform& platform, const Call& call, Level level, std::uint32_t index) {
    if (call.parameters.has("request_id")) {
        platform.repeats.remember(repeat_key(call), call.now, index);
    }
    platform.kept_reports.clear();
    auto answer = shown(platform, call, level, index);
    const auto& node = platform.world.node(level, index);
    answer.effects.push_back(
        {std::string{level_word(level)}, node.id_text(), "created", "", node.name});
    return answer;
}

Seconds window_of(const World& world, std::string_view word) {
    return word == "OFF"                 ? 0
           : word == "ONE_DAY"           ? day_length
           : word == "SEVEN_DAYS"        ? 7 * day_length
           : word == "FOURTEEN_DAYS"     ? 14 * day_length
           : word == "TWENTY_EIGHT_DAYS" ? 28 * day_length
                                         : world.description.window;
}

std::uint32_t position_of(const World& world, const Account& account) {
    return static_cast<std::uint32_t>(&account - world.accounts.data());
}

} // namespace

Answer create_campaign(Platform& platform, const Call& call) {
    auto& world = platform.world;
    const auto& account = account_of(platform, call);
    if (auto answer = repeated(platform, call, Level::campaign)) {
        return *answer;
    }
    if (auto refusal = campaign_refusal(platform, account, call)) {
        return *refusal;
    }
    const auto& wanted = call.parameters;
    Campaign campaign;
    begin_life(campaign, call, position_of(world, account));
    campaign.name = wanted.text("campaign_name");
    const auto objective =
        std::ranges::find(world.objectives, wanted.text("objective_type"), &Objective::name);
    campaign.objective = static_cast<std::uint32_t>(objective - world.objectives.begin());
    campaign.budget_mode = mode_of(wanted.text("budget_mode"));
    campaign.shares_budget = wanted.flag("budget_optimize_on");
    if (campaign.budget_mode != BudgetMode::infinite) {
        campaign.budgets.push_back({0, *read_minor(wanted.text("budget"), account.digits)});
    }
    campaign.given =
        without(wanted, {"advertiser_id", "campaign_name", "budget", "budget_mode",
                         "budget_optimize_on", "operation_status", "request_id", "objective_type"});
    return made(platform, call, Level::campaign, world.add(std::move(campaign)));
}

Answer create_adgroup(Platform& platform, const Call& call) {
    auto& world = platform.world;
    const auto& wanted = call.parameters;
    const auto& account = account_of(platform, call);
    if (auto answer = repeated(platform, call, Level::adgroup)) {
        return *answer;
    }
    const auto parent = world.find(account, Level::campaign, wanted.text("campaign_id"));
    if (!parent || world.campaigns[*parent].deleted) {
        return unknown(platform, Level::campaign, wanted.text("campaign_id"));
    }
    const auto& campaign = world.campaigns[*parent];
    if (auto refusal = smart_plus_refusal(campaign)) {
        return *refusal;
    }
    if (auto refusal = adgroup_refusal(platform, campaign, wanted, call.now)) {
        return *refusal;
    }
    if (campaign.children.size() >= most_adgroups) {
        return invalid(fmt::format("At most {} ad groups in a campaign.", most_adgroups));
    }
    if (!wanted.has("request_id") && platform.readings.is("adgroup_name_twice", "refused") &&
        is_taken(campaign.children, world.adgroups, wanted.text("adgroup_name"))) {
        return invalid("Ad group name already exists. Please try another one.");
    }
    Adgroup adgroup;
    begin_life(adgroup, call, position_of(world, account));
    adgroup.parent = *parent;
    adgroup.name = wanted.text("adgroup_name");
    adgroup.starts = *read_time(wanted.text("schedule_start_time"));
    adgroup.scheduled = wanted.text("schedule_type") == "SCHEDULE_START_END";
    adgroup.ends = adgroup.scheduled ? *read_time(wanted.text("schedule_end_time"))
                                     : adgroup.starts + 3650 * day_length;
    adgroup.window = window_of(world, wanted.text("click_attribution_window"));
    if (auto week = week_of(wanted.text("dayparting")); !week.empty()) {
        adgroup.plans.push_back({call.now, std::move(week)});
    }
    adgroup.learning.push_back(std::max(adgroup.starts, call.now));
    if (!campaign.shares_budget) {
        adgroup.budget_mode = mode_of(wanted.text("budget_mode"));
        adgroup.budgets.push_back({0, *read_minor(wanted.text("budget"), account.digits)});
    }
    adgroup.given = without(wanted, {"advertiser_id", "campaign_id", "adgroup_name", "budget",
                                     "budget_mode", "schedule_type", "schedule_start_time",
                                     "schedule_end_time", "operation_status", "request_id"});
    return made(platform, call, Level::adgroup, world.add(std::move(adgroup)));
}

} // namespace bayme::sandbox

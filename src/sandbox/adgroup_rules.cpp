// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/dictionaries.hpp"
#include "sandbox/pixels.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

constexpr Seconds most_past = 12 * hour_length;

struct GoalRule {
    std::string_view objective;
    std::string_view goal;
    std::string_view billing;
};
/// What can be optimised for under an objective, and how it is billed [CONTRACT 4.6].
constexpr std::array goal_rules{
    GoalRule{"WEB_CONVERSIONS", "CONVERT", "OCPM"},
    GoalRule{"WEB_CONVERSIONS", "VALUE", "OCPM"},
    GoalRule{"WEB_CONVERSIONS", "TRAFFIC_LANDING_PAGE_VIEW", "OCPM"},
    GoalRule{"WEB_CONVERSIONS", "CLICK", "CPC"},
    GoalRule{"TRAFFIC", "CLICK", "CPC"},
    GoalRule{"TRAFFIC", "TRAFFIC_LANDING_PAGE_VIEW", "OCPM"},
    GoalRule{"TRAFFIC", "REACH", "CPM"},
    GoalRule{"APP_PROMOTION", "INSTALL", "OCPM"},
    GoalRule{"APP_PROMOTION", "IN_APP_EVENT", "OCPM"},
    GoalRule{"APP_PROMOTION", "VALUE", "OCPM"},
    GoalRule{"APP_PROMOTION", "CLICK", "CPC"},
    GoalRule{"LEAD_GENERATION", "LEAD_GENERATION", "OCPM"},
    GoalRule{"LEAD_GENERATION", "CONVERSATION", "OCPM"},
    GoalRule{"VIDEO_VIEWS", "ENGAGED_VIEW", "CPV"},
    GoalRule{"VIDEO_VIEWS", "ENGAGED_VIEW_FIFTEEN", "CPV"},
    GoalRule{"REACH", "REACH", "CPM"},
    GoalRule{"ENGAGEMENT", "FOLLOWERS", "OCPM"},
    GoalRule{"ENGAGEMENT", "PAGE_VISIT", "OCPM"},
};

struct BidBound {
    std::string_view billing;
    std::int64_t units;
};
/// The most that may be bid, in units of the currency times its ratio [CONTRACT 4.12].
constexpr std::array bid_bounds{BidBound{"CPC", 30}, BidBound{"CPM", 120}, BidBound{"CPV", 120},
                                BidBound{"OCPM", 1500}};

using Found = std::optional<Refusal>;

Found goal_refusal(const std::string& objective, const Parameters& wanted) {
    const auto goal = wanted.text("optimization_goal");
    const auto billing = wanted.text("billing_event");
    bool fits = false;
    for (const auto& rule : goal_rules) {
        if (rule.objective != objective || rule.goal != goal) {
            continue;
        }
        fits = true;
        if (rule.billing == billing) {
            return std::nullopt;
        }
    }
    return fits ? invalid(fmt::format("billing_event: {} does not fit the optimization_goal {}.",
                                      billing, goal))
                : invalid(fmt::format("optimization_goal: {} does not fit the objective {}.", goal,
                                      objective));
}

/// What the objective and the goal make necessary.
Found needed_refusal(const std::string& objective, const Campaign& campaign,
                     const Parameters& wanted) {
    std::vector<std::string> names;
    const auto need = [&](std::string_view name, bool when) {
        if (when && !wanted.has(name)) {
            names.emplace_back(name);
        }
    };
    const auto goal = wanted.text("optimization_goal");
    const bool app = objective == "APP_PROMOTION";
    const bool own = !campaign.shares_budget;
    const bool awareness =
        objective == "REACH" || objective == "VIDEO_VIEWS" || objective == "ENGAGEMENT";
    need("promotion_type", !awareness);
    need("billing_event", true);
    need("budget_mode", own);
    need("budget", own);
    need("pacing", own);
    need("pixel_id", objective == "WEB_CONVERSIONS" && (goal == "CONVERT" || goal == "VALUE"));
    need("optimization_event",
         objective == "WEB_CONVERSIONS" && (goal == "CONVERT" || goal == "VALUE"));
    need("app_id", app);
    need("operating_systems", app);
    need("placements", wanted.text("placement_type") == "PLACEMENT_TYPE_NORMAL");
    need("location_ids", !wanted.has("zipcode_ids"));
    const bool click_window = wanted.has("click_attribution_window");
    need("view_attribution_window", click_window);
    need("click_attribution_window", wanted.has("view_attribution_window"));
    if (!names.empty()) {
        return missing_fields(names);
    }
    if (app && wanted.texts("operating_systems").size() != 1) {
        return invalid("operating_systems: exactly one for app promotion.");
    }
    return std::nullopt;
}

Found schedule_refusal(const Parameters& wanted, Seconds now) {
    const auto starts = read_time(wanted.text("schedule_start_time"));
    const auto ends = read_time(wanted.text("schedule_end_time"));
    if (starts && *starts < now - most_past) {
        return invalid("schedule_start_time: at most 12 hours in the past.");
    }
    if (starts && *starts > day_from_date(2028, 1, 1) * day_length) {
        return invalid("schedule_start_time: not later than 2028-01-01 00:00:00.");
    }
    if (wanted.text("schedule_type") == "SCHEDULE_FROM_NOW") {
        return std::nullopt;
    }
    if (!ends) {
        return missing_fields({"schedule_end_time"});
    }
    if (starts && (*ends <= *starts || *ends <= now)) {
        return invalid("schedule_end_time: it lies before the start or in the past.");
    }
    if (*ends > day_from_date(2038, 1, 1) * day_length) {
        return invalid("schedule_end_time: not later than 2038-01-01 00:00:00.");
    }
    return std::nullopt;
}

Found budget_mode_refusal(const Account& account, const Campaign& campaign,
                          const Parameters& wanted) {
    if (campaign.shares_budget) {
        return std::nullopt;
    }
    const auto mode = wanted.text("budget_mode");
    const bool lifetime = mode == "BUDGET_MODE_TOTAL";
    if (mode == "BUDGET_MODE_INFINITE") {
        return invalid("budget_mode: an ad group without campaign budget optimization needs one.");
    }
    if (lifetime && wanted.text("schedule_type") != "SCHEDULE_START_END") {
        return invalid("schedule_type: a lifetime budget needs SCHEDULE_START_END.");
    }
    const bool daily_above =
        campaign.budget_mode == BudgetMode::day || campaign.budget_mode == BudgetMode::dynamic_day;
    if (lifetime && daily_above) {
        return invalid("budget_mode: the campaign has a daily budget.");
    }
    const auto starts = read_time(wanted.text("schedule_start_time")).value_or(0);
    const auto ends = read_time(wanted.text("schedule_end_time")).value_or(starts);
    return amount_refusal(account, Level::adgroup, wanted.text("budget"),
                          lifetime ? (ends - starts) / day_length : 1);
}

Found bid_refusal(const Account& account, const Parameters& wanted) {
    if (wanted.text("bid_type") != "BID_TYPE_CUSTOM") {
        return std::nullopt;
    }
    const auto billing = wanted.text("billing_event");
    const std::string name = billing == "OCPM" ? "conversion_bid_price" : "bid_price";
    if (!wanted.has(name)) {
        return missing_fields({name});
    }
    const auto bid = read_minor(wanted.text(name), account.digits);
    if (!bid || *bid == 0) {
        return invalid(fmt::format("{}: above 0 with at most {} decimals.", name, account.digits));
    }
    const auto* const bound = std::ranges::find(bid_bounds, billing, &BidBound::billing);
    const Minor unit = account.ratio * (account.digits == 0 ? 1 : 100);
    if (bound != bid_bounds.end() && *bid > bound->units * unit) {
        return invalid(fmt::format("{}: at most {} {} here.", name,
                                   minor_text(bound->units * unit, account.digits),
                                   account.currency));
    }
    const auto budget = read_minor(wanted.text("budget"), account.digits);
    if (wanted.has("budget") && budget && *bid >= *budget) {
        return invalid(fmt::format("{}: it is not below the budget.", name));
    }
    return std::nullopt;
}

Found targeting_refusal(const Parameters& wanted) {
    if (auto found = dayparting_refusal(wanted.text("dayparting"))) {
        return found;
    }
    const auto places = wanted.texts("location_ids");
    const auto codes = wanted.texts("zipcode_ids");
    if (places.empty() && codes.empty()) {
        return missing_fields({"location_ids"});
    }
    if (places.size() + codes.size() > 3000) {
        return Refusal{40011, "location_ids: at most 3000 together with zipcode_ids."};
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            if (is_within(places[i], places[j]) || is_within(places[j], places[i])) {
                return invalid(fmt::format("location_ids: the areas {} and {} overlap.", places[i],
                                           places[j]));
            }
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Refusal> dayparting_refusal(std::string_view halves) {
    const bool well_formed =
        halves.size() == 336 && halves.find_first_not_of("01") == std::string_view::npos;
    return halves.empty() || well_formed
               ? std::nullopt
               : std::optional{invalid("dayparting: 336 characters, each 0 or 1.")};
}

std::string week_of(const std::string& halves) {
    const bool all_day =
        halves.find('0') == std::string::npos || halves.find('1') == std::string::npos;
    return all_day ? std::string{} : halves;
}

std::optional<Refusal> adgroup_refusal(const Platform& platform, const Campaign& campaign,
                                       const Parameters& wanted, Seconds now) {
    const auto& account = platform.world.accounts[campaign.account];
    const auto& objective = platform.world.objectives[campaign.objective].name;
    if (auto found = name_refusal("adgroup_name", wanted.text("adgroup_name"))) {
        return found;
    }
    if (auto found = needed_refusal(objective, campaign, wanted)) {
        return found;
    }
    if (auto found = goal_refusal(objective, wanted)) {
        return found;
    }
    if (auto found = schedule_refusal(wanted, now)) {
        return found;
    }
    if (auto found = budget_mode_refusal(account, campaign, wanted)) {
        return found;
    }
    if (auto found = bid_refusal(account, wanted)) {
        return found;
    }
    if (wanted.has("pixel_id") && wanted.text("pixel_id") != pixel_id(account, 0) &&
        wanted.text("pixel_id") != pixel_id(account, 1)) {
        return invalid("pixel_id: the account has no such pixel.");
    }
    return targeting_refusal(wanted);
}

} // namespace bayme::sandbox

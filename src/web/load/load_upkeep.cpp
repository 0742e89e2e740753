// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/load_upkeep.hpp"

#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace bayme::web {
namespace {

constexpr StateWords states[] = {{"waiting", Tone::quiet, "Waiting"},
                                 {"running", Tone::busy, "Running"},
                                 {"done", Tone::ok, "Done"},
                                 {"failed", Tone::bad, "Failed in part"},
                                 {"cancelled", Tone::quiet, "Cancelled"}};

/// "ad_hour" -> "Ads by hour".
std::string in_words(std::string_view cube) {
    const auto bar = cube.find('_');
    const auto level = cube.substr(0, bar);
    const auto grain = bar == std::string_view::npos ? "day" : cube.substr(bar + 1);
    const auto* const objects = level == "advertiser" ? "Accounts"
                                : level == "campaign" ? "Campaigns"
                                : level == "adgroup"  ? "Ad groups"
                                                      : "Ads";
    return fmt::format("{} by {}", objects, grain);
}

std::string cause_in_words(const std::string& cause) {
    return cause == "latency"           ? "read at different times before TikTok settled the day"
           : cause == "deleted_objects" ? "TikTok leaves out objects that were deleted"
                                        : "not explained; it was fetched twice";
}

void add_backfills(const AnswerView& answer, UpkeepView& view) {
    for (const auto& one : answer["backfills"].items()) {
        UpkeepView::Backfill seen{.group = one["group"].text(),
                                  .days =
                                      fmt::format("{} to {}", one["from"].text(), one["to"].text()),
                                  .accounts = fmt::format("{} accounts", one["accounts"].integer()),
                                  .state = {},
                                  .done = one["done"].integer(),
                                  .parts = one["parts"].integer(),
                                  .doing = one["doing"].text(),
                                  .may_cancel = false};
        if (const auto* state = find_state(states, one["state"].text())) {
            seen.tone = state->tone;
            seen.state = state->words;
        }
        const auto state = one["state"].text();
        seen.may_cancel = view.may_fill && (state == "waiting" || state == "running");
        view.backfills.push_back(std::move(seen));
    }
}

void add_cubes(const AnswerView& answer, UpkeepView& view) {
    for (const auto& cube : answer["cubes"].items()) {
        view.cubes.push_back(
            {.name = cube["cube"].text(),
             .words = in_words(cube["cube"].text()),
             .enabled = cube["enabled"].boolean(),
             .calls = (cube["rows_known"].boolean() ? "" : "at least ") +
                      format_count(cube["calls_a_day"].integer()),
             .not_delivered = fmt::format("{}", fmt::join(cube["not_delivered"].texts(), ", "))});
    }
    const auto permille = answer["share_permille"].integer();
    view.share = fmt::format("{} calls a day", format_count(answer["calls_a_day"].integer()));
    if (answer["allowed_a_day"].integer() > 0) {
        view.share += fmt::format(", {}.{} % of TikTok's limit", permille / 10, permille % 10);
    }
}

void add_differences(const AnswerView& answer, const std::map<AdvertiserId, AccountFacts>& accounts,
                     UpkeepView& view) {
    for (const auto& one : answer["differences"].items()) {
        const AdvertiserId id{one["advertiser_id"].text()};
        const auto account = accounts.find(id);
        view.differences.push_back(
            {.account = account == accounts.end() ? id.text() : account->second.name,
             .words = fmt::format("{} on {}", in_words(one["cube"].text()), one["day"].text()),
             .metric = one["metric"].text(),
             .account_value = one["account_value"].text(),
             .level_value = one["level_value"].text(),
             .cause = cause_in_words(one["cause"].text())});
    }
}

} // namespace

UpkeepView load_upkeep(const Visit& visit, const StaffFrame& frame) {
    UpkeepView view;
    view.may_fill = frame.may("run_sync");
    view.may_choose = frame.may("operate");
    const auto backfills = visit.call("backfill.list");
    const auto cubes = visit.call("cubes.list");
    const auto differences = visit.call("differences.list");
    for (const auto* answer : {&backfills, &cubes, &differences}) {
        if (!*answer) {
            view.trouble = to_trouble(answer->error(), "What is fetched could not be read",
                                      visit.request.request_id);
            return view;
        }
    }
    add_backfills(*backfills, view);
    add_cubes(*cubes, view);
    add_differences(*differences,
                    load_account_facts(visit).value_or(std::map<AdvertiserId, AccountFacts>{}),
                    view);
    return view;
}

} // namespace bayme::web

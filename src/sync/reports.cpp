// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/reports.hpp"

#include "sync/cube_choice.hpp"
#include "sync/level_check.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sync {
namespace {

using snapshots::CellState;
using snapshots::Cube;

constexpr std::array<std::string_view, 4> windows_names{"all", "missing", "due", "outdated"};
/// Hours are fetched for the end of a range only, when somebody asks for all of it.
constexpr int days_by_hour = 3;

std::unexpected<Error> stopped() {
    return fail(Error{ErrorCode::unavailable, "stopped before it was done"}.because("stopped"));
}

/// "ad groups by day, 2026-03-01 to 2026-03-07": for people who watch the job.
std::string in_words(const Cube& cube, const DayRange& days) {
    constexpr std::array levels{"accounts", "campaigns", "ad groups", "ads"};
    return fmt::format("{} by {}, {}{}", levels.at(static_cast<std::size_t>(cube.level)),
                       to_string(cube.grain), days.first.text(),
                       days.first == days.last ? "" : " to " + days.last.text());
}

} // namespace

std::string_view to_string(Windows windows) {
    return windows_names.at(static_cast<std::size_t>(windows));
}

std::span<const std::string_view> names_of(Windows /*windows*/) {
    return windows_names;
}

std::vector<const Cube*> default_cubes() {
    std::vector<const Cube*> chosen;
    for (const auto& cube : snapshots::cubes()) {
        if (is_kept_anyway(cube)) {
            chosen.push_back(&cube);
        }
    }
    return chosen;
}

Result<PassAccount> Reports::read_account(const AdvertiserId& id) {
    PassAccount account;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(account.advertiser, advertisers_.find(*tx, id));
    }
    const auto& advertiser = account.advertiser;
    if (!advertiser.offset_seconds) {
        return fail(Error{ErrorCode::conflict,
                          fmt::format("account {} is in zone \"{}\", which has daylight saving: an "
                                      "administrator has to state its offset first",
                                      id, advertiser.timezone)}
                        .because("no_offset"));
    }
    BAYME_TRY(const auto offset, UtcOffset::from_seconds(*advertiser.offset_seconds));
    BAYME_TRY(account.currency, Currency::parse(advertiser.currency));
    account.clock = {clock_.now(), offset, jitter_of(id)};
    return account;
}

Result<ReportsOutcome> Reports::sync(jobs::Run& run, const tiktok::CallContext& context,
                                     const AdvertiserId& advertiser,
                                     const ReportsRequest& request) {
    BAYME_TRY(auto account, read_account(advertiser));
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(account.token, tokens_.open_for(*tx, advertiser));
    }
    BAYME_TRY(auto lessons, ReportLessons::load(database_, memory_, advertiser, clock_.now()));
    BAYME_TRY(auto calls, plan(account, lessons, request));
    ReportPass pass{{client_, snapshots_, clock_, random_,
                     [&run] {
                         return run.still_mine();
                     }},
                    std::move(account),
                    std::move(lessons),
                    context,
                    overlap_};
    storage::JobProgress progress{.done = 0, .total = std::ssize(calls), .text = {}};
    for (auto& call : calls) {
        if (run.should_stop()) {
            return stopped();
        }
        // Somebody waits for all that he asked for; of what is due, today's is waited for.
        call.priority = request.windows == Windows::due ? std::max(context.priority, call.priority)
                                                        : context.priority;
        BAYME_CHECK(pass.fetch(call));
        ++progress.done;
        progress.text = in_words(*call.cube, call.days);
        run.report(progress);
    }
    BAYME_CHECK(check_levels({database_, memory_, snapshots_}, pass, calls));
    BAYME_TRY(const auto outcome, pass.finish());
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(run.still_mine(*tx));
    BAYME_CHECK(advertisers_.set_reports_synced(*tx, advertiser, clock_.now()));
    BAYME_CHECK(tx->commit());
    return outcome;
}

void write_outcome(JsonWriter& writer, const ReportsOutcome& outcome) {
    writer.begin_object();
    writer.member("calls", std::int64_t{outcome.calls}).member("rows", outcome.rows);
    writer.member("new", outcome.inserted).member("superseded", outcome.superseded);
    writer.member("ended", outcome.ended);
    writer.member("windows_complete", std::int64_t{outcome.windows_complete});
    writer.member("windows_provisional", std::int64_t{outcome.windows_provisional});
    writer.member("windows_partial", std::int64_t{outcome.windows_partial});
    writer.member("windows_failed", std::int64_t{outcome.windows_failed});
    writer.end_object();
}

Result<ReportsPrice> Reports::price(const AdvertiserId& advertiser, const ReportsRequest& request) {
    BAYME_TRY(const auto account, read_account(advertiser));
    BAYME_TRY(const auto lessons,
              ReportLessons::load(database_, memory_, advertiser, clock_.now()));
    BAYME_TRY(const auto cubes, cubes_of(account, request));
    ReportsPrice price;
    for (const auto* cube : cubes) {
        BAYME_TRY(const auto wanted, wanted_days(account, *cube, request));
        price += price_days(wanted, {.longest = lessons.longest(*cube)});
    }
    return price;
}

/// Those asked for, or those that are enabled and not too large for the account.
Result<std::vector<const Cube*>> Reports::cubes_of(const PassAccount& account,
                                                   const ReportsRequest& request) {
    if (!request.cubes.empty()) {
        return request.cubes;
    }
    std::vector<const Cube*> cubes;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(cubes, enabled_cubes(*tx, memory_));
    }
    if (std::ranges::all_of(cubes, [](const Cube* cube) { return is_kept_anyway(*cube); })) {
        return cubes;
    }
    BAYME_TRY(const auto costs,
              price_cubes(snapshots_, {account.advertiser.id}, cubes, account.clock.now));
    std::erase_if(cubes, [&](const Cube* cube) {
        return !std::ranges::find(costs, cube, &CubeCost::cube)->kept;
    });
    return cubes;
}

/// The wanted days of a range that a person asked for, or those that are due.
Result<WantedDays> Reports::wanted_days(const PassAccount& account, const Cube& cube,
                                        const ReportsRequest& request) {
    const bool due = request.windows == Windows::due;
    const auto today = account.clock.today();
    DayRange days{request.days.first, std::min(request.days.last, today)};
    if (due) {
        days = {today.plus(-timetable_of(cube).oldest()), today};
    } else if (cube.grain == snapshots::Grain::hour && request.hours == HourDays::last_three) {
        days.first = std::max(days.first, days.last.plus(1 - days_by_hour));
    }
    if (days.first > days.last) {
        return WantedDays{};
    }
    BAYME_TRY(const auto cells, snapshots_.cells({.cube = cube,
                                                  .advertisers = {account.advertiser.id},
                                                  .days = days,
                                                  .as_of = std::nullopt}));
    if (due) {
        return due_days(cube, cells, account.clock);
    }
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(const auto newest_metric, memory_.newest_metric(*tx, std::string{cube.name}));
    WantedDays wanted{.days = {}, .rows = {}, .typical = typical_rows(cells), .today = today};
    if (!wanted.typical) {
        // Nothing of the range is known: the last two weeks tell how large a day is.
        BAYME_TRY(const auto recent, snapshots_.cells({.cube = cube,
                                                       .advertisers = {account.advertiser.id},
                                                       .days = {today.plus(-14), today},
                                                       .as_of = std::nullopt}));
        wanted.typical = typical_rows(recent);
    }
    std::set<Day> complete;
    std::set<Day> outdated;
    for (const auto& cell : cells) {
        if (cell.state == CellState::complete) {
            complete.insert(cell.day);
        }
        if (cell.facts_at) {
            wanted.rows.emplace(cell.day, cell.rows);
            if (newest_metric && *cell.facts_at < *newest_metric) {
                outdated.insert(cell.day);
            }
        }
    }
    for (auto day = days.first; day <= days.last; day = day.plus(1)) {
        const bool chosen = request.windows == Windows::outdated  ? outdated.contains(day)
                            : request.windows == Windows::missing ? !complete.contains(day)
                                                                  : true;
        if (chosen) {
            wanted.days.push_back(day);
        }
    }
    return wanted;
}

/// The most urgent first; among equals the days that hours are held against before the hours.
Result<std::vector<PlannedCall>> Reports::plan(const PassAccount& account,
                                               const ReportLessons& lessons,
                                               const ReportsRequest& request) {
    BAYME_TRY(const auto cubes, cubes_of(account, request));
    std::vector<PlannedCall> calls;
    for (const auto* cube : cubes) {
        BAYME_TRY(const auto wanted, wanted_days(account, *cube, request));
        for (const auto& days : merge_days(wanted, {.longest = lessons.longest(*cube)})) {
            calls.push_back({cube, days, priority_of(days, account.clock)});
        }
    }
    if (request.windows == Windows::due) {
        std::ranges::stable_sort(calls, {}, &PlannedCall::priority);
    }
    return calls;
}

} // namespace bayme::sync

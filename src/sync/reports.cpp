// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/reports.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "sync/sums.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sync {
namespace {

using snapshots::Cell;
using snapshots::CellState;
using snapshots::Cube;

constexpr std::array<std::string_view, 3> windows_names{"all", "missing", "due"};
constexpr int most_fetches = 4; // the first and three more
/// Hours are fetched for the end of a range only, when somebody asks for all of it.
constexpr int days_by_hour = 3;

Failpoint believe_hours{"sync.believe_hours", FailpointKind::defect};
Failpoint fetched_point{"sync.reports.fetched"};
Failpoint published_point{"sync.reports.published"};

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

/// One pass: what stays the same over its calls, and what they add up to.
struct Reports::Pass {
    jobs::Run& run;
    tiktok::CallContext context;
    storage::Advertiser account;
    UtcOffset offset;
    AccountClock clock; ///< as of when the pass was planned
    Currency currency;
    SecretText token;
    storage::JobProgress progress = {};
    ReportsOutcome outcome = {};
};

std::string_view to_string(Windows windows) {
    return windows_names.at(static_cast<std::size_t>(windows));
}

std::span<const std::string_view> names_of(Windows /*windows*/) {
    return windows_names;
}

std::vector<const Cube*> default_cubes() {
    std::vector<const Cube*> chosen;
    for (const auto& cube : snapshots::cubes()) {
        chosen.push_back(&cube);
    }
    return chosen;
}

Result<ReportsOutcome> Reports::sync(jobs::Run& run, const tiktok::CallContext& context,
                                     const AdvertiserId& advertiser,
                                     const ReportsRequest& request) {
    Pass pass{run, context, {}, {}, {}, {}, {}};
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(pass.account, advertisers_.find(*tx, advertiser));
        BAYME_TRY(pass.token, tokens_.open_for(*tx, advertiser));
    }
    if (!pass.account.offset_seconds) {
        return fail(Error{ErrorCode::conflict,
                          fmt::format("account {} is in zone \"{}\", which has daylight saving: an "
                                      "administrator has to state its offset first",
                                      advertiser, pass.account.timezone)}
                        .because("no_offset"));
    }
    BAYME_TRY(pass.offset, UtcOffset::from_seconds(*pass.account.offset_seconds));
    BAYME_TRY(pass.currency, Currency::parse(pass.account.currency));

    pass.clock = {clock_.now(), pass.offset, jitter_of(advertiser)};
    BAYME_TRY(const auto calls, plan(pass, request));
    pass.progress.total = static_cast<std::int64_t>(calls.size());
    for (const auto& call : calls) {
        if (run.should_stop()) {
            return stopped();
        }
        // A person waits for all of it; nobody for more than what is due.
        pass.context.priority = std::max(context.priority, call.priority);
        if (request.windows != Windows::due) {
            pass.context.priority = context.priority;
        }
        BAYME_CHECK(sync_range(pass, *call.cube, call.days));
        ++pass.progress.done;
        pass.progress.text = in_words(*call.cube, call.days);
        run.report(pass.progress);
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(advertisers_.set_reports_synced(*tx, advertiser, clock_.now()));
    BAYME_CHECK(tx->commit());
    return pass.outcome;
}

/// The wanted days of a range that a person asked for, or those that are due.
Result<WantedDays> Reports::wanted_days(const Pass& pass, const Cube& cube,
                                        const ReportsRequest& request) {
    const bool due = request.windows == Windows::due;
    const auto today = pass.clock.today();
    DayRange days{request.days.first, std::min(request.days.last, today)};
    if (due) {
        days = {today.plus(-timetable_of(cube).oldest()), today};
    } else if (cube.grain == snapshots::Grain::hour) {
        days.first = std::max(days.first, days.last.plus(1 - days_by_hour));
    }
    if (days.first > days.last) {
        return WantedDays{};
    }
    BAYME_TRY(
        const auto cells,
        snapshots_.cells(
            {.cube = cube, .advertisers = {pass.account.id}, .days = days, .as_of = std::nullopt}));
    if (due) {
        return due_days(cube, cells, pass.clock);
    }
    WantedDays wanted{.days = {}, .rows = {}, .today = today};
    std::set<Day> complete;
    for (const auto& cell : cells) {
        if (cell.state == CellState::complete) {
            complete.insert(cell.day);
        }
        if (cell.facts_at) {
            wanted.rows.emplace(cell.day, cell.rows);
        }
    }
    for (auto day = days.first; day <= days.last; day = day.plus(1)) {
        if (request.windows == Windows::all || !complete.contains(day)) {
            wanted.days.push_back(day);
        }
    }
    return wanted;
}

/// The most urgent first; among equals the days that hours are held against before the hours.
Result<std::vector<PlannedCall>> Reports::plan(const Pass& pass, const ReportsRequest& request) {
    std::vector<PlannedCall> calls;
    for (const auto* cube : request.cubes) {
        BAYME_TRY(const auto wanted, wanted_days(pass, *cube, request));
        for (const auto& days : merge_days(wanted, {.longest = longest_call(cube->grain)})) {
            calls.push_back({cube, days, priority_of(days, pass.clock)});
        }
    }
    if (request.windows == Windows::due) {
        std::ranges::stable_sort(calls, {}, &PlannedCall::priority);
    }
    return calls;
}

/// Hours come without the platform's totals: what proves those of a closed day is the day's own
/// window, which a pass reads first.
Result<void> Reports::prove_hours(Pass& pass, const Cube& cube, Day day, int attempt,
                                  Fetched& fetched) {
    const auto compare = [&] {
        return compare_with_day(snapshots_, {pass.account.id, cube, day}, fetched.facts,
                                pass.currency);
    };
    BAYME_TRY(auto sum, compare());
    if (sum == DaySum::differs && attempt == 1) {
        // TikTok may have restated the day since that window was read.
        BAYME_CHECK(
            sync_range(pass, *snapshots::find_cube(cube.level, snapshots::Grain::day), {day, day}));
        BAYME_TRY(sum, compare());
    }
    fetched.proof = sum == DaySum::agrees ? snapshots::Proof::day_sum : snapshots::Proof::none;
    fetched.flaw = sum == DaySum::differs && !believe_hours.is_planted() ? "hours_differ" : "";
    return {};
}

Result<Fetched> Reports::fetch(Pass& pass, const Cube& cube, DayRange days, bool closed) {
    Fetched fetched;
    for (int attempt = 1; attempt <= most_fetches; ++attempt) {
        ++pass.outcome.calls;
        BAYME_TRY(fetched,
                  fetch_report(client_, pass.context, pass.token, cube, pass.account, days));
        if (cube.grain == snapshots::Grain::hour && closed && fetched.flaw.empty()) {
            BAYME_CHECK(prove_hours(pass, cube, days.first, attempt, fetched));
        }
        // A cut by TikTok is the same the next time, and today may move under the other days.
        const bool with_today = days.size() > 1 && days.last >= pass.clock.today();
        if (fetched.flaw.empty() || fetched.flaw == "ads_throttled" || with_today) {
            return fetched;
        }
        log(LogLevel::warning, "report_not_whole",
            {{"advertiser_id", pass.account.id.text()},
             {"cube", cube.name},
             {"flaw", fetched.flaw},
             {"attempt", std::int64_t{attempt}}});
    }
    return fetched;
}

Result<void> Reports::sync_range(Pass& pass, const Cube& cube, DayRange days) {
    const auto fetched_at = clock_.now();
    const bool closed = pass.offset.end_of(days.last) <= fetched_at;
    BAYME_TRY(auto fetched, fetch(pass, cube, days, closed));
    BAYME_CHECK(fetched_point.reach());
    if (!fetched.flaw.empty() && days.size() > 1) {
        const bool with_today = days.last >= pass.clock.today();
        const auto middle = with_today ? days.last : days.first.plus(days.size() / 2);
        BAYME_CHECK(sync_range(pass, cube, {middle, days.last}));
        return sync_range(pass, cube, {days.first, middle.plus(-1)});
    }
    return publish(pass, cube, days, std::move(fetched), fetched_at);
}

Result<void> Reports::publish(Pass& pass, const Cube& cube, DayRange days, Fetched fetched,
                              Instant fetched_at) {
    const bool whole = fetched.flaw.empty();
    // Only hours whose day is not complete come whole and without a proof.
    const bool proven = fetched.proof != snapshots::Proof::none || believe_hours.is_planted();
    snapshots::Publish publish{.run = RunId{make_id(random_)},
                               .advertiser = pass.account.id,
                               .cube = cube,
                               .cells = {},
                               .facts = {}};
    for (auto day = days.first; day <= days.last; day = day.plus(1)) {
        const bool settled = proven && pass.offset.end_of(day) <= fetched_at;
        Cell cell;
        cell.day = day;
        cell.state = !whole    ? CellState::partial
                     : settled ? CellState::complete
                               : CellState::provisional;
        cell.proof = fetched.proof;
        cell.total_number = fetched.total_number;
        cell.totals = fetched.totals;
        cell.request_ids = fetched.request_ids;
        cell.fetched_at = fetched_at;
        cell.reason = whole && !proven ? "day_not_complete" : fetched.flaw;
        cell.currency = pass.currency;
        cell.offset = pass.offset;
        publish.cells.push_back(std::move(cell));
        (!whole    ? pass.outcome.windows_partial
         : settled ? pass.outcome.windows_complete
                   : pass.outcome.windows_provisional) += 1;
    }
    if (whole) {
        publish.facts = std::move(fetched.facts);
    }
    BAYME_TRY(const auto done, snapshots_.publish(publish));
    BAYME_CHECK(published_point.reach());
    pass.outcome.rows += done.rows;
    pass.outcome.inserted += done.inserted;
    pass.outcome.superseded += done.superseded;
    pass.outcome.ended += done.ended;
    return {};
}

} // namespace bayme::sync

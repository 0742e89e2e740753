// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/report_pass.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "sync/metric_search.hpp"
#include "sync/sums.hpp"

#include <algorithm>
#include <array>

namespace bayme::sync {
namespace {

using snapshots::Cell;
using snapshots::CellState;
using snapshots::Cube;
using snapshots::MetricIndex;

constexpr int most_fetches = 4; // the first and three more

Failpoint believe_hours{"sync.believe_hours", FailpointKind::defect};
Failpoint fetched_point{"sync.reports.fetched"};

/// What an error says about the range or the metrics that were asked for.
enum class Trouble { too_large, timed_out, refused, other };

Trouble trouble_of(const Error& error) {
    struct Row {
        std::string_view reason;
        Trouble trouble;
    };
    constexpr auto rows = std::to_array<Row>({
        {"tiktok.40067", Trouble::too_large},
        // A report that takes too long is to be narrowed, not repeated [CONTRACT 6.1].
        {"http.timeout", Trouble::timed_out},
        {"http.stalled", Trouble::timed_out},
        {"http.truncated", Trouble::timed_out},
        {"tiktok.http_5xx", Trouble::timed_out},
        {"tiktok.truncated", Trouble::timed_out},
        {"tiktok.50000", Trouble::timed_out},
        {"tiktok.50002", Trouble::timed_out},
        {"tiktok.40000", Trouble::refused},
        {"tiktok.40002", Trouble::refused},
        {"tiktok.40006", Trouble::refused},
        {"tiktok.41002", Trouble::refused},
    });
    const auto* const found = std::ranges::find(rows, error.reason, &Row::reason);
    return found == rows.end() ? Trouble::other : found->trouble;
}

} // namespace

Result<void> ReportPass::fetch(const PlannedCall& call) {
    context_.priority = call.priority;
    return fetch_range(*call.cube, call.days);
}

Result<ReportsOutcome> ReportPass::finish() {
    BAYME_CHECK(publisher_.drain());
    const auto& published = publisher_.outcome();
    outcome_.rows = published.rows;
    outcome_.inserted = published.inserted;
    outcome_.superseded = published.superseded;
    outcome_.ended = published.ended;
    return outcome_;
}

ReportOrder ReportPass::order(const Cube& cube, DayRange days) const {
    return {.cube = &cube,
            .account = &account_.advertiser,
            .days = days,
            .metrics = lessons_.metrics(cube),
            .slices = lessons_.slices(cube)};
}

/// Hours come without the platform's totals: what proves those of a closed day is the day's own
/// window, which a pass reads first.
Result<void> ReportPass::prove_hours(const Cube& cube, Day day, int attempt, Fetched& fetched) {
    const auto compare = [&]() -> Result<DaySum> {
        BAYME_CHECK(publisher_.drain());
        return compare_with_day(ports_.snapshots, {account_.advertiser.id, cube, day},
                                fetched.facts, account_.currency);
    };
    BAYME_TRY(auto sum, compare());
    if (sum == DaySum::differs && attempt == 1) {
        // TikTok may have restated the day since that window was read.
        BAYME_CHECK(
            fetch_range(*snapshots::find_cube(cube.level, snapshots::Grain::day), {day, day}));
        BAYME_TRY(sum, compare());
    }
    fetched.proof = sum == DaySum::agrees ? snapshots::Proof::day_sum : snapshots::Proof::none;
    fetched.flaw = sum == DaySum::differs && !believe_hours.is_planted() ? "hours_differ" : "";
    return {};
}

Result<Fetched> ReportPass::ask(const Cube& cube, DayRange days, bool closed) {
    Fetched fetched;
    for (int attempt = 1; attempt <= most_fetches; ++attempt) {
        auto answer = fetch_report(ports_.client, context_, account_.token, order(cube, days));
        outcome_.calls += answer ? std::max(1, static_cast<int>(answer->request_ids.size())) : 1;
        BAYME_TRY(fetched, std::move(answer));
        if (cube.grain == snapshots::Grain::hour && closed && fetched.flaw.empty()) {
            BAYME_CHECK(prove_hours(cube, days.first, attempt, fetched));
        }
        // A cut by TikTok is the same the next time, and today may move under the other days.
        const bool with_today = days.size() > 1 && days.last >= account_.clock.today();
        if (fetched.flaw.empty() || fetched.flaw == "ads_throttled" ||
            fetched.flaw == "too_many_rows" || with_today) {
            return fetched;
        }
        log(LogLevel::warning, "report_not_whole",
            {{"advertiser_id", account_.advertiser.id.text()},
             {"cube", cube.name},
             {"flaw", fetched.flaw},
             {"attempt", std::int64_t{attempt}}});
    }
    return fetched;
}

Result<void> ReportPass::fetch_range(const Cube& cube, DayRange days) {
    const auto fetched_at = ports_.clock.now();
    const bool closed = account_.clock.offset.end_of(days.last) <= fetched_at;
    auto fetched = ask(cube, days, closed);
    if (!fetched) {
        return narrow(cube, days, std::move(fetched).error());
    }
    BAYME_CHECK(fetched_point.reach());
    if (fetched->flaw == "ads_throttled") {
        BAYME_TRY(const bool sliced, lessons_.slice(cube));
        if (sliced) {
            return fetch_range(cube, days);
        }
    }
    if (!fetched->flaw.empty() && days.size() > 1) {
        return fetch_halves(cube, days);
    }
    if (fetched->flaw.empty()) {
        BAYME_CHECK(lessons_.worked(cube, days.size()));
    }
    return publish(cube, days, std::move(*fetched), fetched_at);
}

/// The newer half first. Today goes alone: it may move under the other days.
Result<void> ReportPass::fetch_halves(const Cube& cube, DayRange days) {
    const bool with_today = days.last >= account_.clock.today();
    const auto middle = with_today ? days.last : days.first.plus(days.size() / 2);
    BAYME_CHECK(fetch_range(cube, {middle, days.last}));
    return fetch_range(cube, {days.first, middle.plus(-1)});
}

Result<void> ReportPass::narrow(const Cube& cube, DayRange days, Error error) {
    switch (trouble_of(error)) {
    case Trouble::too_large:
        if (days.size() > 1) {
            BAYME_CHECK(lessons_.too_long(cube, days.size()));
            return fetch_halves(cube, days);
        } else {
            BAYME_TRY(const bool sliced, lessons_.slice(cube));
            return sliced ? fetch_range(cube, days) : publish_failure(cube, days, error);
        }
    case Trouble::timed_out:
        if (days.size() == 1) {
            return fail(std::move(error));
        }
        // Was it too much, or does TikTok answer nothing now? The newest day alone tells.
        BAYME_CHECK(fetch_range(cube, {days.last, days.last}));
        BAYME_CHECK(lessons_.too_long(cube, days.size()));
        days.last = days.last.plus(-1);
        return days.size() > 1 ? fetch_halves(cube, days) : fetch_range(cube, days);
    case Trouble::refused:
        return leave_out(cube, days, error);
    case Trouble::other:
        break;
    }
    return fail(std::move(error));
}

/// Finds which metrics are refused and goes on without them; what is refused for another reason
/// fails, and everything else of the account goes on.
Result<void> ReportPass::leave_out(const Cube& cube, DayRange days, const Error& error) {
    const auto takes = [&](const std::vector<MetricIndex>& metrics) -> Result<bool> {
        auto small = order(cube, {days.last, days.last});
        small.metrics = metrics;
        auto request = request_for(small);
        request.page_size = 1;
        if (!small.slices.empty()) {
            request.campaign_ids = small.slices.front();
        }
        ++outcome_.calls;
        auto answer = ports_.client.report(context_, account_.token, request, 1);
        if (!answer && trouble_of(answer.error()) != Trouble::refused) {
            return fail(std::move(answer).error());
        }
        return answer.has_value();
    };
    BAYME_TRY(const auto refused,
              find_refused(lessons_.metrics(cube), lessons_.on_trial(cube), takes));
    if (refused.empty()) {
        return publish_failure(cube, days, error);
    }
    for (const auto metric : refused) {
        log(LogLevel::warning, "metric_refused",
            {{"advertiser_id", account_.advertiser.id.text()},
             {"cube", cube.name},
             {"metric", snapshots::metric(metric).name},
             {"reason", error.reason},
             {"request_id", error.request_id}});
    }
    BAYME_CHECK(lessons_.refused(cube, refused));
    return fetch_range(cube, days);
}

Cell ReportPass::make_cell(Day day, Instant fetched_at) const {
    Cell cell;
    cell.day = day;
    cell.fetched_at = fetched_at;
    cell.currency = account_.currency;
    cell.offset = account_.clock.offset;
    return cell;
}

Result<void> ReportPass::publish(const Cube& cube, DayRange days, Fetched fetched,
                                 Instant fetched_at) {
    const bool whole = fetched.flaw.empty();
    // Only hours whose day is not complete come whole and without a proof.
    const bool proven = fetched.proof != snapshots::Proof::none || believe_hours.is_planted();
    const auto reason = whole && !proven                     ? "day_not_complete"
                        : whole && lessons_.leaves_out(cube) ? "metrics_left_out"
                                                             : fetched.flaw;
    snapshots::Publish publish{.run = RunId{make_id(ports_.random)},
                               .advertiser = account_.advertiser.id,
                               .cube = cube,
                               .cells = {},
                               .facts = {},
                               .still_wanted = ports_.still_mine};
    for (auto day = days.first; day <= days.last; day = day.plus(1)) {
        const bool complete = proven && account_.clock.offset.end_of(day) <= fetched_at;
        auto cell = make_cell(day, fetched_at);
        cell.state = !whole     ? CellState::partial
                     : complete ? CellState::complete
                                : CellState::provisional;
        cell.proof = fetched.proof;
        cell.total_number = fetched.total_number;
        cell.totals = fetched.totals;
        cell.request_ids = fetched.request_ids;
        cell.reason = reason;
        publish.cells.push_back(std::move(cell));
        (!whole     ? outcome_.windows_partial
         : complete ? outcome_.windows_complete
                    : outcome_.windows_provisional) += 1;
    }
    if (whole) {
        publish.facts = std::move(fetched.facts);
    }
    return publisher_.submit(std::move(publish));
}

Result<void> ReportPass::publish_failure(const Cube& cube, DayRange days, const Error& error) {
    log(LogLevel::warning, "report_refused",
        {{"advertiser_id", account_.advertiser.id.text()},
         {"cube", cube.name},
         {"reason", error.reason},
         {"request_id", error.request_id}});
    snapshots::Publish publish{.run = RunId{make_id(ports_.random)},
                               .advertiser = account_.advertiser.id,
                               .cube = cube,
                               .cells = {},
                               .facts = {},
                               .still_wanted = ports_.still_mine};
    for (auto day = days.first; day <= days.last; day = day.plus(1)) {
        auto cell = make_cell(day, ports_.clock.now());
        cell.state = CellState::failed;
        cell.request_ids = {error.request_id};
        cell.reason = error.reason;
        publish.cells.push_back(std::move(cell));
        ++outcome_.windows_failed;
    }
    return publisher_.submit(std::move(publish));
}

} // namespace bayme::sync

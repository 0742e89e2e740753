// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/backfill.hpp"

#include "base/json_text.hpp"
#include "base/log.hpp"
#include "sync/call_context.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace bayme::sync {
namespace {

constexpr int days_a_part = 30;
constexpr int most_jobs_listed = 100'000;
/// As long as day facts are kept.
constexpr int longest_kept_days = 37 * 31;

const Actor the_program{ActorKind::schedule, "new_metrics"};

std::vector<std::string> names_of_cubes(const std::vector<const snapshots::Cube*>& cubes) {
    std::vector<std::string> names;
    for (const auto* cube : cubes) {
        names.emplace_back(cube->name);
    }
    return names;
}

void add(BackfillView& view, const storage::Job& job) {
    const auto arguments = backfill_job.decode(job.arguments);
    if (arguments) {
        const bool first = view.parts == 0;
        view.days.first = first ? arguments->from : std::min(view.days.first, arguments->from);
        view.days.last = first ? arguments->to : std::max(view.days.last, arguments->to);
        view.cubes = arguments->cubes;
    }
    view.requested_by = job.requested_by;
    view.started_at = job.created_at;
    if (std::ranges::find(view.advertisers, job.advertiser_id) == view.advertisers.end()) {
        view.advertisers.push_back(job.advertiser_id);
    }
    ++view.parts;
    view.done += job.state == storage::JobState::done ? 1 : 0;
    view.failed += job.state == storage::JobState::failed ? 1 : 0;
    view.cancelled += job.state == storage::JobState::cancelled ? 1 : 0;
    if (job.state == storage::JobState::running) {
        view.doing = job.progress.text;
    }
}

} // namespace

Result<ReportsPrice> Backfill::price(const BackfillRequest& request) {
    ReportsPrice sum;
    for (const auto& advertiser : request.advertisers) {
        BAYME_TRY(const auto price, reports_.price(advertiser, {.days = request.days,
                                                                .cubes = request.cubes,
                                                                .windows = request.windows,
                                                                .hours = HourDays::all}));
        sum += price;
    }
    return sum;
}

Result<BackfillJobs> Backfill::start(storage::Transaction& tx, const Actor& actor,
                                     const BackfillRequest& request) {
    const auto names = names_of_cubes(request.cubes);
    const auto group = queue_.new_group();
    BackfillJobs started;
    for (auto last = request.days.last; last >= request.days.first;
         last = last.plus(-days_a_part)) {
        const auto first = std::max(request.days.first, last.plus(1 - days_a_part));
        for (const auto& advertiser : request.advertisers) {
            BAYME_TRY(
                const auto id,
                queue_.add(tx, actor, backfill_job,
                           {.from = first, .to = last, .cubes = names, .windows = request.windows},
                           {.advertiser_id = advertiser,
                            .priority = jobs::priority_backfill,
                            .unique_key = fmt::format(
                                "backfill:{}:{}:{}:{}:{}", advertiser, first.text(), last.text(),
                                fmt::join(names, ","), to_string(request.windows)),
                            .group = group}));
            BAYME_TRY(const auto job, queue_.find(tx, id));
            started.group = job.group;
            started.jobs.push_back(id);
        }
    }
    return started;
}

Result<std::vector<BackfillView>> Backfill::list(storage::Transaction& tx) {
    BAYME_TRY(const auto jobs,
              queue_.list(tx, {.kind = backfill_job.name, .limit = most_jobs_listed}));
    std::vector<BackfillView> views;
    for (const auto& job : jobs) {
        auto found = std::ranges::find(views, job.group, &BackfillView::group);
        if (found == views.end()) {
            found = views.insert(views.end(), BackfillView{});
            found->group = job.group;
        }
        add(*found, job);
    }
    return views;
}

Result<BackfillView> Backfill::cancel(storage::Transaction& tx, const std::string& group) {
    const storage::JobFilter filter{
        .kind = backfill_job.name, .group = group, .limit = most_jobs_listed};
    BAYME_TRY(const auto before, queue_.list(tx, filter));
    if (before.empty()) {
        return fail(ErrorCode::not_found, "no back-fill {}", group);
    }
    for (const auto& job : before) {
        if (!job.ended()) {
            BAYME_CHECK(queue_.cancel(tx, job.id));
        }
    }
    BackfillView view;
    view.group = group;
    BAYME_TRY(const auto after, queue_.list(tx, filter));
    for (const auto& job : after) {
        add(view, job);
    }
    return view;
}

Result<std::string> Backfill::run(jobs::Run& run, const BackfillArguments& arguments) {
    ReportsRequest request{.days = {arguments.from, arguments.to},
                           .cubes = {},
                           .windows = arguments.windows,
                           .hours = HourDays::all};
    for (const auto& name : arguments.cubes) {
        if (const auto* cube = snapshots::find_cube(name)) {
            request.cubes.push_back(cube);
        }
    }
    const auto& advertiser = run.job().advertiser_id;
    BAYME_TRY(const auto done,
              reports_.sync(run, call_context(run, advertiser), advertiser, request));
    JsonWriter writer;
    writer.begin_object();
    writer.key("whole").boolean(done.windows_partial + done.windows_failed == 0);
    writer.key("reports");
    write_outcome(writer, done);
    return writer.end_object().take();
}

/// @return whether this build fetches something that the last one did not. A cube that is new
///         itself has nothing to fill in.
Result<bool> Backfill::note_metrics(storage::Transaction& tx) {
    bool found = false;
    for (const auto& cube : snapshots::cubes()) {
        const std::string name{cube.name};
        BAYME_TRY(const auto known, memory_.known_metrics(tx, name));
        for (const auto index : snapshots::fetched_metrics(cube)) {
            const std::string metric{snapshots::metric(index).name};
            if (std::ranges::find(known, metric) == known.end()) {
                BAYME_CHECK(memory_.add_known_metric(tx, name, metric, clock_.now()));
                found = found || !known.empty();
            }
        }
    }
    return found;
}

Result<std::string> Backfill::fill_new_metrics(jobs::Run& run) {
    BackfillRequest request{
        .advertisers = {}, .days = {}, .cubes = default_cubes(), .windows = Windows::outdated};
    const auto today = Day{std::chrono::floor<std::chrono::days>(clock_.now())};
    request.days = {today.plus(-longest_kept_days), today};
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(const auto all, advertisers_.list(*tx));
        for (const auto& account : all) {
            if (account.reportable()) {
                request.advertisers.push_back(account.id);
            }
        }
    }
    BAYME_TRY(const auto price, this->price(request));
    log(LogLevel::info, "sync.new_metrics",
        {{"windows", price.windows}, {"calls", price.calls}, {"rows", price.rows}});
    JsonWriter writer;
    writer.begin_object().member("windows", price.windows).member("calls", price.calls);
    writer.member("rows", price.rows);
    if (price.windows > 0) {
        request.days.first = price.oldest.value_or(request.days.first);
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_TRY(const auto started, start(*tx, run.job().requested_by, request));
        BAYME_CHECK(tx->commit());
        writer.member("group", started.group);
    }
    return writer.end_object().take();
}

Result<void> Backfill::register_jobs(jobs::Workers& workers) {
    workers.handle(backfill_job, [this](jobs::Run& run, const BackfillArguments& arguments) {
        return this->run(run, arguments);
    });
    workers.handle(new_metrics_job, [this](jobs::Run& run) { return fill_new_metrics(run); });
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(const bool found, note_metrics(*tx));
    if (found) {
        BAYME_CHECK(
            queue_.add(*tx, the_program, new_metrics_job, {},
                       {.priority = jobs::priority_backfill, .unique_key = new_metrics_job.name}));
    }
    return tx->commit();
}

} // namespace bayme::sync

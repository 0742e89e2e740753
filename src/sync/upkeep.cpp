// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/upkeep.hpp"

#include "base/json_text.hpp"
#include "jobs/schedules.hpp"

namespace bayme::sync {
namespace {

constexpr std::chrono::seconds between_looks{30};
constexpr std::int64_t most_looks = 60;

tiktok::CallContext call_context(const jobs::Run& run) {
    const auto& job = run.job();
    return {.priority = job.priority >= jobs::priority_today ? tiktok::Priority::today
                                                             : tiktok::Priority::restatement,
            .actor = to_string(job.requested_by),
            .job = job.id.text(),
            .advertiser = job.advertiser_id,
            .stop = run.stop()};
}

std::string summary(const StructureOutcome& outcome,
                    const std::vector<storage::ObjectLevel>& not_granted) {
    std::vector<std::string> names;
    for (const auto level : not_granted) {
        names.emplace_back(to_string(level));
    }
    JsonWriter writer;
    writer.begin_object().member("objects", outcome.seen).member("added", outcome.added);
    writer.member("changed", outcome.changed).member("gone", outcome.buried);
    writer.key("not_granted").raw(json_array(names));
    return writer.end_object().take();
}

std::string said(std::string_view name, std::int64_t count) {
    return JsonWriter{}.begin_object().member(name, count).end_object().take();
}

} // namespace

template <typename Kind>
Result<std::string> Upkeep::for_every_account(jobs::Run& run, const Kind& kind) {
    BAYME_TRY(const auto tx, ports_.database.begin_write());
    BAYME_TRY(const auto accounts, ports_.sync.in_use(*tx));
    const auto group = ports_.queue.new_group();
    for (const auto& id : accounts.connected) {
        BAYME_CHECK(ports_.queue.add(*tx, run.job().requested_by, kind, {},
                                     {.advertiser_id = id,
                                      .priority = jobs::priority_restatement,
                                      .unique_key = fmt::format("{}:{}", kind.name, id),
                                      .group = group}));
    }
    BAYME_CHECK(tx->commit());
    return said("jobs", static_cast<std::int64_t>(accounts.connected.size()));
}

template <typename Work>
Result<std::string> Upkeep::watched(jobs::Run& run, const Work& work) {
    Result<std::string> done = work();
    if (done) {
        return done;
    }
    BAYME_CHECK(ports_.watch.suspect(run.job().advertiser_id, done.error().reason));
    if (done.error().reason == "tiktok.40001") {
        return JsonWriter{}.begin_object().key("granted").boolean(false).end_object().take();
    }
    return done;
}

Result<std::string> Upkeep::changed_ads(jobs::Run& run) {
    BAYME_TRY(const auto outcome,
              ports_.structure.sync_changed_ads(run, call_context(run), run.job().advertiser_id));
    return summary(outcome, {});
}

Result<std::string> Upkeep::files(jobs::Run& run) {
    std::vector<storage::ObjectLevel> not_granted;
    BAYME_TRY(
        const auto outcome,
        ports_.structure.sync_files(run, call_context(run), run.job().advertiser_id, not_granted));
    return summary(outcome, not_granted);
}

Result<std::string> Upkeep::reviews(jobs::Run& run) {
    BAYME_TRY(const auto count, ports_.reviews.sync(call_context(run), run.job().advertiser_id));
    return said("reviews", count);
}

Result<void> Upkeep::look_later(jobs::Run& run, const ChangeLogArguments& arguments) {
    const auto& job = run.job();
    BAYME_TRY(const auto tx, ports_.database.begin_write());
    BAYME_CHECK(ports_.queue.add(*tx, job.requested_by, change_log_job, arguments,
                                 {.advertiser_id = job.advertiser_id,
                                  .priority = job.priority,
                                  .unique_key = fmt::format("{}:{}:{}", change_log_job.name,
                                                            *arguments.task, arguments.looks),
                                  .group = job.group,
                                  .delay = between_looks}));
    return tx->commit();
}

Result<std::string> Upkeep::change_log(jobs::Run& run, const ChangeLogArguments& arguments) {
    const auto& advertiser = run.job().advertiser_id;
    const auto context = call_context(run);
    if (!arguments.task) {
        BAYME_TRY(auto asked, ports_.change_logs.ask(context, advertiser));
        BAYME_CHECK(look_later(
            run, {.task = std::move(asked.task), .until = asked.until.time_since_epoch().count()}));
        return JsonWriter{}.begin_object().member("log", "asked for").end_object().take();
    }
    const AskedLog asked{*arguments.task, Instant{microseconds{arguments.until}}};
    BAYME_TRY(const auto read, ports_.change_logs.read(context, advertiser, asked));
    if (read.ready) {
        JsonWriter writer;
        writer.begin_object().member("changes", read.added).member("others", read.others);
        return writer.end_object().take();
    }
    if (arguments.looks >= most_looks) {
        return fail(Error{ErrorCode::unavailable,
                          fmt::format("TikTok did not finish the change log of account {} within "
                                      "half an hour; the next one is asked for within the hour",
                                      advertiser),
                          "change_log.late"});
    }
    auto next = arguments;
    ++next.looks;
    BAYME_CHECK(look_later(run, next));
    return JsonWriter{}.begin_object().member("log", "not ready").end_object().take();
}

Result<void> Upkeep::register_jobs(jobs::Workers& workers, storage::ScheduleStore& schedules) {
    workers.handle(changed_ads_job, [this](jobs::Run& run) {
        return watched(run, [&] { return changed_ads(run); });
    });
    workers.handle(files_job,
                   [this](jobs::Run& run) { return watched(run, [&] { return files(run); }); });
    workers.handle(reviews_job,
                   [this](jobs::Run& run) { return watched(run, [&] { return reviews(run); }); });
    workers.handle(change_log_job, [this](jobs::Run& run, const ChangeLogArguments& arguments) {
        return watched(run, [&] { return change_log(run, arguments); });
    });
    workers.handle(changed_ads_tick,
                   [this](jobs::Run& run) { return for_every_account(run, changed_ads_job); });
    workers.handle(files_tick,
                   [this](jobs::Run& run) { return for_every_account(run, files_job); });
    workers.handle(reviews_tick,
                   [this](jobs::Run& run) { return for_every_account(run, reviews_job); });
    workers.handle(change_log_tick,
                   [this](jobs::Run& run) { return for_every_account(run, change_log_job); });

    BAYME_TRY(const auto tx, ports_.database.begin_write());
    const auto now = ports_.clock.now();
    using std::chrono::hours;
    using std::chrono::minutes;
    BAYME_CHECK(jobs::put_schedule(*tx, schedules, changed_ads_tick, "changed_ads",
                                   {.every = minutes{15}}, now));
    BAYME_CHECK(jobs::put_schedule(*tx, schedules, files_tick, "files", {.every = hours{6}}, now));
    BAYME_CHECK(
        jobs::put_schedule(*tx, schedules, reviews_tick, "reviews", {.every = hours{1}}, now));
    BAYME_CHECK(jobs::put_schedule(*tx, schedules, change_log_tick, "change_log",
                                   {.every = hours{1}}, now));
    return tx->commit();
}

} // namespace bayme::sync

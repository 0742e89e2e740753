// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/sync.hpp"

#include "base/json_text.hpp"
#include "sync/call_context.hpp"
#include "sync/upkeep.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sync {
namespace {

constexpr std::array<std::string_view, 3> what_names{"structure", "reports", "all"};
constexpr int default_days = 14;

Result<void> check_range(const SyncRequest& request, Instant now) {
    const auto latest = Day{std::chrono::floor<std::chrono::days>(now)}.plus(1);
    if (request.from && *request.from > latest) {
        return fail(ErrorCode::invalid_input, "{} lies in the future", request.from->text());
    }
    if (request.from && request.to) {
        BAYME_CHECK(make_day_range(*request.from, *request.to));
    }
    return {};
}

std::string summary(What what, const StructureOutcome& structure, const ReportsOutcome& reports) {
    JsonWriter writer;
    writer.begin_object();
    const bool whole = structure.levels_not_whole == 0 && reports.windows_partial == 0 &&
                       reports.windows_failed == 0;
    writer.key("whole").boolean(whole);
    if (what != What::reports) {
        writer.key("structure").begin_object();
        writer.member("objects", structure.seen).member("added", structure.added);
        writer.member("changed", structure.changed).member("gone", structure.buried);
        writer.member("levels_not_whole", std::int64_t{structure.levels_not_whole});
        writer.end_object();
    }
    if (what != What::structure) {
        writer.key("reports");
        write_outcome(writer, reports);
    }
    return writer.end_object().take();
}

} // namespace

std::string_view to_string(What what) {
    return what_names.at(static_cast<std::size_t>(what));
}

std::span<const std::string_view> names_of(What /*what*/) {
    return what_names;
}

Result<SyncStarted> Sync::start(storage::Transaction& tx, const Actor& actor,
                                const SyncRequest& request) {
    BAYME_CHECK(check_range(request, clock_.now()));
    std::vector<AdvertiserId> accounts;
    for (const auto& id : request.advertisers) {
        BAYME_TRY(const auto account, advertisers_.find(tx, id));
        if (!account.included) {
            return fail(Error{ErrorCode::forbidden,
                              fmt::format("account {} was not chosen to be used here", id)}
                            .because("not_included"));
        }
        BAYME_TRY(const auto connection, connections_.find(tx, account.connection_id));
        if (!connection.is_open()) {
            return fail(accounts::not_connected(connection).in(fmt::format("account {}", id)));
        }
        if (account.lost_at) {
            return fail(accounts::not_shared(account));
        }
        accounts.push_back(id);
    }
    if (request.advertisers.empty()) {
        BAYME_TRY(auto all, in_use(tx));
        accounts = std::move(all.connected);
    }
    SyncStarted started{.group = queue_.new_group(), .jobs = {}};
    for (const auto& id : accounts) {
        const std::string from = request.from ? request.from->text() : "";
        const std::string to = request.to ? request.to->text() : "";
        const AccountArguments arguments{.what = request.what,
                                         .from = request.from,
                                         .to = request.to,
                                         .windows = request.windows};
        const jobs::JobTerms terms{
            .advertiser_id = id,
            .priority = request.priority,
            // Whoever asks for what is still at work joins it; not a person an idle tick's.
            .unique_key = fmt::format("sync:{}:{}:{}:{}:{}:{}", id, to_string(request.what), from,
                                      to, to_string(request.windows), request.priority),
            .group = started.group,
        };
        BAYME_TRY(auto job_id, queue_.add(tx, actor, account_job, arguments, terms));
        started.jobs.push_back(std::move(job_id));
    }
    BAYME_CHECK(name_joined_group(tx, started));
    return started;
}

Result<AccountsInUse> Sync::in_use(storage::Transaction& tx) {
    BAYME_TRY(const auto connections, connections_.list(tx));
    std::set<ConnectionId> open;
    for (const auto& connection : connections) {
        if (connection.is_open()) {
            open.insert(connection.id);
        }
    }
    BAYME_TRY(const auto all, advertisers_.list(tx));
    AccountsInUse accounts;
    for (const auto& account : all) {
        if (account.included) {
            const bool connected = open.contains(account.connection_id) && !account.lost_at;
            (connected ? accounts.connected : accounts.not_connected).push_back(account.id);
        }
    }
    return accounts;
}

Result<void> Sync::name_joined_group(storage::Transaction& tx, SyncStarted& started) {
    std::set<std::string> groups;
    for (const auto& id : started.jobs) {
        BAYME_TRY(const auto job, queue_.find(tx, id));
        groups.insert(job.group);
    }
    if (groups.size() == 1) {
        started.group = *groups.begin();
    }
    return {};
}

Result<void> Sync::start_first(storage::Transaction& tx, const Actor& actor,
                               const std::vector<AdvertiserId>& chosen) {
    SyncRequest whole{.what = What::all, .advertisers = {}, .from = {}, .to = {}};
    SyncRequest structure{.what = What::structure, .advertisers = {}, .from = {}, .to = {}};
    for (const auto& id : chosen) {
        BAYME_TRY(const auto account, advertisers_.find(tx, id));
        BAYME_TRY(const auto connection, connections_.find(tx, account.connection_id));
        if (account.included && connection.is_open() && !account.lost_at &&
            !account.reports_synced_at) {
            (account.offset_seconds ? whole : structure).advertisers.push_back(id);
        }
    }
    for (const auto* request : {&whole, &structure}) {
        if (!request->advertisers.empty()) {
            BAYME_CHECK(start(tx, actor, *request));
        }
    }
    return {};
}

Result<std::string> Sync::run_account(jobs::Run& run, const AccountArguments& arguments) {
    auto done = sync_account(run, arguments);
    if (!done) {
        BAYME_CHECK(watch_.suspect(run.job().advertiser_id, done.error().reason));
    }
    return done;
}

Result<void> Sync::ask_for_authors(jobs::Run& run, const StructureOutcome& found) {
    const auto& job = run.job();
    if (found.changed == 0 && found.buried == 0) {
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(
        queue_.add(*tx, job.requested_by, change_log_job, {},
                   {.advertiser_id = job.advertiser_id,
                    .priority = jobs::priority_restatement,
                    .unique_key = fmt::format("{}:{}", change_log_job.name, job.advertiser_id)}));
    return tx->commit();
}

Result<std::string> Sync::sync_account(jobs::Run& run, const AccountArguments& arguments) {
    const auto& job = run.job();
    const auto what = arguments.what;
    const auto context = call_context(run, job.advertiser_id);
    StructureOutcome structure;
    ReportsOutcome reports;
    if (what != What::reports) {
        BAYME_TRY(structure, structure_.sync(run, context, job.advertiser_id));
        BAYME_CHECK(ask_for_authors(run, structure));
    }
    if (what != What::structure) {
        BAYME_TRY(const auto account, [&]() -> Result<storage::Advertiser> {
            BAYME_TRY(const auto tx, database_.begin_read());
            return advertisers_.find(*tx, job.advertiser_id);
        }());
        BAYME_TRY(const auto offset, UtcOffset::from_seconds(account.offset_seconds.value_or(0)));
        const Day last = arguments.to.value_or(offset.day_of(clock_.now()));
        const Day first = arguments.from.value_or(last.plus(1 - default_days));
        BAYME_TRY(const auto days, make_day_range(first, last));
        BAYME_TRY(
            reports,
            reports_.sync(run, context, job.advertiser_id,
                          {.days = days, .cubes = default_cubes(), .windows = arguments.windows}));
    }
    // Reports tell how far they are themselves; told before them, all of the structure would read
    // as all of the job.
    if (what != What::reports && reports.calls == 0) {
        run.report({3, 3, "levels"});
    }
    return summary(what, structure, reports);
}

Result<std::string> Sync::tick(jobs::Run& run, const SyncRequest& request) {
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(const auto started, start(*tx, run.job().requested_by, request));
    BAYME_TRY(const auto accounts, in_use(*tx));
    BAYME_CHECK(tx->commit());
    JsonWriter writer;
    writer.begin_object().member("jobs", static_cast<std::int64_t>(started.jobs.size()));
    writer.member("not_connected", static_cast<std::int64_t>(accounts.not_connected.size()));
    return writer.end_object().take();
}

Result<std::string> Sync::look_at_connections(jobs::Run& run, Look look) {
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(const auto connections, connections_.list(*tx));
    std::int64_t looked_at = 0;
    for (const auto& connection : connections) {
        if (connection.state == storage::ConnectionState::active) {
            BAYME_CHECK((watch_.*look)(*tx, run.job().requested_by, connection.id));
            ++looked_at;
        }
    }
    BAYME_CHECK(tx->commit());
    JsonWriter writer;
    return writer.begin_object().member("connections", looked_at).end_object().take();
}

Result<void> Sync::register_jobs(jobs::Workers& workers, storage::ScheduleStore& schedules) {
    workers.handle(account_job, [this](jobs::Run& run, const AccountArguments& arguments) {
        return run_account(run, arguments);
    });
    workers.handle(structure_tick, [this](jobs::Run& run) {
        return tick(run, {.what = What::structure,
                          .advertisers = {},
                          .from = {},
                          .to = {},
                          .priority = jobs::priority_restatement});
    });
    workers.handle(reports_tick, [this](jobs::Run& run) {
        return tick(run, {.what = What::reports,
                          .advertisers = {},
                          .from = {},
                          .to = {},
                          .priority = jobs::priority_today,
                          .windows = Windows::due});
    });
    workers.handle(connections_tick, [this](jobs::Run& run) {
        return look_at_connections(run, &accounts::Watch::look_after);
    });
    workers.handle(probes_tick, [this](jobs::Run& run) {
        return look_at_connections(run, &accounts::Watch::probe_soon);
    });

    BAYME_TRY(const auto tx, database_.begin_write());
    const auto now = clock_.now();
    using std::chrono::hours;
    using std::chrono::minutes;
    BAYME_CHECK(
        jobs::put_schedule(*tx, schedules, structure_tick, "structure", {.every = hours{1}}, now));
    BAYME_CHECK(
        jobs::put_schedule(*tx, schedules, reports_tick, "reports", {.every = minutes{15}}, now));
    BAYME_CHECK(
        jobs::put_schedule(*tx, schedules, probes_tick, "probes", {.every = hours{1}}, now));
    BAYME_CHECK(jobs::put_schedule(*tx, schedules, connections_tick, "connections",
                                   {.every = hours{24}}, now));
    return tx->commit();
}

} // namespace bayme::sync

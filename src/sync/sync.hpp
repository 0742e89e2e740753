// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/watch.hpp"
#include "jobs/queue.hpp"
#include "sync/reports.hpp"
#include "sync/structure.hpp"

#include <optional>

namespace bayme::sync {

enum class What { structure, reports, all };
std::string_view to_string(What what);
std::span<const std::string_view> names_of(What what);

/// What a person, program or schedule asks for. Without accounts: all in use that can be synced.
/// Without days: the last 14 up to today; windows that are due have days of their own.
struct SyncRequest {
    What what = What::all;
    std::vector<AdvertiserId> advertisers;
    std::optional<Day> from;
    std::optional<Day> to;
    int priority = jobs::priority_person;
    Windows windows = Windows::all;
};

/// The jobs to wait for. One that was asked for in the same words and has not ended is joined;
/// `group` is theirs when all of them were.
struct SyncStarted {
    std::string group;
    std::vector<JobId> jobs;
};

/// The accounts in use. Those whose connection has ended, or that TikTok refuses, cannot be synced:
/// a job for them would only fail.
struct AccountsInUse {
    std::vector<AdvertiserId> connected;
    std::vector<AdvertiserId> not_connected;
};

struct AccountArguments {
    What what = What::all;
    std::optional<Day> from = {};
    std::optional<Day> to = {};
    Windows windows = Windows::all;
};
inline constexpr auto account_job = jobs::declare_kind<AccountArguments>(
    "sync.account", "Sync of an account", jobs::Argument{"what", &AccountArguments::what},
    jobs::Argument{"from", &AccountArguments::from}, jobs::Argument{"to", &AccountArguments::to},
    jobs::Argument{"windows", &AccountArguments::windows});
inline constexpr auto structure_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_structure", "Asking for the structure of every account");
inline constexpr auto reports_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_reports", "Asking for the reports of every account");
inline constexpr auto probes_tick =
    jobs::declare_kind<jobs::NoArguments>("sync.tick_probes", "Probing every connection");
inline constexpr auto connections_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_connections", "Looking after every connection");

/// Asks for sync jobs and runs them: one job per account, so that accounts go on side by side and
/// one that fails holds nobody up.
class Sync {
public:
    Sync(storage::Database& database, storage::AdvertiserStore& advertisers,
         storage::ConnectionStore& connections, accounts::Watch& watch, jobs::Queue& queue,
         Structure& structure, Reports& reports, const Clock& clock)
        : database_(database), advertisers_(advertisers), connections_(connections), watch_(watch),
          queue_(queue), structure_(structure), reports_(reports), clock_(clock) {}

    /// @return invalid_input when the range ends before it begins or lies in the future; not_found
    ///         for an account we do not have; forbidden for one that is not included;
    ///         unauthenticated with reason "not_connected" for a named one whose connection is not
    ///         open.
    Result<SyncStarted> start(storage::Transaction& tx, const Actor& actor,
                              const SyncRequest& request);

    Result<AccountsInUse> in_use(storage::Transaction& tx);

    /// The first sync of those of these accounts that are connected and never had one: structure
    /// and the last 14 days; the structure alone while nobody has stated how the account's days are
    /// cut.
    Result<void> start_first(storage::Transaction& tx, const Actor& actor,
                             const std::vector<AdvertiserId>& chosen);

    /// Registers the job kinds, and the schedules: structure hourly, reports every 15 minutes,
    /// probes of connections hourly, their account lists daily.
    Result<void> register_jobs(jobs::Workers& workers, storage::ScheduleStore& schedules);

private:
    Result<void> name_joined_group(storage::Transaction& tx, SyncStarted& started);
    Result<std::string> run_account(jobs::Run& run, const AccountArguments& arguments);
    Result<std::string> sync_account(jobs::Run& run, const AccountArguments& arguments);
    /// Who made the changes that a listing showed.
    Result<void> ask_for_authors(jobs::Run& run, const StructureOutcome& found);
    Result<std::string> tick(jobs::Run& run, const SyncRequest& request);
    using Look = Result<void> (accounts::Watch::*)(storage::Transaction&, const Actor&,
                                                   const ConnectionId&);
    Result<std::string> look_at_connections(jobs::Run& run, Look look);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    storage::ConnectionStore& connections_;
    accounts::Watch& watch_;
    jobs::Queue& queue_;
    Structure& structure_;
    Reports& reports_;
    const Clock& clock_;
};

} // namespace bayme::sync

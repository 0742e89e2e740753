// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/directory.hpp"
#include "jobs/queue.hpp"
#include "sync/reports.hpp"
#include "sync/structure.hpp"

#include <optional>

namespace bayme::sync {

enum class What { structure, reports, all };
std::string_view to_string(What what);

/// What a person, program or schedule asks for. Without accounts: all that are included. Without
/// days: the last 14 up to today.
struct SyncRequest {
    What what = What::all;
    std::vector<AdvertiserId> advertisers;
    std::optional<Day> from;
    std::optional<Day> to;
    int priority = jobs::priority_person;
    bool only_missing = false;
};

/// The jobs that were made; wait for the group.
struct SyncStarted {
    std::string group;
    std::vector<JobId> jobs;
};

inline constexpr const char* account_job = "sync.account";
inline constexpr const char* structure_tick = "sync.tick_structure";
inline constexpr const char* reports_tick = "sync.tick_reports";
inline constexpr const char* connections_tick = "sync.tick_connections";

/// Asks for sync jobs and runs them: one job per account, so that accounts go on side by side and
/// one that fails holds nobody up.
class Sync {
public:
    Sync(storage::Database& database, storage::AdvertiserStore& advertisers,
         storage::ConnectionStore& connections, accounts::Directory& directory, jobs::Queue& queue,
         Structure& structure, Reports& reports, const Clock& clock)
        : database_(database), advertisers_(advertisers), connections_(connections),
          directory_(directory), queue_(queue), structure_(structure), reports_(reports),
          clock_(clock) {}

    /// @return invalid_input when the range ends before it begins or lies in the future; not_found
    ///         for an account we do not have; forbidden for one that is not included.
    Result<SyncStarted> start(storage::Transaction& tx, const Actor& actor,
                              const SyncRequest& request);

    /// Registers the job kinds, and the schedules: structure hourly, reports every 15 minutes,
    /// connections daily.
    Result<void> register_jobs(jobs::Workers& workers, storage::ScheduleStore& schedules);

private:
    Result<std::string> run_account(jobs::Run& run);
    Result<std::string> tick(jobs::Run& run, const SyncRequest& request);
    Result<std::string> refresh_connections(jobs::Run& run);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    storage::ConnectionStore& connections_;
    accounts::Directory& directory_;
    jobs::Queue& queue_;
    Structure& structure_;
    Reports& reports_;
    const Clock& clock_;
};

} // namespace bayme::sync

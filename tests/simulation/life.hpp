// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/rooms.hpp"
#include "http/outbound.hpp"
#include "simulation/virtual_time.hpp"

#include <filesystem>

namespace bayme::simulation {

/// What one life of the simulated program is made with.
struct Ingredients {
    VirtualTime& time;
    Random& random;
    http::Outbound& wire;
    const app::Settings& settings;
    std::chrono::seconds lease;
};

/// The program without its doors: the rooms as app/ makes them over the stores of a data folder,
/// with their jobs and schedules. Destroying it in the middle of anything is its death.
class Life {
public:
    static Result<std::unique_ptr<Life>> open(const Ingredients& ingredients);

    /// What a worker does until `end`; what looks at schedules.
    void work(Instant end);
    void tick(Instant end);
    /// Connects with a code in hand and takes every account in use.
    Result<ConnectionId> connect(const std::string& auth_code);

    /// Takes these accounts in as if a connection had found them: for platforms that know no OAuth.
    Result<void> adopt(const std::vector<AdvertiserId>& accounts);
    /// At most one due job, on this thread.
    Result<bool> run_one() { return workers_->run_one(); }

    api::Services& services() { return services_; }
    snapshots::Snapshots& snapshots() { return *stores_.snapshots; }
    storage::Database& database() { return *stores_.database; }
    tiktok::GovernorView quota() { return rooms_->quota(); }
    /// Jobs that wait or run.
    Result<std::int64_t> jobs_left();

private:
    Life(const Ingredients& ingredients, app::Stores stores, privacy::DataTable data);
    std::chrono::nanoseconds nap();

    Ingredients with_;
    app::Stores stores_;
    privacy::DataTable data_;
    staff::Staff staff_;
    std::unique_ptr<storage::JobStore> job_rows_ = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules_ = storage::make_sql_schedule_store();
    jobs::Queue queue_;
    std::unique_ptr<jobs::Workers> workers_;
    std::optional<app::Rooms> rooms_;
    api::Services services_;
};

/// Settings of a program whose platform is that sandbox.
Result<app::Settings> settings_for(const std::filesystem::path& folder, const std::string& app_id,
                                   const std::string& app_secret);

} // namespace bayme::simulation

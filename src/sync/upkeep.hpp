// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sync/change_logs.hpp"
#include "sync/object_reviews.hpp"
#include "sync/sync.hpp"

namespace bayme::sync {

inline constexpr auto changed_ads_job = jobs::declare_kind<jobs::NoArguments>(
    "sync.changed_ads", "Reading the ads that were changed lately");
inline constexpr auto files_job =
    jobs::declare_kind<jobs::NoArguments>("sync.files", "Listing videos, images and identities");
inline constexpr auto reviews_job =
    jobs::declare_kind<jobs::NoArguments>("sync.reviews", "Reading why TikTok refused ads");

/// Without a task: ask for a log. `until` is its end in microseconds since 1970.
struct ChangeLogArguments {
    std::optional<std::string> task = {};
    std::int64_t until = 0;
    std::int64_t looks = 0; ///< how often it was not ready yet
};
inline constexpr auto change_log_job =
    jobs::declare_kind<ChangeLogArguments>("sync.change_log", "Reading who changed what",
                                           jobs::Argument{"task", &ChangeLogArguments::task},
                                           jobs::Argument{"until", &ChangeLogArguments::until},
                                           jobs::Argument{"looks", &ChangeLogArguments::looks});

inline constexpr auto changed_ads_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_changed_ads", "Asking for the changed ads of every account");
inline constexpr auto files_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_files", "Asking for the files of every account");
inline constexpr auto reviews_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_reviews", "Asking for the reviews of every account");
inline constexpr auto change_log_tick = jobs::declare_kind<jobs::NoArguments>(
    "sync.tick_change_log", "Asking for the change log of every account");

/// What keeps the mirror true between full listings, a job an account: changed ads every 15
/// minutes, reviews and change logs hourly, files every six hours. What TikTok does not grant ends
/// such a job well: the missing permission is shown elsewhere, and nobody tries harder.
class Upkeep {
public:
    struct Ports {
        storage::Database& database;
        Sync& sync;
        accounts::Watch& watch;
        jobs::Queue& queue;
        Structure& structure;
        ObjectReviews& reviews;
        ChangeLogs& change_logs;
        const Clock& clock;
    };
    explicit Upkeep(Ports ports) : ports_(ports) {}

    Result<void> register_jobs(jobs::Workers& workers, storage::ScheduleStore& schedules);

private:
    template <typename Kind>
    Result<std::string> for_every_account(jobs::Run& run, const Kind& kind);
    template <typename Work>
    Result<std::string> watched(jobs::Run& run, const Work& work);
    Result<std::string> changed_ads(jobs::Run& run);
    Result<std::string> files(jobs::Run& run);
    Result<std::string> reviews(jobs::Run& run);
    Result<std::string> change_log(jobs::Run& run, const ChangeLogArguments& arguments);
    Result<void> look_later(jobs::Run& run, const ChangeLogArguments& arguments);

    Ports ports_;
};

} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operations/jobs.hpp"
#include "sync/sync.hpp"

namespace bayme::sync {
BOOST_DESCRIBE_ENUM(What, structure, reports, all)
} // namespace bayme::sync

namespace bayme::api {

struct StartSync {
    sync::What what = sync::What::all;
    std::vector<AdvertiserId> advertiser_ids;
    std::optional<Day> from;
    std::optional<Day> to;
    /// Leaves out days that are complete already.
    bool only_missing = false;
};
BOOST_DESCRIBE_STRUCT(StartSync, (), (what, advertiser_ids, from, to, only_missing))
constexpr auto rules(const StartSync*) {
    return std::array{with_default("what"), with_default(items("advertiser_ids", 0, 1000)),
                      with_default("only_missing")};
}

struct SyncJobs {
    /// Wait for the jobs of this group.
    std::string group;
    std::vector<JobId> job_ids;
    /// Accounts in use that were left out: their connection has ended, or TikTok refuses it.
    std::vector<AdvertiserId> not_connected;
    /// What keeps jobs of these from being started; they wait for it to be resumed.
    std::vector<PauseView> paused;
};
BOOST_DESCRIBE_STRUCT(SyncJobs, (), (group, job_ids, not_connected, paused))

} // namespace bayme::api

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/workers.hpp"
#include "privacy/data_table.hpp"
#include "snapshots/snapshots.hpp"

namespace bayme::privacy {

inline constexpr auto snapshot_sweep_job = jobs::declare_kind<jobs::NoArguments>(
    "privacy.sweep_snapshots", "Deleting figures that are kept no longer");

struct SnapshotsSwept {
    std::int64_t facts_expired = 0;
    std::int64_t versions_thinned = 0;
};

/// Deletes facts older than the classes day_facts and hour_facts allow, and thins the versions of
/// those that stay. An account's days may be up to 14 hours away from UTC: a day goes when its
/// class has ended everywhere.
Result<SnapshotsSwept> sweep_snapshots(const DataTable& table, snapshots::Snapshots& snapshots,
                                       Instant now);

/// The job that does it.
jobs::Handler snapshot_sweep_handler(const DataTable& table, snapshots::Snapshots& snapshots,
                                     const Clock& clock);

} // namespace bayme::privacy

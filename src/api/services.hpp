// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {
class AdvertiserStore;
class ApiLog;
class ChangeLogStore;
class ConnectionStore;
class Database;
class MirrorStore;
class OwnAccountStore;
class ReportMemory;
class ScheduleStore;
class ReviewStore;
class WithheldStore;
} // namespace bayme::storage
namespace bayme::staff {
class Staff;
}
namespace bayme::jobs {
class Queue;
}
namespace bayme::accounts {
class AttentionList;
class Connections;
class OwnAccounts;
class OwnPosts;
} // namespace bayme::accounts
namespace bayme::sync {
class Backfill;
class Sync;
} // namespace bayme::sync
namespace bayme::snapshots {
class Snapshots;
}
namespace bayme::reports {
class Reports;
}
namespace bayme::changes {
class Changes;
}
namespace bayme::tiktok {
class Governor;
}

namespace bayme::api {

/// One line of system.health and /readyz.
struct HealthLine {
    std::string name;
    bool ok = false;
    std::string detail = {};
};

/// What TikTok did not give to our app.
struct WithheldOfApp {
    storage::WithheldStore* store = nullptr;
    std::string app_id = {};
};

/// What the rooms offer to operations. Made once in app/; lives longer than the registry. A room
/// adds one line here and one accessor to Context; a pointer is empty in programs (and tests) that
/// were built without that room.
struct Services {
    storage::Database& database;
    staff::Staff& staff;
    const Clock& clock;
    Random& random;
    /// "http://localhost:8080": links are made from it.
    std::string public_url = {};
    /// Asks every part of the running program.
    std::function<std::vector<HealthLine>()> health = {};
    jobs::Queue* jobs = nullptr;
    storage::ScheduleStore* schedules = nullptr;
    /// What keeps jobs from going on, when it was met since that moment; see jobs::Workers.
    std::function<std::optional<Error>(Instant since)> jobs_blocked = {};
    storage::ConnectionStore* connection_store = nullptr;
    storage::AdvertiserStore* advertisers = nullptr;
    accounts::Connections* connections = nullptr;
    storage::OwnAccountStore* own_account_store = nullptr;
    accounts::OwnAccounts* own_accounts = nullptr;
    accounts::OwnPosts* own_posts = nullptr;
    sync::Sync* sync = nullptr;
    sync::Backfill* backfill = nullptr;
    storage::ReportMemory* report_memory = nullptr;
    changes::Changes* changes = nullptr;
    storage::MirrorStore* mirror = nullptr;
    storage::ReviewStore* reviews = nullptr;
    storage::ChangeLogStore* change_log = nullptr;
    accounts::AttentionList* attention = nullptr;
    snapshots::Snapshots* snapshots = nullptr;
    reports::Reports* reports = nullptr;
    tiktok::Governor* governor = nullptr;
    storage::ApiLog* api_log = nullptr;
    WithheldOfApp withheld = {};
    /// Of the privacy policy in force: "2026-05-26".
    std::string policy_version = {};
};

} // namespace bayme::api

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {

/// How often: every so many seconds, or, with `daily_at`, once a day at that time of the day of
/// `offset`, an account's clock.
struct Rhythm {
    std::chrono::seconds every{0};
    std::optional<std::chrono::minutes> daily_at = {};
    UtcOffset offset = {};

    bool operator==(const Rhythm&) const = default;
};

/// When a kind of job is asked for by the clock; see jobs/schedules.hpp for the arithmetic.
struct Schedule {
    std::string name = {};
    std::string kind = {};
    AdvertiserId advertiser_id = {}; ///< its jobs are this account's; empty: of none
    Rhythm rhythm = {};
    Instant next_at = {};
    std::optional<Instant> last_at = {};
    JobId last_job = {};
};

class ScheduleStore {
public:
    virtual ~ScheduleStore() = default;
    /// Replaces the earlier one of that name.
    virtual Result<void> put(Transaction& tx, const Schedule& schedule) = 0;
    virtual Result<void> remove(Transaction& tx, const std::string& name) = 0;
    /// @return nothing when there is none of that name.
    virtual Result<std::optional<Schedule>> find(Transaction& tx, const std::string& name) = 0;
    /// By name.
    virtual Result<std::vector<Schedule>> list(Transaction& tx) = 0;
};

std::unique_ptr<ScheduleStore> make_sql_schedule_store();

} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/schedules.hpp"

namespace bayme::storage {
namespace {

#define BAYME_SCHEDULE_COLUMNS                                                                     \
    "name, kind, advertiser_id, every_seconds, minute_of_day, offset_seconds, next_at, last_at, "  \
    "last_job_id"

constexpr const char* put_schedule = "INSERT OR REPLACE INTO schedules (" BAYME_SCHEDULE_COLUMNS
                                     ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr const char* remove_schedule = "DELETE FROM schedules WHERE name = $1";
constexpr const char* select_schedule =
    "SELECT " BAYME_SCHEDULE_COLUMNS " FROM schedules WHERE name = $1";
constexpr const char* select_schedules =
    "SELECT " BAYME_SCHEDULE_COLUMNS " FROM schedules ORDER BY name";

Result<Schedule> read_schedule(const Row& row) {
    Schedule schedule{.name = row.text(0),
                      .kind = row.text(1),
                      .advertiser_id = AdvertiserId{row.text(2)},
                      .next_at = row.instant(6),
                      .last_at = row.optional_instant(7),
                      .last_job = JobId{row.optional_text(8).value_or("")}};
    schedule.rhythm.every = std::chrono::seconds{row.integer(3)};
    if (const auto minute = row.optional_integer(4)) {
        schedule.rhythm.daily_at = std::chrono::minutes{*minute};
    }
    BAYME_TRY(schedule.rhythm.offset, UtcOffset::from_seconds(static_cast<int>(row.integer(5))));
    return schedule;
}

class SqlScheduleStore final : public ScheduleStore {
public:
    Result<void> put(Transaction& tx, const Schedule& schedule) override {
        const auto& rhythm = schedule.rhythm;
        BAYME_CHECK(
            tx.run(put_schedule,
                   {schedule.name, schedule.kind, schedule.advertiser_id.text(),
                    std::int64_t{rhythm.every.count()},
                    rhythm.daily_at ? Value{std::int64_t{rhythm.daily_at->count()}} : Value{},
                    std::int64_t{rhythm.offset.seconds()}, value(schedule.next_at),
                    value(schedule.last_at),
                    schedule.last_job.empty() ? Value{} : Value{schedule.last_job.text()}}));
        return {};
    }

    Result<void> remove(Transaction& tx, const std::string& name) override {
        BAYME_CHECK(tx.run(remove_schedule, {name}));
        return {};
    }

    Result<std::optional<Schedule>> find(Transaction& tx, const std::string& name) override {
        BAYME_TRY(const auto row, tx.find(select_schedule, {name}));
        if (!row) {
            return std::nullopt;
        }
        BAYME_TRY(auto schedule, read_schedule(*row));
        return schedule;
    }

    Result<std::vector<Schedule>> list(Transaction& tx) override {
        BAYME_TRY(const auto rows, tx.query(select_schedules, {}));
        std::vector<Schedule> schedules;
        for (const auto& row : rows) {
            BAYME_TRY(auto schedule, read_schedule(row));
            schedules.push_back(std::move(schedule));
        }
        return schedules;
    }
};

} // namespace

std::unique_ptr<ScheduleStore> make_sql_schedule_store() {
    return std::make_unique<SqlScheduleStore>();
}

} // namespace bayme::storage

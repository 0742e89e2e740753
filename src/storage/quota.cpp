// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/quota.hpp"

namespace bayme::storage {
namespace {

constexpr const char* select_penalties =
    "SELECT scope, ends_at, strikes FROM quota_penalties WHERE app_id = $1 AND ends_at > $2 "
    "ORDER BY scope";
constexpr const char* upsert_penalty =
    "INSERT INTO quota_penalties (app_id, scope, ends_at, strikes) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (app_id, scope) DO UPDATE SET ends_at = $3, strikes = $4";
constexpr const char* delete_penalties = "DELETE FROM quota_penalties WHERE ends_at < $1";
constexpr const char* select_days =
    "SELECT scope, calls, counted_at FROM quota_days WHERE app_id = $1 AND day = $2 ORDER BY scope";
constexpr const char* upsert_day =
    "INSERT INTO quota_days (app_id, scope, day, calls, counted_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (app_id, scope, day) DO UPDATE SET calls = max(calls, $4), counted_at = $5";
constexpr const char* delete_days = "DELETE FROM quota_days WHERE day < $1";
constexpr const char* select_limits =
    "SELECT scope, per_second, slower, learned_at FROM quota_limits WHERE app_id = $1 "
    "ORDER BY scope";
constexpr const char* upsert_limit =
    "INSERT INTO quota_limits (app_id, scope, per_second, slower, learned_at) "
    "VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (app_id, scope) DO UPDATE SET per_second = $3, slower = $4, learned_at = $5";

} // namespace

Result<std::vector<QuotaPenalty>> SqlQuotaStore::penalties(Transaction& tx,
                                                           const std::string& app_id, Instant now) {
    BAYME_TRY(const auto rows, tx.query(select_penalties, {app_id, value(now)}));
    std::vector<QuotaPenalty> penalties;
    for (const auto& row : rows) {
        penalties.push_back({row.text(0), row.instant(1), static_cast<int>(row.integer(2))});
    }
    return penalties;
}

Result<void> SqlQuotaStore::put_penalty(Transaction& tx, const std::string& app_id,
                                        const QuotaPenalty& penalty, Instant now) {
    BAYME_CHECK(tx.run(upsert_penalty, {app_id, penalty.scope, value(penalty.ends_at),
                                        std::int64_t{penalty.strikes}}));
    BAYME_CHECK(tx.run(delete_penalties, {value(now)}));
    return {};
}

Result<std::vector<QuotaDay>> SqlQuotaStore::days(Transaction& tx, const std::string& app_id,
                                                  Day day) {
    BAYME_TRY(const auto rows, tx.query(select_days, {app_id, std::int64_t{day.number()}}));
    std::vector<QuotaDay> days;
    for (const auto& row : rows) {
        days.push_back({row.text(0), day, row.integer(1), row.instant(2)});
    }
    return days;
}

Result<void> SqlQuotaStore::put_day(Transaction& tx, const std::string& app_id,
                                    const QuotaDay& day) {
    BAYME_CHECK(tx.run(upsert_day, {app_id, day.scope, std::int64_t{day.day.number()}, day.calls,
                                    value(day.counted_at)}));
    BAYME_CHECK(tx.run(delete_days, {std::int64_t{day.day.number()}}));
    return {};
}

Result<std::vector<QuotaLimit>> SqlQuotaStore::limits(Transaction& tx, const std::string& app_id) {
    BAYME_TRY(const auto rows, tx.query(select_limits, {app_id}));
    std::vector<QuotaLimit> limits;
    for (const auto& row : rows) {
        limits.push_back(
            {row.text(0), row.integer(1), static_cast<int>(row.integer(2)), row.instant(3)});
    }
    return limits;
}

Result<void> SqlQuotaStore::put_limit(Transaction& tx, const std::string& app_id,
                                      const QuotaLimit& limit) {
    BAYME_CHECK(tx.run(upsert_limit, {app_id, limit.scope, limit.per_second,
                                      std::int64_t{limit.slower}, value(limit.learned_at)}));
    return {};
}

} // namespace bayme::storage

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
constexpr const char* select_calls = "SELECT calls FROM quota_days WHERE app_id = $1 AND day = $2";
constexpr const char* upsert_calls =
    "INSERT INTO quota_days (app_id, day, calls) VALUES ($1, $2, $3) "
    "ON CONFLICT (app_id, day) DO UPDATE SET calls = max(calls, $3)";
constexpr const char* delete_days = "DELETE FROM quota_days WHERE day < $1";

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

Result<std::int64_t> SqlQuotaStore::calls(Transaction& tx, const std::string& app_id, Day day) {
    BAYME_TRY(const auto row, tx.find(select_calls, {app_id, std::int64_t{day.number()}}));
    return row ? row->integer(0) : 0;
}

Result<void> SqlQuotaStore::put_calls(Transaction& tx, const std::string& app_id, Day day,
                                      std::int64_t calls) {
    BAYME_CHECK(tx.run(upsert_calls, {app_id, std::int64_t{day.number()}, calls}));
    BAYME_CHECK(tx.run(delete_days, {std::int64_t{day.number()}}));
    return {};
}

} // namespace bayme::storage

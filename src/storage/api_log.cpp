// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/api_log.hpp"

namespace bayme::storage {
namespace {

constexpr const char* insert_call =
    "INSERT INTO api_calls (at, endpoint, advertiser_id, http_status, code, reason, request_id, "
    "log_id, duration, bytes, attempt, actor, job) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr const char* select_calls =
    "SELECT id, at, endpoint, advertiser_id, http_status, code, reason, request_id, log_id, "
    "duration, bytes, attempt, actor, job FROM api_calls "
    "WHERE ($1 IS NULL OR advertiser_id = $1) AND ($2 = 0 OR reason <> '') "
    "AND ($3 = 0 OR id < $3) ORDER BY id DESC LIMIT $4";
constexpr const char* select_prices =
    "WITH made AS (SELECT job, count(*) AS calls FROM api_calls WHERE at >= $1 AND job <> '' "
    "GROUP BY job) "
    "SELECT jobs.kind, sum(jobs.state = 'queued'), coalesce(sum(jobs.finished_at >= $1), 0), "
    "coalesce(sum(CASE WHEN jobs.finished_at >= $1 THEN made.calls END), 0) "
    "FROM jobs LEFT JOIN made ON made.job = jobs.id "
    "WHERE jobs.state = 'queued' OR jobs.finished_at >= $1 GROUP BY jobs.kind ORDER BY jobs.kind";

ApiCall read_call(const Row& row) {
    return {.id = row.integer(0),
            .at = row.instant(1),
            .endpoint = row.text(2),
            .advertiser_id = AdvertiserId{row.text(3)},
            .http_status = static_cast<int>(row.integer(4)),
            .code = row.optional_integer(5),
            .reason = row.text(6),
            .request_id = row.text(7),
            .log_id = row.text(8),
            .duration = std::chrono::microseconds{row.integer(9)},
            .bytes = row.integer(10),
            .attempt = static_cast<int>(row.integer(11)),
            .actor = row.text(12),
            .job = row.text(13)};
}

} // namespace

Result<void> SqlApiLog::add(Transaction& tx, const ApiCall& call) {
    BAYME_CHECK(
        tx.run(insert_call,
               {value(call.at), call.endpoint, call.advertiser_id.text(),
                std::int64_t{call.http_status}, call.code ? Value{*call.code} : Value{},
                call.reason, call.request_id, call.log_id, std::int64_t{call.duration.count()},
                call.bytes, std::int64_t{call.attempt}, call.actor, call.job}));
    return {};
}

Result<std::vector<ApiCall>> SqlApiLog::list(Transaction& tx, const ApiCallFilter& filter) {
    BAYME_TRY(
        const auto rows,
        tx.query(select_calls,
                 {filter.advertiser_id ? Value{filter.advertiser_id->text()} : Value{},
                  std::int64_t{filter.failed_only}, filter.before_id, std::int64_t{filter.limit}}));
    std::vector<ApiCall> calls;
    calls.reserve(rows.size());
    for (const auto& row : rows) {
        calls.push_back(read_call(row));
    }
    return calls;
}

Result<std::vector<CallPrice>> SqlApiLog::prices(Transaction& tx, Instant since) {
    BAYME_TRY(const auto rows, tx.query(select_prices, {value(since)}));
    std::vector<CallPrice> prices;
    for (const auto& row : rows) {
        prices.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3)});
    }
    return prices;
}

} // namespace bayme::storage

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/stored.hpp"

#include "base/log.hpp"

namespace bayme::tiktok {
namespace {

storage::ApiCall row_of(const CallRecord& call) {
    return {.at = call.at,
            .endpoint = call.endpoint,
            .advertiser_id = call.advertiser,
            .http_status = call.http_status,
            .code = call.code,
            .reason = call.reason,
            .request_id = call.request_id,
            .log_id = call.log_id,
            .duration = call.duration,
            .bytes = static_cast<std::int64_t>(call.bytes),
            .attempt = call.attempt,
            .actor = call.actor,
            .job = call.job};
}

Result<void> write(storage::Database& database, storage::ApiLog& rows, const CallRecord& call) {
    BAYME_TRY(const auto tx, database.begin_write());
    BAYME_CHECK(rows.add(*tx, row_of(call)));
    return tx->commit();
}

} // namespace

void StoredCallLog::record(const CallRecord& call) {
    if (const auto written = write(database_, rows_, call); !written) {
        log(LogLevel::error, "tiktok.call_not_logged",
            {{"endpoint", call.endpoint},
             {"request_id", call.request_id},
             {"reason", written.error().reason}});
    }
}

Result<std::vector<Penalty>> StoredQuota::penalties() {
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(const auto rows, rows_.penalties(*tx, app_id_, clock_.now()));
    std::vector<Penalty> penalties;
    for (const auto& row : rows) {
        penalties.push_back({row.scope, row.ends_at, row.strikes});
    }
    return penalties;
}

Result<void> StoredQuota::keep(const Penalty& penalty) {
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(rows_.put_penalty(*tx, app_id_, {penalty.scope, penalty.until, penalty.strikes},
                                  clock_.now()));
    return tx->commit();
}

Result<std::int64_t> StoredQuota::used(Day utc_day) {
    BAYME_TRY(const auto tx, database_.begin_read());
    return rows_.calls(*tx, app_id_, utc_day);
}

Result<void> StoredQuota::keep_used(Day utc_day, std::int64_t calls) {
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(rows_.put_calls(*tx, app_id_, utc_day, calls));
    return tx->commit();
}

} // namespace bayme::tiktok

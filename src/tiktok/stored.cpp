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

Result<std::vector<Spent>> StoredQuota::spent(Day utc_day) {
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(const auto rows, rows_.days(*tx, app_id_, utc_day));
    std::vector<Spent> spent;
    for (const auto& row : rows) {
        spent.push_back({row.scope, row.day, row.calls, row.counted_at});
    }
    return spent;
}

Result<void> StoredQuota::keep(std::span<const Spent> spent) {
    BAYME_TRY(const auto tx, database_.begin_write());
    for (const auto& one : spent) {
        BAYME_CHECK(rows_.put_day(*tx, app_id_, {one.scope, one.day, one.calls, one.at}));
    }
    return tx->commit();
}

Result<std::vector<Learned>> StoredQuota::learned() {
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(const auto rows, rows_.limits(*tx, app_id_));
    std::vector<Learned> learned;
    for (const auto& row : rows) {
        learned.push_back({row.scope, row.per_second, row.slower, row.learned_at});
    }
    return learned;
}

Result<void> StoredQuota::keep(const Learned& learned) {
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(rows_.put_limit(
        *tx, app_id_, {learned.scope, learned.per_second, learned.slower_permille, learned.at}));
    return tx->commit();
}

Result<std::optional<Instant>> StoredWithheld::asked_at(std::string_view endpoint,
                                                        const AdvertiserId& advertiser) {
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(const auto row, rows_.find(*tx, app_id_, std::string{endpoint}, advertiser));
    return row ? std::optional{row->asked_at} : std::nullopt;
}

Result<bool> StoredWithheld::keep(std::string_view endpoint, const AdvertiserId& advertiser,
                                  Instant now) {
    const std::string name{endpoint};
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(const auto before, rows_.find(*tx, app_id_, name, advertiser));
    BAYME_CHECK(rows_.put(*tx, app_id_, name, advertiser, now));
    BAYME_CHECK(tx->commit());
    return !before.has_value();
}

Result<void> StoredWithheld::forget(std::string_view endpoint, const AdvertiserId& advertiser) {
    const std::string name{endpoint};
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(const auto before, rows_.find(*tx, app_id_, name, advertiser));
    if (!before) {
        return {};
    }
    BAYME_CHECK(rows_.erase(*tx, app_id_, name, advertiser));
    return tx->commit();
}

} // namespace bayme::tiktok

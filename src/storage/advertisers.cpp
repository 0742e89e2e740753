// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/connections.hpp"

namespace bayme::storage {
namespace {

// An account whose offset an administrator stated keeps it when TikTok's text is read again.
constexpr const char* upsert_advertiser =
    "INSERT INTO advertisers (id, connection_id, included, name, status, currency, timezone, "
    "display_timezone, offset_seconds, offset_source, country, rejection_reason, balance_micros, "
    "seen_at, first_seen_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, status = excluded.status, currency = "
    "excluded.currency, "
    "timezone = excluded.timezone, display_timezone = excluded.display_timezone, "
    "offset_seconds = CASE WHEN excluded.offset_seconds IS NULL THEN advertisers.offset_seconds "
    "ELSE excluded.offset_seconds END, "
    "offset_source = CASE WHEN excluded.offset_seconds IS NULL THEN advertisers.offset_source "
    "ELSE excluded.offset_source END, "
    "country = excluded.country, rejection_reason = excluded.rejection_reason, "
    "balance_micros = excluded.balance_micros, seen_at = excluded.seen_at";
#define BAYME_ADVERTISER_COLUMNS                                                                   \
    "id, connection_id, included, name, status, currency, timezone, display_timezone, "            \
    "offset_seconds, offset_source, country, rejection_reason, balance_micros, seen_at, "          \
    "structure_synced_at, reports_synced_at, first_seen_at, decided_at, lost_at"

constexpr const char* select_advertisers =
    "SELECT " BAYME_ADVERTISER_COLUMNS " FROM advertisers WHERE $1 = '' OR id = $1 "
    "ORDER BY name, id";
constexpr const char* select_reached =
    "SELECT " BAYME_ADVERTISER_COLUMNS " FROM advertisers WHERE id IN "
    "(SELECT advertiser_id FROM connection_reach WHERE reaching_id = $1) ORDER BY name, id";
constexpr const char* delete_reach = "DELETE FROM connection_reach WHERE reaching_id = $1";
constexpr const char* insert_reach =
    "INSERT INTO connection_reach (reaching_id, advertiser_id) VALUES ($1, $2) "
    "ON CONFLICT DO NOTHING";
constexpr const char* set_reader_id = "UPDATE advertisers SET connection_id = $2 WHERE id = $1";
constexpr const char* select_reaching =
    "SELECT reaching_id FROM connection_reach WHERE advertiser_id = $1 ORDER BY reaching_id";
constexpr const char* set_included_flag =
    "UPDATE advertisers SET included = $2, decided_at = $3 WHERE id = $1";
constexpr const char* set_lost_time = "UPDATE advertisers SET lost_at = $2 WHERE id = $1";
constexpr const char* set_offset =
    "UPDATE advertisers SET offset_seconds = $2, offset_source = $3 WHERE id = $1";
constexpr const char* set_structure =
    "UPDATE advertisers SET structure_synced_at = $2 WHERE id = $1";
constexpr const char* set_reports = "UPDATE advertisers SET reports_synced_at = $2 WHERE id = $1";

Advertiser read_advertiser(const Row& row) {
    const auto offset = row.optional_integer(8);
    return {
        .id = AdvertiserId{row.text(0)},
        .connection_id = ConnectionId{row.text(1)},
        .included = row.integer(2) != 0,
        .name = row.text(3),
        .status = row.text(4),
        .currency = row.text(5),
        .timezone = row.text(6),
        .display_timezone = row.text(7),
        .offset_seconds = offset ? std::optional{static_cast<int>(*offset)} : std::nullopt,
        .offset_source = row.text(9),
        .country = row.text(10),
        .rejection_reason = row.text(11),
        .balance_micros = row.optional_integer(12),
        .seen_at = row.instant(13),
        .structure_synced_at = row.optional_instant(14),
        .reports_synced_at = row.optional_instant(15),
        .first_seen_at = row.optional_instant(16),
        .decided_at = row.optional_instant(17),
        .lost_at = row.optional_instant(18),
    };
}

class SqlAdvertiserStore final : public AdvertiserStore {
public:
    Result<void> put(Transaction& tx, const Advertiser& advertiser) override {
        BAYME_CHECK(tx.run(
            upsert_advertiser,
            {advertiser.id.text(), advertiser.connection_id.text(),
             std::int64_t{advertiser.included ? 1 : 0}, advertiser.name, advertiser.status,
             advertiser.currency, advertiser.timezone, advertiser.display_timezone,
             advertiser.offset_seconds ? Value{std::int64_t{*advertiser.offset_seconds}} : Value{},
             advertiser.offset_source, advertiser.country, advertiser.rejection_reason,
             advertiser.balance_micros ? Value{*advertiser.balance_micros} : Value{},
             value(advertiser.seen_at)}));
        return {};
    }

    Result<Advertiser> find(Transaction& tx, const AdvertiserId& id) override {
        BAYME_TRY(const auto rows, tx.query(select_advertisers, {id.text()}));
        if (id.empty() || rows.empty()) {
            return fail(ErrorCode::not_found, "there is no account {}", id);
        }
        return read_advertiser(rows.front());
    }

    Result<std::vector<Advertiser>> list(Transaction& tx) override {
        return select(tx, select_advertisers, "");
    }

    Result<std::vector<Advertiser>> reached(Transaction& tx,
                                            const ConnectionId& connection) override {
        return select(tx, select_reached, connection.text());
    }

    Result<void> set_reach(Transaction& tx, const ConnectionId& connection,
                           const std::vector<AdvertiserId>& ids) override {
        BAYME_CHECK(tx.run(delete_reach, {connection.text()}));
        for (const auto& id : ids) {
            BAYME_CHECK(tx.run(insert_reach, {connection.text(), id.text()}));
        }
        return {};
    }

    Result<void> set_reader(Transaction& tx, const AdvertiserId& id,
                            const ConnectionId& connection) override {
        return changed_one(tx.run(set_reader_id, {id.text(), connection.text()}), id);
    }

    Result<std::vector<ConnectionId>> reaching(Transaction& tx,
                                               const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto rows, tx.query(select_reaching, {advertiser.text()}));
        std::vector<ConnectionId> ids;
        for (const auto& row : rows) {
            ids.emplace_back(row.text(0));
        }
        return ids;
    }

    Result<void> set_included(Transaction& tx, const AdvertiserId& id, bool included,
                              Instant decided_at) override {
        return changed_one(tx.run(set_included_flag,
                                  {id.text(), std::int64_t{included ? 1 : 0}, value(decided_at)}),
                           id);
    }

    Result<void> set_lost(Transaction& tx, const AdvertiserId& id,
                          std::optional<Instant> lost_at) override {
        return changed_one(tx.run(set_lost_time, {id.text(), value(lost_at)}), id);
    }

    Result<void> state_offset(Transaction& tx, const AdvertiserId& id, int seconds,
                              const std::string& source) override {
        return changed_one(tx.run(set_offset, {id.text(), std::int64_t{seconds}, source}), id);
    }

    Result<void> set_structure_synced(Transaction& tx, const AdvertiserId& id,
                                      Instant at) override {
        return changed_one(tx.run(set_structure, {id.text(), value(at)}), id);
    }

    Result<void> set_reports_synced(Transaction& tx, const AdvertiserId& id, Instant at) override {
        return changed_one(tx.run(set_reports, {id.text(), value(at)}), id);
    }

private:
    static Result<std::vector<Advertiser>> select(Transaction& tx, const char* sql,
                                                  const std::string& parameter) {
        BAYME_TRY(const auto rows, tx.query(sql, {parameter}));
        std::vector<Advertiser> advertisers;
        for (const auto& row : rows) {
            advertisers.push_back(read_advertiser(row));
        }
        return advertisers;
    }

    static Result<void> changed_one(Result<std::int64_t> changed, const AdvertiserId& id) {
        if (!changed) {
            return std::unexpected(std::move(changed).error());
        }
        if (*changed == 0) {
            return fail(ErrorCode::not_found, "there is no account {}", id);
        }
        return {};
    }
};

} // namespace

std::unique_ptr<AdvertiserStore> make_sql_advertiser_store() {
    return std::make_unique<SqlAdvertiserStore>();
}

} // namespace bayme::storage

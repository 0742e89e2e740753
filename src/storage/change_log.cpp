// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/change_log.hpp"

namespace bayme::storage {
namespace {

constexpr const char* insert_change =
    "INSERT INTO change_log (advertiser_id, changed_at, level, id, subject, author, tool, app_id, "
    "details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
constexpr const char* select_changes =
    "SELECT changed_at, subject, author, tool, app_id, details FROM change_log "
    "WHERE advertiser_id = $1 AND level = $2 AND id = $3 ORDER BY changed_at, subject";
constexpr const char* select_read =
    "SELECT read_until FROM change_log_reads WHERE advertiser_id = $1";
constexpr const char* upsert_read =
    "INSERT INTO change_log_reads (advertiser_id, read_until) VALUES ($1, $2) "
    "ON CONFLICT (advertiser_id) DO UPDATE SET read_until = excluded.read_until";

class SqlChangeLogStore final : public ChangeLogStore {
public:
    Result<std::int64_t> add(Transaction& tx, const std::vector<LoggedChange>& changes) override {
        std::int64_t added = 0;
        for (const auto& change : changes) {
            BAYME_TRY(const auto rows,
                      tx.run(insert_change,
                             {change.advertiser_id.text(), value(change.changed_at),
                              std::string{to_string(change.level)}, change.id, change.subject,
                              change.author, change.tool, change.app_id, change.details}));
            added += rows;
        }
        return added;
    }

    Result<std::vector<LoggedChange>> of_object(Transaction& tx, const AdvertiserId& advertiser,
                                                ObjectLevel level, const std::string& id) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_changes, {advertiser.text(), std::string{to_string(level)}, id}));
        std::vector<LoggedChange> changes;
        for (const auto& row : rows) {
            changes.push_back({.advertiser_id = advertiser,
                               .changed_at = row.instant(0),
                               .level = level,
                               .id = id,
                               .subject = row.text(1),
                               .author = row.text(2),
                               .tool = row.text(3),
                               .app_id = row.text(4),
                               .details = row.text(5)});
        }
        return changes;
    }

    Result<std::optional<Instant>> read_until(Transaction& tx,
                                              const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto row, tx.find(select_read, {advertiser.text()}));
        return row ? row->optional_instant(0) : std::nullopt;
    }

    Result<void> set_read_until(Transaction& tx, const AdvertiserId& advertiser,
                                Instant until) override {
        BAYME_CHECK(tx.run(upsert_read, {advertiser.text(), value(until)}));
        return {};
    }
};

} // namespace

std::unique_ptr<ChangeLogStore> make_sql_change_log_store() {
    return std::make_unique<SqlChangeLogStore>();
}

} // namespace bayme::storage

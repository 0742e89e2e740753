// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/audit_log.hpp"

namespace bayme::storage {
namespace {

constexpr const char* insert_row = "INSERT INTO audit (number, at, actor, action, object,"
                                   " advertiser_id, before, after, request_id, chain)"
                                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr const char* select_newest =
    "SELECT number, at, actor, action, object, advertiser_id, before, after, request_id, chain"
    " FROM audit WHERE number < $1 ORDER BY number DESC LIMIT $2";
constexpr const char* select_page =
    "SELECT number, at, actor, action, object, advertiser_id, before, after, request_id, chain"
    " FROM audit WHERE number > $1 ORDER BY number LIMIT $2";
constexpr const char* select_last_before =
    "SELECT number, at, actor, action, object, advertiser_id, before, after, request_id, chain"
    " FROM audit WHERE number < (SELECT coalesce(min(number), 9223372036854775807) FROM audit"
    " WHERE at >= $1) ORDER BY number DESC LIMIT 1";
constexpr const char* delete_to_base =
    "DELETE FROM audit WHERE number <= (SELECT base_number FROM audit_anchor)";
constexpr const char* select_anchor =
    "SELECT base_number, base_chain, head_number, head_chain, seal FROM audit_anchor";
constexpr const char* update_anchor = "UPDATE audit_anchor SET base_number = $1, base_chain = $2,"
                                      " head_number = $3, head_chain = $4, seal = $5";

AuditRecord read_row(const Row& row) {
    return {.number = row.integer(0),
            .at = row.instant(1),
            .actor = row.text(2),
            .action = row.text(3),
            .object = row.text(4),
            .advertiser_id = AdvertiserId{row.text(5)},
            .before = row.text(6),
            .after = row.text(7),
            .request_id = row.text(8),
            .chain = row.text(9)};
}

Result<std::vector<AuditRecord>> read_rows(const Result<std::vector<Row>>& found) {
    if (!found) {
        return fail(found.error());
    }
    std::vector<AuditRecord> rows;
    rows.reserve(found->size());
    for (const auto& row : *found) {
        rows.push_back(read_row(row));
    }
    return rows;
}

} // namespace

Result<void> SqlAuditLog::add(Transaction& transaction, const AuditRecord& row) {
    BAYME_CHECK(transaction.run(insert_row, {row.number, value(row.at), row.actor, row.action,
                                             row.object, row.advertiser_id.text(), row.before,
                                             row.after, row.request_id, row.chain}));
    return {};
}

Result<std::vector<AuditRecord>> SqlAuditLog::list(Transaction& transaction, std::int64_t limit,
                                                   std::int64_t before) {
    return read_rows(transaction.query(select_newest, {before, limit}));
}

Result<std::vector<AuditRecord>> SqlAuditLog::page(Transaction& transaction, std::int64_t after,
                                                   std::int64_t limit) {
    return read_rows(transaction.query(select_page, {after, limit}));
}

Result<std::optional<AuditRecord>> SqlAuditLog::last_before(Transaction& transaction,
                                                            Instant moment) {
    BAYME_TRY(const auto row, transaction.find(select_last_before, {value(moment)}));
    return row ? std::optional{read_row(*row)} : std::nullopt;
}

Result<std::int64_t> SqlAuditLog::drop_to_base(Transaction& transaction) {
    return transaction.run(delete_to_base);
}

Result<AuditAnchor> SqlAuditLog::anchor(Transaction& transaction) {
    BAYME_TRY(const auto row, transaction.find(select_anchor));
    if (!row) {
        return fail(ErrorCode::internal, "the audit log has lost its anchor");
    }
    return AuditAnchor{row->integer(0), row->text(1), row->integer(2), row->text(3), row->text(4)};
}

Result<void> SqlAuditLog::set_anchor(Transaction& transaction, const AuditAnchor& anchor) {
    BAYME_CHECK(
        transaction.run(update_anchor, {anchor.base_number, anchor.base_chain, anchor.head_number,
                                        anchor.head_chain, anchor.seal}));
    return {};
}

} // namespace bayme::storage

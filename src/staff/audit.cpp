// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/audit.hpp"

#include "vault/hash.hpp"

#include <limits>

namespace bayme::staff {
namespace {

constexpr std::int64_t page_size = 1000;

std::string number_text(std::int64_t number) {
    return std::to_string(number);
}

} // namespace

Result<std::int64_t> Audit::record(storage::Transaction& transaction, const AuditEntry& entry) {
    BAYME_TRY(auto anchor, log_.anchor(transaction));
    // A forged end must not become true by the next act.
    BAYME_TRY(const auto authentic, is_authentic(anchor));
    if (!authentic) {
        return fail(Error{ErrorCode::internal,
                          "the end of the audit log was changed from outside: run audit verify",
                          "audit_broken"});
    }
    storage::AuditRecord row{.number = anchor.head_number + 1,
                             .at = clock_.now(),
                             .actor = to_string(entry.actor),
                             .action = entry.action,
                             .object = entry.object,
                             .advertiser_id = entry.advertiser_id,
                             .before = entry.before,
                             .after = entry.after,
                             .request_id = entry.request_id,
                             .chain = {}};
    BAYME_TRY(row.chain, chain(anchor.head_chain, row));
    BAYME_CHECK(log_.add(transaction, row));
    anchor.head_number = row.number;
    anchor.head_chain = row.chain;
    BAYME_TRY(anchor.seal, seal(anchor));
    BAYME_CHECK(log_.set_anchor(transaction, anchor));
    return row.number;
}

Result<std::vector<storage::AuditRecord>> Audit::list(storage::Transaction& transaction,
                                                      std::int64_t limit,
                                                      std::optional<std::int64_t> before) {
    return log_.list(transaction, limit, before.value_or(std::numeric_limits<std::int64_t>::max()));
}

Result<AuditVerdict> Audit::verify(storage::Transaction& transaction) {
    BAYME_TRY(const auto anchor, log_.anchor(transaction));
    AuditVerdict verdict;
    auto expected = anchor.base_number + 1;
    auto previous = anchor.base_chain;
    auto after = std::numeric_limits<std::int64_t>::min();
    while (!verdict.broken_at) {
        BAYME_TRY(const auto rows, log_.page(transaction, after, page_size));
        if (rows.empty()) {
            break;
        }
        for (const auto& row : rows) {
            BAYME_TRY(const auto chained, chain(previous, row));
            if (row.number != expected || !vault::same_text(chained, row.chain)) {
                verdict.broken_at = std::min(row.number, expected);
                break;
            }
            ++verdict.rows;
            ++expected;
            previous = row.chain;
        }
        after = rows.back().number;
    }
    BAYME_TRY(const auto authentic, is_authentic(anchor));
    const bool ends_there =
        expected == anchor.head_number + 1 && vault::same_text(previous, anchor.head_chain);
    if (!verdict.broken_at && !(authentic && ends_there)) {
        verdict.broken_at = std::min(expected, anchor.head_number + 1);
    }
    return verdict;
}

Result<std::int64_t> Audit::trim(storage::Transaction& transaction, Instant moment) {
    BAYME_TRY(const auto last, log_.last_before(transaction, moment));
    if (!last) {
        return 0;
    }
    BAYME_TRY(const auto verdict, verify(transaction));
    if (!verdict.is_whole()) {
        return fail(Error{ErrorCode::internal,
                          fmt::format("the audit log is broken at row {}: nothing is dropped "
                                      "before that is looked into",
                                      *verdict.broken_at),
                          "audit_broken"});
    }
    BAYME_TRY(auto anchor, log_.anchor(transaction));
    anchor.base_number = last->number;
    anchor.base_chain = last->chain;
    BAYME_TRY(anchor.seal, seal(anchor));
    BAYME_CHECK(log_.set_anchor(transaction, anchor));
    return log_.drop_to_base(transaction);
}

Result<std::string> Audit::chain(const std::string& previous,
                                 const storage::AuditRecord& row) const {
    std::string text;
    vault::append_part(text, "row");
    vault::append_part(text, previous);
    vault::append_part(text, number_text(row.number));
    vault::append_part(text, number_text(row.at.time_since_epoch().count()));
    for (const auto* part : {&row.actor, &row.action, &row.object, &row.advertiser_id.text(),
                             &row.before, &row.after, &row.request_id}) {
        vault::append_part(text, *part);
    }
    return vault_.mac(vault::MacPurpose::audit_chain, text);
}

Result<std::string> Audit::seal(const storage::AuditAnchor& anchor) const {
    std::string text;
    for (const auto& part :
         {std::string{"anchor"}, number_text(anchor.base_number), anchor.base_chain,
          number_text(anchor.head_number), anchor.head_chain}) {
        vault::append_part(text, part);
    }
    return vault_.mac(vault::MacPurpose::audit_chain, text);
}

Result<bool> Audit::is_authentic(const storage::AuditAnchor& anchor) const {
    BAYME_TRY(const auto expected, seal(anchor));
    // Before the first act there is nothing to seal and no key to seal it with.
    const bool unused = anchor.base_number == 0 && anchor.head_number == 0 && anchor.seal.empty();
    return unused || vault::same_text(expected, anchor.seal);
}

} // namespace bayme::staff

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

namespace bayme::storage {

struct AuditRecord {
    std::int64_t number = 0; ///< without gaps
    Instant at;
    std::string actor;
    std::string action;
    std::string object;
    AdvertiserId advertiser_id;
    std::string before;
    std::string after;
    std::string request_id;
    std::string chain; ///< keyed hash over this row and the one before
};

/// Between which rows the log runs: `base` is the last one that retention dropped.
struct AuditAnchor {
    std::int64_t base_number = 0;
    std::string base_chain;
    std::int64_t head_number = 0;
    std::string head_chain;
    std::string seal; ///< keyed hash over the above: an older end cannot be made up
};

/// The database refuses to change a row, and to delete one past the base.
class AuditLog {
public:
    virtual ~AuditLog() = default;
    virtual Result<void> add(Transaction& transaction, const AuditRecord& row) = 0;
    /// Newest first, numbers below `before`.
    virtual Result<std::vector<AuditRecord>> list(Transaction& transaction, std::int64_t limit,
                                                  std::int64_t before) = 0;
    /// Oldest first, numbers above `after`.
    virtual Result<std::vector<AuditRecord>> page(Transaction& transaction, std::int64_t after,
                                                  std::int64_t limit) = 0;
    /// The newest row older than `moment`.
    virtual Result<std::optional<AuditRecord>> last_before(Transaction& transaction,
                                                           Instant moment) = 0;
    /// Deletes up to the anchor's base. @return how many.
    virtual Result<std::int64_t> drop_to_base(Transaction& transaction) = 0;

    virtual Result<AuditAnchor> anchor(Transaction& transaction) = 0;
    virtual Result<void> set_anchor(Transaction& transaction, const AuditAnchor& anchor) = 0;
};

class SqlAuditLog final : public AuditLog {
public:
    Result<void> add(Transaction& transaction, const AuditRecord& row) override;
    Result<std::vector<AuditRecord>> list(Transaction& transaction, std::int64_t limit,
                                          std::int64_t before) override;
    Result<std::vector<AuditRecord>> page(Transaction& transaction, std::int64_t after,
                                          std::int64_t limit) override;
    Result<std::optional<AuditRecord>> last_before(Transaction& transaction,
                                                   Instant moment) override;
    Result<std::int64_t> drop_to_base(Transaction& transaction) override;
    Result<AuditAnchor> anchor(Transaction& transaction) override;
    Result<void> set_anchor(Transaction& transaction, const AuditAnchor& anchor) override;
};

} // namespace bayme::storage

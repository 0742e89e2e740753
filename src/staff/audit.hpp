// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "storage/audit_log.hpp"
#include "vault/vault.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::staff {

/// One act. `before` and `after` are JSON texts (empty: none); no names, secrets or tokens.
struct AuditEntry {
    Actor actor;
    std::string action; ///< the operation's name: "plans.approve"
    std::string object; ///< "campaign:17…", "person:01h…"
    AdvertiserId advertiser_id = {};
    std::string before = {};
    std::string after = {};
    std::string request_id = {};
};

/// What a check of the whole log found.
struct AuditVerdict {
    std::int64_t rows = 0;
    std::optional<std::int64_t> broken_at; ///< the first number that is missing or not as written

    [[nodiscard]] bool is_whole() const { return !broken_at; }
};

/// The append-only log of acts. Each row carries a keyed hash over itself and the row before, so a
/// changed, missing, moved or truncated row is found by whoever has the master key.
class Audit {
public:
    Audit(vault::Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

    /// In the transaction of the act: either both are committed or none.
    /// @return the row's number; unavailable when the vault is sealed.
    Result<std::int64_t> record(storage::Transaction& transaction, const AuditEntry& entry);
    /// Newest first; `before` continues after a page.
    Result<std::vector<storage::AuditRecord>>
    list(storage::Transaction& transaction, std::int64_t limit,
         std::optional<std::int64_t> before = std::nullopt);
    Result<AuditVerdict> verify(storage::Transaction& transaction);
    /// Drops the rows from before `moment` (retention); what stays still verifies.
    /// @return how many.
    Result<std::int64_t> trim(storage::Transaction& transaction, Instant moment);

private:
    Result<std::string> chain(const std::string& previous, const storage::AuditRecord& row) const;
    Result<std::string> seal(const storage::AuditAnchor& anchor) const;
    Result<bool> is_authentic(const storage::AuditAnchor& anchor) const;

    vault::Vault& vault_;
    const Clock& clock_;
    storage::SqlAuditLog log_;
};

} // namespace bayme::staff

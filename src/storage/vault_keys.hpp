// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/database.hpp"

namespace bayme::storage {

/// A data key as it is kept: wrapped, never plain. A destroyed one has lost both blobs for good.
struct VaultKeyRecord {
    std::string id;
    std::string kek_id;
    std::string purpose;
    std::string subject;
    Instant created_at;
    std::optional<Blob> wrapped;
    std::optional<Blob> commitment;
    std::optional<Instant> ended_at;
};

/// Which deployment this is, and its root key, wrapped: opens only under the right master key.
struct VaultCheckRecord {
    std::string deployment;
    std::string kek_id;
    Instant created_at;
    Blob wrapped;
};

class VaultKeys {
public:
    virtual ~VaultKeys() = default;
    /// @return not_found.
    virtual Result<VaultKeyRecord> find(Transaction& transaction, std::string_view id) = 0;
    /// @return not_found; at most one key of a subject is active.
    virtual Result<VaultKeyRecord> find_active(Transaction& transaction, std::string_view purpose,
                                               std::string_view subject) = 0;
    /// @return conflict when the subject has an active key of this purpose.
    virtual Result<void> add(Transaction& transaction, const VaultKeyRecord& key) = 0;
    /// Wipes the wrapped key. @return false when there was nothing left to wipe.
    virtual Result<bool> destroy(Transaction& transaction, std::string_view id, Instant at) = 0;
    virtual Result<std::int64_t> count(Transaction& transaction) = 0;

    virtual Result<std::optional<VaultCheckRecord>> find_check(Transaction& transaction) = 0;
    /// @return conflict when there is one.
    virtual Result<void> add_check(Transaction& transaction, const VaultCheckRecord& check) = 0;
};

class SqlVaultKeys final : public VaultKeys {
public:
    Result<VaultKeyRecord> find(Transaction& transaction, std::string_view id) override;
    Result<VaultKeyRecord> find_active(Transaction& transaction, std::string_view purpose,
                                       std::string_view subject) override;
    Result<void> add(Transaction& transaction, const VaultKeyRecord& key) override;
    Result<bool> destroy(Transaction& transaction, std::string_view id, Instant at) override;
    Result<std::int64_t> count(Transaction& transaction) override;
    Result<std::optional<VaultCheckRecord>> find_check(Transaction& transaction) override;
    Result<void> add_check(Transaction& transaction, const VaultCheckRecord& check) override;
};

} // namespace bayme::storage

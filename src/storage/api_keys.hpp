// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

namespace bayme::storage {

struct ApiKeyRecord {
    ApiKeyId id;
    std::string hash; ///< SHA-256 of the token
    std::string label;
    std::string created_by;               ///< an actor, as text
    std::vector<std::string> permissions; ///< sorted words
    std::vector<AdvertiserId> accounts;   ///< empty: every account
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> ended_at;
};

class ApiKeyRows {
public:
    virtual ~ApiKeyRows() = default;
    virtual Result<void> add(Transaction& transaction, const ApiKeyRecord& key) = 0;
    /// @return not_found; ended and expired ones are found.
    virtual Result<ApiKeyRecord> find(Transaction& transaction, const ApiKeyId& id) = 0;
    virtual Result<ApiKeyRecord> find_by_hash(Transaction& transaction, std::string_view hash) = 0;
    virtual Result<std::vector<ApiKeyRecord>> list(Transaction& transaction) = 0;
    /// The first end stays. @return not_found.
    virtual Result<void> end(Transaction& transaction, const ApiKeyId& id, Instant at) = 0;
};

class SqlApiKeys final : public ApiKeyRows {
public:
    Result<void> add(Transaction& transaction, const ApiKeyRecord& key) override;
    Result<ApiKeyRecord> find(Transaction& transaction, const ApiKeyId& id) override;
    Result<ApiKeyRecord> find_by_hash(Transaction& transaction, std::string_view hash) override;
    Result<std::vector<ApiKeyRecord>> list(Transaction& transaction) override;
    Result<void> end(Transaction& transaction, const ApiKeyId& id, Instant at) override;
};

} // namespace bayme::storage

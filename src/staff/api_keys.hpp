// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "staff/permissions.hpp"
#include "storage/api_keys.hpp"

#include <string>
#include <vector>

namespace bayme::staff {

struct NewApiKey {
    std::string label;
    std::vector<Permission> permissions;
    std::vector<AdvertiserId> accounts = {}; ///< empty: every account
    Instant expires_at;
};

struct MadeApiKey {
    ApiKeyId id;
    SecretText token; ///< shown once: "bayme_" and 64 hex digits
};

/// Keys of programs. Callers authorise and audit.
class ApiKeys {
public:
    ApiKeys(Random& random, const Clock& clock) : random_(random), clock_(clock) {}

    /// @return invalid_input without a permission, or with an expiry that is past or over a year.
    Result<MadeApiKey> create(storage::Transaction& transaction, const Actor& by,
                              const NewApiKey& key);
    /// @return unauthenticated when unknown, ended or expired.
    Result<Actor> verify(storage::Transaction& transaction, std::string_view token);
    /// @return not_found.
    Result<void> revoke(storage::Transaction& transaction, const ApiKeyId& id);
    Result<std::vector<storage::ApiKeyRecord>> list(storage::Transaction& transaction);

private:
    Random& random_;
    const Clock& clock_;
    storage::SqlApiKeys keys_;
};

} // namespace bayme::staff

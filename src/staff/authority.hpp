// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "staff/permissions.hpp"
#include "storage/api_keys.hpp"
#include "storage/persons.hpp"

#include <optional>
#include <vector>

namespace bayme::staff {

/// The accounts an actor may touch.
struct AccountScope {
    bool every = false;
    std::vector<AdvertiserId> accounts = {};

    [[nodiscard]] bool contains(const AdvertiserId& advertiser) const;
};

/// Who may do what, decided from the rows of the transaction in which the act happens: a right that
/// was taken away is gone with that commit. What is not allowed by the table is refused.
class Authority {
public:
    explicit Authority(const Clock& clock) : clock_(clock) {}

    /// @return unauthenticated for `anyone` and for a person or key that has ended; forbidden when
    ///         the permission or the account is not theirs.
    Result<void> authorise(storage::Transaction& transaction, const Actor& actor,
                           Permission permission,
                           const std::optional<AdvertiserId>& advertiser = std::nullopt);
    /// For queries over several accounts.
    Result<AccountScope> scope(storage::Transaction& transaction, const Actor& actor);

private:
    struct Standing;
    Result<Standing> standing(storage::Transaction& transaction, const Actor& actor);
    Result<Standing> of_person(storage::Transaction& transaction, const PersonId& id);
    Result<Standing> of_api_key(storage::Transaction& transaction, const ApiKeyId& id);

    const Clock& clock_;
    storage::SqlPersons persons_;
    storage::SqlApiKeys keys_;
};

} // namespace bayme::staff

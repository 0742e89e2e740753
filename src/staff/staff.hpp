// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "staff/api_keys.hpp"
#include "staff/audit.hpp"
#include "staff/authority.hpp"
#include "staff/people.hpp"
#include "staff/sign_in.hpp"

namespace bayme::staff {

/// The room in one object, made once in app/. Safe from any thread: state is in the transactions.
class Staff {
public:
    Staff(vault::Vault& vault, Random& random, const Clock& clock)
        : authority_(clock), audit_(vault, clock), people_(vault, random, clock),
          sign_in_(vault, random, clock), api_keys_(random, clock) {}

    Result<void> authorise(storage::Transaction& transaction, const Actor& actor,
                           Permission permission,
                           const std::optional<AdvertiserId>& advertiser = std::nullopt) {
        return authority_.authorise(transaction, actor, permission, advertiser);
    }
    Result<AccountScope> scope(storage::Transaction& transaction, const Actor& actor) {
        return authority_.scope(transaction, actor);
    }

    Audit& audit() { return audit_; }
    People& people() { return people_; }
    SignIn& sign_in() { return sign_in_; }
    ApiKeys& api_keys() { return api_keys_; }

private:
    Authority authority_;
    Audit audit_;
    People people_;
    SignIn sign_in_;
    ApiKeys api_keys_;
};

/// The owner's way in: a sign-in link for the one owner, who is made when there is none. What
/// `bayme init` and `bayme demo` print. Written to the audit as the local operator's act.
Result<SecretText> make_owner_link(storage::Transaction& transaction, Staff& staff);

} // namespace bayme::staff

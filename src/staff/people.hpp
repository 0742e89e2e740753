// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "staff/permissions.hpp"
#include "storage/persons.hpp"
#include "vault/vault.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::staff {

struct NewPerson {
    std::string name;
    std::string email; ///< may be empty; compared without regard to case
    Role role = Role::analyst;
};

struct Person {
    PersonId id;
    std::string name; ///< empty once erased
    std::string email;
    Role role = Role::analyst;
    Instant created_at;
    std::optional<Instant> ended_at;
};

/// Staff accounts. Names and addresses are sealed under the person's own key, so that erasing a
/// person is destroying the key. Callers authorise and audit.
class People {
public:
    People(vault::Vault& vault, Random& random, const Clock& clock)
        : vault_(vault), random_(random), clock_(clock) {}

    /// @return conflict (reason "email_taken"); invalid_input for an address without @.
    Result<PersonId> add(storage::Transaction& transaction, const NewPerson& person);
    Result<Person> find(storage::Transaction& transaction, const PersonId& id);
    /// @return not_found when nobody has this address.
    Result<Person> find_by_email(storage::Transaction& transaction, std::string_view email);
    Result<std::vector<Person>> list(storage::Transaction& transaction);
    /// Notes under which version of the privacy policy a person is here now.
    /// @return whether they were here before under another one.
    Result<bool> see_policy(storage::Transaction& transaction, const PersonId& id,
                            std::string_view version);

    // Changes of rights end the sessions opened before: the person signs in again. The last owner
    // stays one: set_role, end and erase answer conflict, reason "last_owner".

    Result<void> set_role(storage::Transaction& transaction, const PersonId& id, Role role);
    Result<void> grant(storage::Transaction& transaction, const PersonId& id,
                       const AdvertiserId& advertiser);
    Result<void> withdraw(storage::Transaction& transaction, const PersonId& id,
                          const AdvertiserId& advertiser);
    /// Takes all access away; the row stays until its retention ends.
    Result<void> end(storage::Transaction& transaction, const PersonId& id);
    /// Ends the person and destroys name and address for good; the random id stays in the audit.
    Result<void> erase(storage::Transaction& transaction, const PersonId& id);

private:
    Result<Person> unseal(storage::Transaction& transaction, const storage::PersonRecord& record);
    Result<std::string> email_index(std::string_view email) const;
    Result<void> check_an_owner_stays(storage::Transaction& transaction, const PersonId& without);

    vault::Vault& vault_;
    Random& random_;
    const Clock& clock_;
    storage::SqlPersons persons_;
};

} // namespace bayme::staff

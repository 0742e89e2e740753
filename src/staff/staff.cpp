// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/staff.hpp"

#include <algorithm>

namespace bayme::staff {
namespace {

Result<PersonId> find_or_add_owner(storage::Transaction& transaction, People& people) {
    BAYME_TRY(const auto everybody, people.list(transaction));
    const auto owner = std::ranges::find_if(everybody, [](const Person& person) {
        return person.role == Role::owner && !person.ended_at;
    });
    if (owner != everybody.end()) {
        return owner->id;
    }
    return people.add(transaction, {.name = "Owner", .email = {}, .role = Role::owner});
}

} // namespace

Result<SecretText> make_owner_link(storage::Transaction& transaction, Staff& staff) {
    BAYME_TRY(const auto owner, find_or_add_owner(transaction, staff.people()));
    BAYME_CHECK(staff.audit().record(transaction, {.actor = {ActorKind::local_operator, {}},
                                                   .action = "staff.make_owner_link",
                                                   .object = fmt::format("person:{}", owner)}));
    return staff.sign_in().make_link(transaction, LinkPurpose::sign_in, owner);
}

} // namespace bayme::staff

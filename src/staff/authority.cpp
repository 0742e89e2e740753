// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/authority.hpp"

#include <algorithm>

namespace bayme::staff {
namespace {

std::unexpected<Error> sign_in_first() {
    return fail(ErrorCode::unauthenticated, "sign in first");
}

} // namespace

/// What an actor may do at this moment.
struct Authority::Standing {
    std::vector<Permission> permissions;
    AccountScope scope;

    static Standing of_role(Role role) {
        Standing standing;
        std::ranges::copy_if(all_permissions, std::back_inserter(standing.permissions),
                             [role](Permission permission) { return allows(role, permission); });
        return standing;
    }
};

bool AccountScope::contains(const AdvertiserId& advertiser) const {
    return every || std::ranges::find(accounts, advertiser) != accounts.end();
}

Result<void> Authority::authorise(storage::Transaction& transaction, const Actor& actor,
                                  Permission permission,
                                  const std::optional<AdvertiserId>& advertiser) {
    if (permission == Permission::anyone) {
        return {};
    }
    BAYME_TRY(const auto now, standing(transaction, actor));
    if (std::ranges::find(now.permissions, permission) == now.permissions.end()) {
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("this needs the permission {}", to_string(permission)),
                          "permission"});
    }
    if (advertiser && !now.scope.contains(*advertiser)) {
        return fail(Error{ErrorCode::forbidden, fmt::format("no access to account {}", *advertiser),
                          "account"});
    }
    return {};
}

Result<AccountScope> Authority::scope(storage::Transaction& transaction, const Actor& actor) {
    BAYME_TRY(auto now, standing(transaction, actor));
    return std::move(now.scope);
}

Result<Authority::Standing> Authority::standing(storage::Transaction& transaction,
                                                const Actor& actor) {
    switch (actor.kind) {
    case ActorKind::person:
        return of_person(transaction, PersonId{actor.id});
    case ActorKind::api_key:
        return of_api_key(transaction, ApiKeyId{actor.id});
    case ActorKind::local_operator: {
        auto standing = Standing::of_role(Role::owner);
        standing.scope.every = true;
        return standing;
    }
    case ActorKind::schedule:
        return Standing{
            {Permission::run_sync, Permission::read_reports, Permission::manage_privacy},
            {.every = true}};
    case ActorKind::rule:
        return Standing{{Permission::read_reports, Permission::draft_changes}, {.every = true}};
    case ActorKind::anyone:
        break;
    }
    return sign_in_first();
}

Result<Authority::Standing> Authority::of_person(storage::Transaction& transaction,
                                                 const PersonId& id) {
    const auto person = persons_.find(transaction, id);
    if (!person && person.error().code == ErrorCode::not_found) {
        return sign_in_first();
    }
    BAYME_CHECK(person);
    if (person->ended_at) {
        return sign_in_first();
    }
    BAYME_TRY(const auto role, parse_role(person->role));
    auto standing = Standing::of_role(role);
    standing.scope.every = sees_every_account(role);
    if (!standing.scope.every) {
        BAYME_TRY(standing.scope.accounts, persons_.grants(transaction, id));
    }
    return standing;
}

Result<Authority::Standing> Authority::of_api_key(storage::Transaction& transaction,
                                                  const ApiKeyId& id) {
    auto key = keys_.find(transaction, id);
    if (!key && key.error().code == ErrorCode::not_found) {
        return sign_in_first();
    }
    BAYME_CHECK(key);
    if (key->ended_at || key->expires_at <= clock_.now()) {
        return sign_in_first();
    }
    Standing standing;
    for (const auto& word : key->permissions) {
        BAYME_TRY(const auto permission, parse_permission(word));
        standing.permissions.push_back(permission);
    }
    standing.scope = {.every = key->accounts.empty(), .accounts = std::move(key->accounts)};
    return standing;
}

} // namespace bayme::staff

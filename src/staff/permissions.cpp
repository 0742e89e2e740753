// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/permissions.hpp"

#include <algorithm>
#include <span>

namespace bayme::staff {
namespace {

using enum Permission;

constexpr std::array permission_names{
    "anyone",   "read_reports", "draft_changes",  "approve_changes", "manage_connections",
    "run_sync", "manage_staff", "manage_privacy", "read_audit",      "operate"};
constexpr std::array role_names{"owner",   "administrator",   "buyer",
                                "analyst", "privacy_officer", "auditor"};
static_assert(permission_names.size() == all_permissions.size());
static_assert(role_names.size() == all_roles.size());

constexpr std::array administrator_may{read_reports,       draft_changes, approve_changes,
                                       manage_connections, run_sync,      manage_staff,
                                       read_audit,         operate};
constexpr std::array buyer_may{read_reports, draft_changes, approve_changes, run_sync};
constexpr std::array analyst_may{read_reports};
constexpr std::array privacy_officer_may{manage_privacy, read_audit};
constexpr std::array auditor_may{read_reports, read_audit};

std::span<const Permission> permissions_of(Role role) {
    switch (role) {
    case Role::owner:
        return all_permissions;
    case Role::administrator:
        return administrator_may;
    case Role::buyer:
        return buyer_may;
    case Role::analyst:
        return analyst_may;
    case Role::privacy_officer:
        return privacy_officer_may;
    case Role::auditor:
        return auditor_may;
    }
    return {};
}

} // namespace

std::string_view to_string(Permission permission) {
    return permission_names.at(static_cast<std::size_t>(permission));
}

std::string_view to_string(Role role) {
    return role_names.at(static_cast<std::size_t>(role));
}

Result<Permission> parse_permission(std::string_view text) {
    const auto* found = std::ranges::find(permission_names, text);
    if (found == permission_names.end()) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no permission", text);
    }
    return static_cast<Permission>(found - permission_names.begin());
}

Result<Role> parse_role(std::string_view text) {
    const auto* found = std::ranges::find(role_names, text);
    if (found == role_names.end()) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no role", text);
    }
    return static_cast<Role>(found - role_names.begin());
}

bool allows(Role role, Permission permission) {
    return permission == Permission::anyone ||
           std::ranges::find(permissions_of(role), permission) != permissions_of(role).end();
}

bool sees_every_account(Role role) {
    return role == Role::owner || role == Role::administrator;
}

} // namespace bayme::staff

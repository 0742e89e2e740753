// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <array>
#include <string_view>

namespace bayme::staff {

/// What an operation needs. Few on purpose: who may do what fits one table.
enum class Permission {
    anyone,             ///< no sign-in: the public site
    read_reports,       ///< mirror, snapshots, reports, exports, plans, jobs
    draft_changes,      ///< plans
    approve_changes,    ///< approve and apply plans
    manage_connections, ///< connect, disconnect, choose accounts
    run_sync,           ///< start jobs that fetch
    manage_staff,       ///< persons, roles, grants, API keys
    manage_privacy,     ///< retention, subject rights
    read_audit,         ///< the audit log
    operate,            ///< health, configuration, backup, keys
};

enum class Role { owner, administrator, buyer, analyst, privacy_officer, auditor };

inline constexpr std::array all_permissions{
    Permission::anyone,          Permission::read_reports,       Permission::draft_changes,
    Permission::approve_changes, Permission::manage_connections, Permission::run_sync,
    Permission::manage_staff,    Permission::manage_privacy,     Permission::read_audit,
    Permission::operate};
inline constexpr std::array all_roles{Role::owner,   Role::administrator,   Role::buyer,
                                      Role::analyst, Role::privacy_officer, Role::auditor};

std::string_view to_string(Permission permission);
std::string_view to_string(Role role);
/// @return invalid_input for a word that is none.
Result<Permission> parse_permission(std::string_view text);
Result<Role> parse_role(std::string_view text);

bool allows(Role role, Permission permission);
/// Owner and administrator see every account; the others those granted to them.
bool sees_every_account(Role role);

} // namespace bayme::staff

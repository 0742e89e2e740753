// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operation.hpp"

#include <span>
#include <string>
#include <vector>

namespace bayme::web::test {

/// What the stand-ins were asked, in order: "connections.finish state=… auth_code=…".
std::vector<std::string>& asked();

/// Whether connections.revoke finds no TikTok.
extern bool revoke_fails;

/// Operations that would call TikTok or need a mirror, with fixed answers: accounts, connections,
/// campaigns, jobs, sync. They check what they are given no further than a test needs.
std::span<const api::Operation> fake_operations();
std::span<const api::Operation> fake_plan_operations();
/// The map of the ledger, its gaps, comparing an export.
std::span<const api::Operation> fake_ledger_operations();
/// Reports: one answer to every question.
std::span<const api::Operation> fake_report_operations();
/// The company's own TikTok accounts.
std::span<const api::Operation> fake_own_account_operations();

} // namespace bayme::web::test

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operation.hpp"

#include <span>
#include <vector>

namespace bayme::api {

// One table per file of src/api/operations.
std::span<const Operation> account_operations();
std::span<const Operation> attention_operations();
std::span<const Operation> audit_operations();
std::span<const Operation> backfill_operations();
std::span<const Operation> campaign_operations();
std::span<const Operation> connection_operations();
std::span<const Operation> cubes_operations();
std::span<const Operation> job_control_operations();
std::span<const Operation> history_operations();
std::span<const Operation> job_operations();
std::span<const Operation> ledger_operations();
std::span<const Operation> own_account_operations();
std::span<const Operation> plan_operations();
std::span<const Operation> quota_operations();
std::span<const Operation> report_operations();
std::span<const Operation> session_operations();
std::span<const Operation> sync_operations();
std::span<const Operation> system_operations();

/// Every operation there is, for Registry::make.
std::vector<std::span<const Operation>> operation_tables();

} // namespace bayme::api

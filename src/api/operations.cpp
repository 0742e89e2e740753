// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations.hpp"

#include "api/operations/maturity.hpp"
#include "api/operations/reconcile.hpp"

namespace bayme::api {

std::vector<std::span<const Operation>> operation_tables() {
    return {account_operations(),     attention_operations(),  history_operations(),
            backfill_operations(),    cubes_operations(),      audit_operations(),
            campaign_operations(),    connection_operations(), job_control_operations(),
            job_operations(),         ledger_operations(),     maturity_operations(),
            own_account_operations(), plan_operations(),       quota_operations(),
            reconcile_operations(),   report_operations(),     session_operations(),
            sync_operations(),        system_operations()};
}

} // namespace bayme::api

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/host.hpp"
#include "cli/terminal.hpp"

namespace bayme::cli {

/// One command: what it was told, whom to ask, where to print.
struct Command {
    const Invocation& line;
    Host& host;
    Terminal& terminal;

    [[nodiscard]] bool json() const { return line.common.json; }
};

/// Does one verb. @return the exit code, 0 in most cases; an error is printed by run().
using Verb = Result<int> (*)(Command& command);

// verbs_process.cpp
Result<int> init(Command& command);
Result<int> serve(Command& command);
Result<int> migrate(Command& command);
Result<int> version(Command& command);
/// The places where crash tests may stop the program, one a line; not in the help.
Result<int> failpoints(Command& command);
Result<int> doctor(Command& command);
// verbs_probe.cpp
/// doctor --probe
Result<int> probe(Command& command);
Result<int> config_show(Command& command);
Result<int> config_check(Command& command);
// verbs_call.cpp
Result<int> call(Command& command);
Result<int> openapi(Command& command);
// verbs_people.cpp
Result<int> staff_link(Command& command);
Result<int> audit_list(Command& command);
Result<int> audit_verify(Command& command);
// verbs_jobs.cpp
Result<int> jobs_list(Command& command);
Result<int> jobs_show(Command& command);
Result<int> jobs_cancel(Command& command);
Result<int> jobs_retry(Command& command);
Result<int> jobs_dismiss(Command& command);
// verbs_job_control.cpp
Result<int> jobs_pause(Command& command);
Result<int> jobs_resume(Command& command);
Result<int> jobs_kinds(Command& command);
Result<int> jobs_schedules(Command& command);
// verbs_quota.cpp
Result<int> quota(Command& command);

// verbs_sync.cpp
Result<int> sync(Command& command);
// verbs_ledger.cpp
Result<int> ledger(Command& command);
// verbs_maturity.cpp
Result<int> maturity(Command& command);
// verbs_reconcile.cpp
Result<int> reconcile(Command& command);
// verbs_backfill.cpp
Result<int> backfill_price(Command& command);
Result<int> backfill_start(Command& command);
Result<int> backfill_list(Command& command);
Result<int> backfill_cancel(Command& command);
// verbs_cubes.cpp
Result<int> cubes_list(Command& command);
Result<int> cubes_price(Command& command);
Result<int> cubes_enable(Command& command);
Result<int> cubes_disable(Command& command);
// verbs_report.cpp
Result<int> report(Command& command);
// verbs_accounts.cpp
/// Prints the one-time link an operation answers with.
Result<int> print_link(Command& command, std::string_view operation, const std::string& body);
Result<int> connect(Command& command);
Result<int> accounts_list(Command& command);
Result<int> connections_list(Command& command);
Result<int> connections_revoke(Command& command);
// verbs_attention.cpp
/// Exit code 1 when something urgent needs looking after.
Result<int> attention(Command& command);
Result<int> connections_show(Command& command);
/// accounts include, accounts leave-out
Result<int> accounts_include(Command& command);
// verbs_objects.cpp
Result<int> objects_list(Command& command);
Result<int> objects_history(Command& command);
// verbs_own_accounts.cpp
Result<int> own_accounts_connect(Command& command);
Result<int> own_accounts_list(Command& command);
Result<int> own_accounts_posts(Command& command);
Result<int> own_accounts_revoke(Command& command);
// verbs_plan.cpp
Result<int> plan_draft(Command& command);
Result<int> plan_list(Command& command);
Result<int> plan_show(Command& command);
Result<int> plan_approve(Command& command);
Result<int> plan_resume(Command& command);
Result<int> plan_discard(Command& command);
Result<int> plan_undo(Command& command);
// verbs_sandbox.cpp
Result<int> sandbox(Command& command);
Result<int> demo(Command& command);
Result<int> decode(Command& command);

} // namespace bayme::cli

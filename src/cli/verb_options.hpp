// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/invocation.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace bayme::cli {

/// Adds one verb. Its callback notes its name, so the deepest one wins.
CLI::App* add_verb(CLI::App& parent, Invocation& into, const std::string& words,
                   const std::string& summary, const std::string& footer = {});

/// A word that needs a further one.
CLI::App* add_group(CLI::App& app, const std::string& name, const std::string& summary);

// What the verbs about figures and changes take.
void add_sync(CLI::App& app, Invocation& into);
void add_ledger(CLI::App& app, Invocation& into);
void add_maturity(CLI::App& app, Invocation& into);
void add_reconcile(CLI::App& app, Invocation& into);
void add_backfill(CLI::App& app, Invocation& into);
void add_cubes(CLI::App& app, Invocation& into);
void add_report(CLI::App& app, Invocation& into);
void add_plan(CLI::App& app, Invocation& into);

} // namespace bayme::cli

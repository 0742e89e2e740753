// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/program.hpp"
#include "cli/host.hpp"

namespace bayme::app {

/// Whether the sandbox is to record or replay a platform instead of simulating one.
bool is_relay(const cli::SandboxArguments& arguments);

/// Records or replays until a signal. @return forbidden for an upstream that is not in the table of
/// recipients, conflict for a folder that holds something already.
Result<void> run_relay(const cli::SandboxArguments& arguments, Seams seams,
                       const std::function<void(const cli::SandboxReady&)>& ready);

/// "127.0.0.1:0".
Result<http::TcpListener> parse_listener(const std::string& text);

} // namespace bayme::app

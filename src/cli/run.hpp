// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/host.hpp"
#include "cli/terminal.hpp"

#include <string>
#include <vector>

namespace bayme::cli {

/// Reads a command line and does what it says; what it prints is flushed.
/// @return the exit code of DESIGN 4.2, 1 also when the output was lost.
int run(const std::vector<std::string>& arguments, Host& host, Terminal& terminal);

} // namespace bayme::cli

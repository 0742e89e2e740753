// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/answer.hpp"
#include "cli/verbs.hpp"

#include <optional>

namespace bayme::cli {

/// Calls an operation for a verb that prints what it answers. With --json the answer is printed as
/// it came, and nothing is left for the verb to do.
Result<std::optional<boost::json::value>> ask(Command& command, std::string_view operation,
                                              const std::string& body);

} // namespace bayme::cli

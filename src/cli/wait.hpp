// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/verbs.hpp"

#include <vector>

namespace bayme::cli {

/// How the jobs that a command waited for ended.
struct WaitedJobs {
    int done = 0;
    int cancelled = 0;
    std::vector<Error> failures;
    /// The jobs' own words on what they did, as JSON.
    std::vector<std::string> results;

    /// 0 when all are done, 3 when some are, else what the first failure says.
    [[nodiscard]] int exit_code() const;
};

/// Looks at these jobs until all have ended: a bar that redraws itself on a terminal, a line when
/// something changed elsewhere, both on standard error.
Result<WaitedJobs> wait_for_jobs(Command& command, Connection& connection,
                                 const std::vector<std::string>& ids);

} // namespace bayme::cli

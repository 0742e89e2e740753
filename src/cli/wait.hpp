// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/verbs.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bayme::cli {

inline constexpr std::int64_t longest_idle_seconds = 15;

/// How the jobs that a command waited for ended.
struct WaitedJobs {
    int done = 0;
    /// Of those, the ones that say their result is not whole.
    int partly = 0;
    int cancelled = 0;
    std::vector<Error> failures;
    /// Why jobs wait that go on later by themselves.
    std::vector<Error> postponed;
    std::string next_try_at;
    /// Of those, the ones that somebody paused; they have no next try.
    std::size_t paused = 0;
    /// The jobs' own words on what they did, as JSON.
    std::vector<std::string> results;

    /// 0 when all are done, 3 when some are or not wholly, else what the first failure says.
    [[nodiscard]] int exit_code() const;
};

/// Looks at these jobs until all have ended, or until all that is left waits to be tried again and
/// won't be within `longest_idle_seconds`: a platform's limit may last for hours. What keeps a job
/// from going on at all, such as a full disk, is the error. A bar that
/// redraws itself on a terminal, a line when something changed elsewhere, both on standard error.
Result<WaitedJobs> wait_for_jobs(Command& command, Connection& connection,
                                 const std::vector<std::string>& ids);

/// Says on standard error what failed and what goes on later.
void print_troubles(Command& command, const WaitedJobs& waited);

} // namespace bayme::cli

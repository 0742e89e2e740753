// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace bayme::simulation {

/// One simulated stretch of time; everything that happens in it follows from the seed.
struct Plan {
    std::uint64_t seed = 1;
    std::chrono::hours length{16};
    int workers = 5;
    int kills = 2;
    int past_moments = 10;
    /// As arm_failpoints takes it: defects that are switched on all the time.
    std::string planted = {};
};

struct Outcome {
    std::int64_t calls = 0;
    std::int64_t reports = 0;
    std::int64_t faults = 0; ///< calls that a fault rule met
    int kills = 0;
    int reconnections = 0;
    std::int64_t closed = 0;   ///< windows of days that ended in time to be settled
    std::int64_t complete = 0; ///< of these
    std::int64_t compared = 0; ///< complete windows held against the truth, now and in the past
    std::int64_t untold = 0;   ///< windows in the past whose versions had been thinned
    std::uint64_t trace = 0;   ///< two runs of a seed have the same
    std::vector<std::string> wrong;
    std::chrono::milliseconds took{0};

    [[nodiscard]] double share() const {
        return closed == 0 ? 0 : static_cast<double>(complete) / static_cast<double>(closed);
    }
};

/// Runs the rooms of the program, over real files, against a sandbox that fails in every way it
/// knows at about 5 % of calls, with deaths at failpoints and call boundaries, revocation of one of
/// two connections and its return. @return the failure of the simulation itself.
Result<Outcome> simulate(const Plan& plan);

/// One line for people: "seed 7: 5 days, …".
std::string to_string(const Plan& plan, const Outcome& outcome);

} // namespace bayme::simulation

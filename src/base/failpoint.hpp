// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayme {

/// What happens when an armed failpoint is reached.
enum class FailAction {
    kill,   ///< SIGKILL to this process: what kill -9 does, at a known place
    error,  ///< the guarded function returns an internal error
    unwind, ///< Unwound is thrown, which no code of ours catches: a simulation ends the objects
    planted ///< a deliberate defect of tests/planted is switched on; see is_planted
};

/// Thrown where a simulated program dies. Not a std::exception: no barrier may turn it into a
/// failure.
struct Unwound {};

/// Named places where crash tests stop the program. Compiled in, off by default: an unarmed one
/// costs one relaxed load. Armed from a text such as "jobs.finish=kill@3,publish.commit=error":
/// the third time, or the first without @.
/// @return invalid_input for a name that no Failpoint has or an unknown action.
Result<void> arm_failpoints(std::string_view text);
/// Back to the default: everything off.
void disarm_failpoints();
/// The names of the places to die at, sorted, without the planted defects: the crash suite walks
/// this list.
std::vector<std::string> failpoint_names();
/// How often each armed failpoint fired.
std::int64_t failpoint_hits(std::string_view name);

enum class FailpointKind {
    place, ///< where the program may be stopped
    defect ///< a switch that is only ever planted
};

class Failpoint {
public:
    /// Registers the name; one static object per place or defect.
    explicit Failpoint(const char* name, FailpointKind kind = FailpointKind::place);

    /// Does what the action says; ok when unarmed.
    Result<void> reach() {
        return armed_.load(std::memory_order_relaxed) ? fire() : Result<void>{};
    }
    /// True when armed as "name=planted": the code then takes its deliberately wrong path.
    [[nodiscard]] bool is_planted() const;

private:
    friend Result<void> arm_failpoints(std::string_view text);
    friend void disarm_failpoints();
    friend std::vector<std::string> failpoint_names();
    friend std::int64_t failpoint_hits(std::string_view name);

    Result<void> fire();

    std::string name_;
    FailpointKind kind_;
    std::atomic<bool> armed_ = false;
    std::atomic<FailAction> action_ = FailAction::error;
    std::atomic<std::int64_t> countdown_ = 0;
    std::atomic<std::int64_t> hits_ = 0;
};

} // namespace bayme

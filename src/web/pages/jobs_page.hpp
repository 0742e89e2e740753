// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/figures.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

struct JobsView {
    struct Job {
        JobId id;
        std::string title; ///< "Sync reports"
        std::string subject;
        Tone tone = Tone::quiet;
        std::string state = {};
        std::int64_t done = 0;
        std::int64_t total = 0; ///< 0 while it is not known
        std::string unit;       ///< "windows"
        std::string started;
        std::string cause; ///< of a failure, and when it is tried again
        bool may_cancel = false;
    };
    std::vector<Job> jobs;
    /// Names of accounts that no schedule syncs, because their connection is not open.
    std::vector<std::string> not_connected = {};
    bool may_sync = false;
    std::optional<Trouble> trouble;
};

StaffPage jobs_page(const StaffFrame& frame, const JobsView& view);

} // namespace bayme::web

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
    /// One that failed for good and waits for somebody.
    struct DeadLetter {
        JobId id;
        std::string title;
        std::string subject;
        std::string cause;
        std::string request_id;
        std::int64_t attempts = 0;
        std::string failed;
    };
    /// A kind or an account whose jobs are not started for now.
    struct Pause {
        std::string what; ///< the form's value: "kind:sync.account", "account:7"
        std::string words;
        std::string by;
        std::string since;
        std::string reason;
        bool may_resume = false;
    };
    /// What a person may pause.
    struct Choice {
        std::string what;
        std::string words;
    };
    struct Schedule {
        std::string title;
        std::string rhythm; ///< "every 15 minutes"
        std::string next;
        std::string last;
        Tone tone = Tone::quiet;
        std::string outcome = {};
    };
    std::vector<Job> jobs;
    std::vector<DeadLetter> dead_letters = {};
    std::vector<Pause> pauses = {};
    std::vector<Choice> may_pause = {};
    std::vector<Schedule> schedules = {};
    /// Names of accounts that no schedule syncs, because their connection is not open.
    std::vector<std::string> not_connected = {};
    bool may_sync = false;
    std::optional<Trouble> trouble;
};

StaffPage jobs_page(const StaffFrame& frame, const JobsView& view);

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/figures.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

/// One plan as the review page shows it: the only page that writes to the platform.
struct PlanView {
    struct Step {
        std::string object; ///< "Campaign"
        std::string name;
        std::string id;
        std::string field; ///< "Daily budget (EUR)"
        std::string before;
        std::string after;
        Tone tone = Tone::quiet;
        std::string state; ///< "Waiting", "Applied", "Refused", "Uncertain"
        std::string result;
        std::string request_id; ///< TikTok's
        /// What was read back after applying, and when; empty before.
        std::string read_back = {};
        std::string code = {}; ///< stable words for the result: "access_refused, tiktok.40105"
        std::string said = {}; ///< TikTok's own words, below ours
    };
    struct Check {
        Tone tone = Tone::ok;
        std::string name;
        std::string finding;
        PlanId plan = {}; ///< which it is about, when that is another one
    };
    PlanId id;
    std::string title;
    AdvertiserId account;
    std::string account_name;
    Tone tone = Tone::quiet;
    std::string state;
    std::string state_meaning;   ///< one sentence: what this state means for the platform
    std::string stopped_by = {}; ///< what ended a stopped plan
    std::string made_by;
    std::string made_at;
    std::string decided_by; ///< empty while it waits
    std::string decided_at;
    std::vector<Step> steps;
    std::vector<Check> checks;
    bool may_approve = false;
    bool may_resume = false;
    bool may_discard = false;
    /// A large change: approving takes a tick as well.
    bool needs_confirmation = false;
    bool may_undo = false;
    /// Work goes on: the page has a button that reads it again.
    bool in_progress = false;
    /// And does so by itself: only at first, or a plan that waits for TikTok never lets one read.
    bool reads_itself_again = false;
    std::optional<Trouble> trouble;
};
StaffPage plan_page(const StaffFrame& frame, const PlanView& view);

struct PlansView {
    struct Row {
        PlanId id;
        std::string title;
        std::string account_name;
        Tone tone = Tone::quiet;
        std::string state;
        std::string made_by;
        std::string made_at;
    };
    std::vector<Row> plans;
    std::optional<Trouble> trouble;
};
StaffPage plans_page(const StaffFrame& frame, const PlansView& view);

} // namespace bayme::web

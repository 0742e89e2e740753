// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/figures.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

/// What is fetched every day and what it costs, the past that is being filled in, and what does not
/// add up.
struct UpkeepView {
    struct Backfill {
        std::string group;
        std::string days;
        std::string accounts;
        Tone tone = Tone::quiet;
        std::string state;
        std::int64_t done = 0;
        std::int64_t parts = 0;
        std::string doing;
        bool may_cancel = false;
    };
    struct Cube {
        std::string name;
        std::string words; ///< "Ads by hour"
        bool enabled = false;
        std::string calls; ///< "1,370", or "at least 12"
        std::string not_delivered;
    };
    struct Difference {
        std::string account;
        std::string words; ///< "Ads by day on 28 Feb"
        std::string metric;
        std::string account_value;
        std::string level_value;
        std::string cause;
    };
    std::vector<Backfill> backfills;
    std::vector<Cube> cubes;
    std::vector<Difference> differences;
    std::string share; ///< "13,140 calls a day, 1.5 % of TikTok's limit"
    bool may_fill = false;
    bool may_choose = false;
    std::optional<Trouble> trouble;
};

StaffPage upkeep_page(const StaffFrame& frame, const UpkeepView& view);

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/staff_shell.hpp"

#include <string>
#include <vector>

namespace bayme::web {

/// What became of an object: its state in words, TikTok's review, and who changed what when.
struct HistoryView {
    struct Line {
        std::string when = {}; ///< "22 Nov 14:51 UTC+1", or the two looks it lies between
        std::string field = {};
        std::string before = {};
        std::string after = {};
        std::string author = {}; ///< masked by TikTok; empty when nobody is named
        std::string nobody = {}; ///< why nobody is
        std::string tool = {};
    };
    std::string state = {};
    std::string review = {};                  ///< TikTok's word; empty without one
    std::vector<std::string> rejections = {}; ///< reasons and suggestions
    std::vector<Line> lines = {};
    std::string log_read_until = {}; ///< empty while no change log was read
};

/// The section of an object's page.
Html history_section(const HistoryView& view);

} // namespace bayme::web

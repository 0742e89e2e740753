// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

/// Asks before an access to TikTok is ended: what is destroyed, what stops, what is kept.
struct EndQuestion {
    std::string address; ///< where the form goes
    std::string title;
    Html state;
    std::vector<NamedValue> facts; ///< names are literals
    std::string consent;           ///< beside the box to tick: "Yes, end this connection"
    std::optional<Trouble> trouble = {};
};
StaffPage end_page(const StaffFrame& frame, const EndQuestion& question);

} // namespace bayme::web

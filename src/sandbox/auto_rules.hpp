// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/civil.hpp"

#include <string>

namespace bayme::sandbox {

/// An automated rule as it was sent. The sandbox keeps rules; it does not carry them out.
struct AutoRule {
    std::string id;
    std::string account;
    std::string name;
    std::string status = "ON"; ///< ON, OFF or DELETED
    std::string members;       ///< JSON text of what was sent
    Seconds created = 0;
};

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/civil.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bayme::sandbox {

/// A card or a group of calls to action that ads refer to by id.
struct Portfolio {
    std::string id;
    std::string account;
    std::string type;
    std::string content; ///< JSON text of the list that was sent
    Seconds created = 0;
};

} // namespace bayme::sandbox

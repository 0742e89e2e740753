// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"

#include <string>

namespace bayme::storage {
class Database;
}
namespace bayme::staff {
class Staff;
}

namespace bayme::api {

/// What the rooms offer to operations. Made once in app/; lives longer than the registry. A room
/// adds one line here and one accessor to Context; a pointer is empty in programs (and tests) that
/// were built without that room.
struct Services {
    storage::Database& database;
    staff::Staff& staff;
    const Clock& clock;
    Random& random;
    /// "http://localhost:8080": links are made from it.
    std::string public_url = {};
};

} // namespace bayme::api

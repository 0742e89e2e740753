// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "snapshots/cube.hpp"

#include <map>
#include <optional>
#include <string>

namespace bayme::reports {

/// Names of objects by id.
using Names = std::map<std::string, std::string, std::less<>>;

/// Who knows how objects were called. Calls block; safe from any thread.
class NameSource {
public:
    virtual ~NameSource() = default;
    /// The account's objects of a level (the account itself at Level::advertiser) with their names
    /// as known at `moment`, now when absent. An object nobody has seen is missing, no error.
    virtual Result<Names> names(const AdvertiserId& advertiser, snapshots::Level level,
                                std::optional<Instant> moment) = 0;
};

} // namespace bayme::reports

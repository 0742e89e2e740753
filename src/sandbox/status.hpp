// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/world.hpp"

#include <string>
#include <string_view>

namespace bayme::sandbox {

/// The delivery state as filters and answers name it [CONTRACT 4.11].
struct Status {
    std::string_view primary;
    std::string secondary;

    [[nodiscard]] bool deleted() const { return primary == "STATUS_DELETE"; }
};

/// Follows from the account, the object, its parents, review and schedule at this moment.
Status status_of(const World& world, Level level, std::uint32_t index, Seconds now);

/// Whether a status passes a filter's primary word; empty means the default, everything but the
/// deleted.
bool passes_primary(const Status& status, std::string_view primary);
/// Knows the wildcards …_STATUS_ALL and …_STATUS_NOT_DELETE.
bool passes_secondary(const Status& status, std::string_view secondary);

} // namespace bayme::sandbox

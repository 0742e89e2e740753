// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

namespace bayme::vault {

/// No core dumps, no debugger of the same user, nothing of /proc/self/mem for others. Called once
/// at start, before any secret is read.
Result<void> harden_process();

} // namespace bayme::vault

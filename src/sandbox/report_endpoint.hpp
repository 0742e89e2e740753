// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <expected>
#include <string>

namespace bayme::sandbox {

/// Which account a report is about. Several at once are not simulated: such answers lose money's
/// decimals, and nobody who needs exact figures asks that way.
/// @return 40001 for an account that the token may not see, 40002 for none.
std::expected<std::string, Refusal> account_asked(const Call& call);

} // namespace bayme::sandbox

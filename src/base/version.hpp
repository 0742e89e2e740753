// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string_view>

namespace bayme {

/// "0.1.0", from the project's CMakeLists.txt.
std::string_view program_version();

} // namespace bayme

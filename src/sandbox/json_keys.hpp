// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// The path of the first member that its object has twice ("shocks[1].month"),
/// nothing when there is none. A parser keeps one of the two and says nothing:
/// whoever wrote the file does not know which. For text that is JSON; of
/// anything else as far as it can be read.
std::optional<std::string> member_twice(std::string_view json);

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace bayme {

/// The name that a misspelt one most likely meant: the fewest single-letter edits, at most a third
/// of its length. For error messages.
std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                             std::span<const std::string_view> known);

} // namespace bayme

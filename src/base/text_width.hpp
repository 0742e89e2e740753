// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bayme {

/// Columns a terminal gives the text: two for East Asian wide letters and emoji, none for combining
/// marks, one for everything else, broken UTF-8 included.
std::size_t display_width(std::string_view text);

/// The text as it may stand beside others: "?" for control characters and line separators, U+FFFD
/// for broken UTF-8, and nothing for marks that would turn the direction of what follows.
std::string printable(std::string_view text);

/// The text in at most `width` columns, ending in "…" when it was cut; like printable, but control
/// characters become spaces.
std::string fit(std::string_view text, std::size_t width);

} // namespace bayme

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/figures.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace bayme::web {

/// How a state that an operation answers is shown.
struct StateWords {
    std::string_view state; ///< as answered
    Tone tone = Tone::quiet;
    std::string_view words;
    std::string_view meaning = {}; ///< one sentence, where the words alone are not enough
};

/// @return nullptr for a state that is not in the table.
template <std::size_t count>
const StateWords* find_state(const StateWords (&table)[count], std::string_view state) {
    const auto* const found = std::ranges::find(table, state, &StateWords::state);
    return found == std::end(table) ? nullptr : found;
}

} // namespace bayme::web

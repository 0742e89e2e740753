// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace bayme::storage {

/// The value whose name stands at its place in the table. The text was written from that table:
/// any other gives a value that is none.
template <typename Enum, std::size_t size>
Enum named(const std::array<std::string_view, size>& names, std::string_view text) {
    return static_cast<Enum>(std::ranges::find(names, text) - names.begin());
}

} // namespace bayme::storage

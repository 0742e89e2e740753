// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/nearest.hpp"

#include <algorithm>
#include <vector>

namespace bayme {
namespace {

constexpr std::size_t longest_compared = 64;

/// Levenshtein's distance, one row at a time.
std::size_t edits(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 0; i < from.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const auto replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                             std::span<const std::string_view> known) {
    std::optional<std::string_view> best;
    auto fewest = std::max<std::size_t>(misspelt.size() / 3, 1) + 1;
    if (misspelt.size() > longest_compared) {
        return best;
    }
    for (const auto name : known) {
        if (const auto count = edits(misspelt, name); count < fewest) {
            fewest = count;
            best = name;
        }
    }
    return best;
}

} // namespace bayme

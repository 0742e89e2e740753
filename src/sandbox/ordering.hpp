// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace bayme::sandbox {

enum class Order { largest_first, smallest_first };

/// As the call's sort_type says.
inline Order order_asked(const Call& call) {
    return call.parameters.text("sort_type") == "ASC" ? Order::smallest_first
                                                      : Order::largest_first;
}

/// Puts items in the order of a number; equal ones stay in the order they had. The number is asked
/// for once an item.
template <typename Item, typename Weight>
void sort_by(std::vector<Item>& items, Order order, Weight weight) {
    std::vector<std::pair<double, std::size_t>> places;
    places.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const double number = weight(items[i]);
        places.emplace_back(order == Order::smallest_first ? number : -number, i);
    }
    std::ranges::sort(places);
    std::vector<Item> sorted;
    sorted.reserve(items.size());
    for (const auto& [number, place] : places) {
        sorted.push_back(std::move(items[place]));
    }
    items = std::move(sorted);
}

} // namespace bayme::sandbox

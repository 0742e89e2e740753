// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// The part of a list that a call's page shows; pages beyond the end are empty, not wrong.
struct Slice {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string page_info; ///< JSON text of the member's value
};

/// `page` and `page_size` of the call over so many items, and what a fault does to them.
Slice slice_of(const Call& call, std::size_t total);

/// "NAME":[…],"page_info":{…}, without the braces around; `write` appends the JSON text of an item.
template <typename Items, typename Write>
std::string page_members(const Call& call, std::string_view name, const Items& items, Write write) {
    const auto slice = slice_of(call, items.size());
    std::string out;
    out.append("\"").append(name).append("\":[");
    for (auto i = slice.first; i < slice.last; ++i) {
        if (i > slice.first) {
            out.push_back(',');
        }
        write(out, items[i]);
    }
    return out.append("],\"page_info\":").append(slice.page_info);
}

template <typename Items, typename Write>
Answer paged(const Call& call, std::string_view name, const Items& items, Write write) {
    return Answer{"{" + page_members(call, name, items, write) + "}"};
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/paging.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t usual_size = 10;

} // namespace

Slice slice_of(const Call& call, std::size_t total) {
    const auto number = call.parameters.integer("page", 1);
    const auto size = call.parameters.integer("page_size", usual_size);
    const auto end = static_cast<std::int64_t>(total);
    const auto start_of = [&](std::int64_t page) {
        return page - 1 > end / size ? end : std::min((page - 1) * size, end);
    };
    auto first = start_of(number);
    auto stated = end;
    if (call.fault != nullptr) {
        const auto& fault = *call.fault;
        if (fault.duplicate_page && number > 1) {
            first = start_of(number - 1);
        } else if (number > 1) {
            first = std::clamp<std::int64_t>(first - fault.shift, 0, end);
        }
        stated += fault.wrong_total == "total_number" ? 1 : 0;
    }
    const auto last = std::min(first + size, end);
    first = std::min(first + (call.sabotaged(&FaultRule::drop_row) ? 1 : 0), last);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last),
            fmt::format(R"({{"page":{},"page_size":{},"total_number":{},"total_page":{}}})", number,
                        size, stated, (end + size - 1) / size)};
}

} // namespace bayme::sandbox

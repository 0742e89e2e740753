// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace bayme::sandbox {

/// Which part of a list a page shows; pages beyond the end are empty, not wrong.
struct Page {
    std::int64_t number = 1;
    std::int64_t size = 10;

    [[nodiscard]] std::size_t first(std::size_t total, std::int64_t shown_number) const {
        const auto before = static_cast<std::size_t>(shown_number - 1);
        return before > total ? total : std::min(before * static_cast<std::size_t>(size), total);
    }
    [[nodiscard]] std::size_t last(std::size_t total, std::size_t first) const {
        return std::min(first + static_cast<std::size_t>(size), total);
    }
    /// The member page_info, without a comma before it.
    [[nodiscard]] std::string json(std::size_t total, std::size_t stated_total) const {
        const auto step = static_cast<std::size_t>(size);
        return fmt::format(
            R"("page_info":{{"page":{},"page_size":{},"total_number":{},"total_page":{}}})", number,
            size, stated_total, (total + step - 1) / step);
    }
};

} // namespace bayme::sandbox

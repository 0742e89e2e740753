// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "snapshots/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::reports {

/// "day hour advertiser campaign adgroup ad": what an answer may be grouped by.
using Dimension = snapshots::Column;
std::optional<Dimension> parse_dimension(std::string_view text);

struct Order {
    std::string field; ///< a dimension or a metric of the answer
    bool descending = false;
};

/// A question as people ask it, names unchecked.
struct ReportRequest {
    std::vector<std::string> dimensions;
    std::vector<std::string> metrics;
    Day from; ///< account days, both ends included
    Day to;
    /// Terms joined by `and`: `campaign_id = "1"`, `ad_id in ("1", "2")`, `spend > 10`,
    /// `campaign_name contains "summer"`. Ids choose facts; metrics and names choose rows.
    std::string where;
    std::optional<Instant> as_of;
    std::vector<Order> order; ///< the order of the keys when empty
    std::optional<std::int64_t> limit;
};

} // namespace bayme::reports

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// One value of a report that is not of /report/integrated/get/, in the platform's text; nothing
/// for null and "-".
struct NamedValue {
    std::string name;
    OptionalText value;

    bool operator==(const NamedValue&) const = default;
};

/// One row: what it is about, and the figures.
struct MetricRow {
    std::vector<NamedValue> dimensions;
    std::vector<NamedValue> metrics;
    std::vector<Unmodelled> unmodelled;
};

/// One page of such rows; `totals` when they were asked for.
struct MetricPage {
    std::vector<MetricRow> rows;
    PageInfo info;
    std::vector<NamedValue> totals;
    std::vector<Unmodelled> unmodelled;
};

} // namespace bayme::tiktok

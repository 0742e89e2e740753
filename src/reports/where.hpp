// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "reports/request.hpp"
#include "snapshots/facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::reports {

enum class Comparison : std::uint8_t { equal, not_equal, less, at_most, more, at_least };

/// `campaign_id in (…)`: facts of other objects are not read.
struct ObjectTerm {
    Dimension column;
    std::vector<snapshots::ObjectNumber> any_of;
};
/// `spend > 10`, held against the row's value.
struct MetricTerm {
    snapshots::MetricIndex metric;
    Comparison comparison;
    std::int64_t value; ///< as the metric's Unit says
};
/// `campaign_name contains "summer"` (letters of either case), or `=` for the whole name.
struct NameTerm {
    Dimension column;
    bool whole;
    std::string text;
};

/// All terms must hold.
struct Where {
    std::vector<ObjectTerm> objects;
    std::vector<MetricTerm> metrics;
    std::vector<NameTerm> names;
};

/// Reads terms joined by `and`; and, in, contains may be written in either case.
/// @return invalid_input with the field "where" and what was expected at which place.
Result<Where> parse_where(std::string_view text);

bool holds(const MetricTerm& term, std::int64_t value);

} // namespace bayme::reports

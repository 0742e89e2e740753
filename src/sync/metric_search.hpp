// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "snapshots/metrics.hpp"

#include <functional>
#include <vector>

namespace bayme::sync {

/// Whether TikTok answers a report with these metrics. An error ends the search.
using TakesMetrics = std::function<Result<bool>(const std::vector<snapshots::MetricIndex>&)>;

/// Which of a refused report's metrics TikTok does not take, by halving: about 2 log2(n) questions
/// for one of n, whatever words the refusal comes in. Where two only conflict with each other the
/// later one is left out. `likeliest` are asked about as a group of their own.
/// @return nothing when not even the first metric is taken alone: something else is refused.
Result<std::vector<snapshots::MetricIndex>>
find_refused(const std::vector<snapshots::MetricIndex>& metrics,
             const std::vector<snapshots::MetricIndex>& likeliest, const TakesMetrics& takes);

} // namespace bayme::sync

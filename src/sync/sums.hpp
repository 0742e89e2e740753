// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"

namespace bayme::sync {

/// What a column of the batch adds up to; no value counts as nothing.
std::int64_t sum_of(const snapshots::FactBatch& facts, std::size_t column);

/// By how much two sums over `numbers` numbers together may differ. Each number was rounded to the
/// currency's digits on the wire: money may be off by half of its smallest unit per number, counts
/// not at all.
std::int64_t rounding(const snapshots::Metric& metric, const Currency& currency,
                      std::int64_t numbers);

/// How the hours of a closed day stand against the day's own window.
enum class DaySum {
    agrees,
    differs,
    unproven, ///< the day's window is not complete: there is nothing to hold them against
};

/// Holds the facts of one account day by hour against the additive metrics of the day's window at
/// the same level, within rounding [DESIGN 6.2]. Platform totals do not come with hours.
Result<DaySum> compare_with_day(snapshots::Snapshots& snapshots, const snapshots::Window& hours,
                                const snapshots::FactBatch& facts, const Currency& currency);

} // namespace bayme::sync

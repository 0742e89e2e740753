// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/query.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bayme::reports {

/// How much of a day's final value was known so long after its end, over the days it rests on.
struct MaturityPoint {
    int hours = 0;
    Micros share = 0; ///< of all days together, in millionths: may pass 1, since figures also fall
    /// Between which shares eight of ten days lay; nothing with fewer than five days.
    std::optional<Micros> low;
    std::optional<Micros> high;
    int days = 0;
};

/// How the figures of one metric ripen. Rests on superseded values: what a day's figure was at each
/// age, and what it is `final_after` days after the day's end.
struct MaturityCurve {
    snapshots::MetricIndex metric = 0;
    std::string group; ///< see MaturityQuestion; empty: the whole account
    int final_after = 0;
    std::vector<MaturityPoint> points; ///< by hours; empty: no day is old enough yet
};

struct MaturityQuestion {
    UtcOffset offset; ///< of the account
    Instant now;
    /// Which group an object counts in; others are left out. Empty: all in one.
    std::map<snapshots::ObjectNumber, std::string> groups;
};

/// Metrics that go on growing after their day: conversions are booked on the day of the click.
bool grows_late(snapshots::MetricIndex metric);
/// Every stored metric that does.
std::vector<snapshots::MetricIndex> late_metrics();
/// Days after which a figure may no longer change: TikTok's longest attribution window.
inline constexpr int longest_attribution = 28;

/// One curve for each metric and group of an account's history. "Final" is 28 days after the day;
/// 7 or 3 while there are not seven days that old. A day counts at an age at which it had been
/// fetched, and at which its versions are still kept.
std::vector<MaturityCurve> maturity_of(const snapshots::FactHistory& history,
                                       const MaturityQuestion& question);

/// The point of a curve for a day that ended so long ago, between its points in proportion; nothing
/// for a curve without points. Past the last point everything is known.
std::optional<MaturityPoint> known_after(const MaturityCurve& curve, std::chrono::minutes age);

} // namespace bayme::reports

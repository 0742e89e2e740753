// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/maturity.hpp"

#include <algorithm>
#include <array>

namespace bayme::reports {
namespace {

using snapshots::FactHistory;
using snapshots::MetricIndex;

// Ages that versions are kept at for good [DESIGN 6.3], the most final first.
constexpr std::array final_ages{28, 7, 3};
constexpr std::array ages{0, 3, 6, 12, 16, 24, 36, 48, 72, 168, 336};
constexpr std::size_t enough_days = 7;
constexpr std::size_t fewest_for_range = 5;
constexpr std::chrono::hours tolerance{1};

constexpr std::array<std::string_view, 9> late_names{
    "conversion",           "result",         "initiate_checkout",
    "complete_payment",     "total_purchase", "total_complete_payment_rate",
    "total_purchase_value", "app_install",    "registration"};

/// A share in millionths.
Micros share_of(std::int64_t part, std::int64_t whole) {
    return ratio_micros(part, whole).value_or(0);
}

/// Between the neighbours in proportion.
Micros quantile(const std::vector<Micros>& sorted, std::int64_t tenths) {
    const auto place = static_cast<std::int64_t>(sorted.size() - 1) * tenths;
    const auto below = static_cast<std::size_t>(place / 10);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place % 10) / 10;
}

/// The stays of one day, of one group.
struct DayLife {
    Day day;
    Instant first_seen = Instant::max();
    std::vector<std::size_t> stays;
};

class Estimate {
public:
    Estimate(const FactHistory& history, const MaturityQuestion& question)
        : history_(history), question_(question) {
        for (std::size_t i = 0; i < history.stays.size(); ++i) {
            const auto group = group_of(history.stays[i].object);
            if (!group) {
                continue;
            }
            auto& days = groups_[*group];
            const auto& stay = history.stays[i];
            if (days.empty() || days.back().day != stay.day) {
                days.push_back({.day = stay.day, .stays = {}});
            }
            days.back().stays.push_back(i);
            days.back().first_seen = std::min(days.back().first_seen, stay.from);
        }
    }

    [[nodiscard]] std::vector<MaturityCurve> run() const {
        std::vector<MaturityCurve> curves;
        for (const auto& [group, days] : groups_) {
            for (std::size_t metric = 0; metric < history_.metrics.size(); ++metric) {
                curves.push_back(curve(group, days, metric));
            }
        }
        return curves;
    }

private:
    [[nodiscard]] std::optional<std::string> group_of(snapshots::ObjectNumber object) const {
        if (question_.groups.empty()) {
            return std::string{};
        }
        const auto found = question_.groups.find(object);
        return found == question_.groups.end() ? std::nullopt : std::optional{found->second};
    }

    /// The day's value so long after its end; nothing when it had not been fetched by then or the
    /// versions of that time are gone.
    [[nodiscard]] std::optional<std::int64_t> value(const DayLife& life, std::size_t metric,
                                                    int hours) const {
        const auto asked = question_.offset.end_of(life.day) + std::chrono::hours{hours};
        if (asked > question_.now || life.first_seen > asked) {
            return std::nullopt;
        }
        const auto kept = history_.ladder.kept_at(asked, life.day, question_.offset);
        if (!kept || asked - *kept >= tolerance) {
            return std::nullopt;
        }
        std::int64_t sum = 0;
        for (const auto index : life.stays) {
            const auto& stay = history_.stays[index];
            if (stay.from <= *kept && *kept < stay.until) {
                const auto held = history_.value(index, metric);
                sum += held == snapshots::no_value ? 0 : held;
            }
        }
        return sum;
    }

    [[nodiscard]] MaturityPoint point(const std::vector<DayLife>& days, std::size_t metric,
                                      int hours, int final_after) const {
        MaturityPoint point{.hours = hours, .low = {}, .high = {}};
        std::int64_t then = 0;
        std::int64_t in_the_end = 0;
        std::vector<Micros> shares;
        for (const auto& life : days) {
            const auto known = value(life, metric, hours);
            const auto final_value = value(life, metric, final_after * 24);
            if (known && final_value && *final_value > 0) {
                then += *known;
                in_the_end += *final_value;
                shares.push_back(share_of(*known, *final_value));
            }
        }
        point.days = static_cast<int>(shares.size());
        point.share = share_of(then, in_the_end);
        if (shares.size() >= fewest_for_range) {
            std::ranges::sort(shares);
            point.low = quantile(shares, 1);
            point.high = quantile(shares, 9);
        }
        return point;
    }

    [[nodiscard]] MaturityCurve curve(const std::string& group, const std::vector<DayLife>& days,
                                      std::size_t metric) const {
        MaturityCurve curve{.metric = history_.metrics[metric], .group = group, .points = {}};
        for (const int final_after : final_ages) {
            const auto old_enough =
                static_cast<std::size_t>(std::ranges::count_if(days, [&](const DayLife& life) {
                    return value(life, metric, final_after * 24) &&
                           life.first_seen <= question_.offset.end_of(life.day.plus(1));
                }));
            const bool last = final_after == final_ages.back();
            if (old_enough < (last ? 1 : enough_days)) {
                continue;
            }
            curve.final_after = final_after;
            for (const int hours : ages) {
                auto found = point(days, metric, hours, final_after);
                if (hours < final_after * 24 && found.days > 0) {
                    curve.points.push_back(found);
                }
            }
            break;
        }
        return curve;
    }

    const FactHistory& history_;
    const MaturityQuestion& question_;
    std::map<std::string, std::vector<DayLife>> groups_; ///< days ascending
};

} // namespace

bool grows_late(MetricIndex metric) {
    return std::ranges::find(late_names, snapshots::metric(metric).name) != late_names.end();
}

std::vector<MetricIndex> late_metrics() {
    std::vector<MetricIndex> late;
    for (const auto name : late_names) {
        if (const auto index = snapshots::find_metric(name)) {
            late.push_back(*index);
        }
    }
    return late;
}

std::vector<MaturityCurve> maturity_of(const FactHistory& history,
                                       const MaturityQuestion& question) {
    return Estimate{history, question}.run();
}

std::optional<MaturityPoint> known_after(const MaturityCurve& curve, std::chrono::minutes age) {
    if (curve.points.empty()) {
        return std::nullopt;
    }
    const auto hours = static_cast<int>(std::max<std::int64_t>(age.count() / 60, 0));
    const auto above = std::ranges::find_if(
        curve.points, [&](const MaturityPoint& point) { return point.hours >= hours; });
    if (above == curve.points.end()) {
        const auto end = curve.final_after * 24;
        if (hours >= end) {
            return MaturityPoint{.hours = hours,
                                 .share = micros_per_unit,
                                 .low = micros_per_unit,
                                 .high = micros_per_unit,
                                 .days = curve.points.back().days};
        }
        auto last = curve.points.back();
        last.hours = hours;
        return last;
    }
    if (above == curve.points.begin() || above->hours == hours) {
        auto found = *above;
        found.hours = hours;
        return found;
    }
    const auto& below = *(above - 1);
    const auto between = [&](Micros low, Micros high) {
        return low + (high - low) * (hours - below.hours) / (above->hours - below.hours);
    };
    MaturityPoint found{.hours = hours,
                        .share = between(below.share, above->share),
                        .low = {},
                        .high = {},
                        .days = std::min(below.days, above->days)};
    if (below.low && above->low) {
        found.low = between(*below.low, *above->low);
        found.high = between(*below.high, *above->high);
    }
    return found;
}

} // namespace bayme::reports

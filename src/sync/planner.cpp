// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/planner.hpp"

#include "sync/cube_choice.hpp"

#include <algorithm>
#include <limits>

namespace bayme::sync {
namespace {

constexpr int restated_days = 28;

/// What a way to ask for days costs. The order of the members is what matters more.
struct Cost {
    std::int64_t pages = 0;
    std::int64_t unwanted = 0; ///< days, then rows, that come along

    auto operator<=>(const Cost&) const = default;
    Cost operator+(const Cost& other) const {
        return {pages + other.pages, unwanted + other.unwanted};
    }
};

/// Merging as a shortest way: from each wanted day, newest first, the best next end of a range.
class Merger {
public:
    Merger(const WantedDays& wanted, const CallLimits& limits)
        : wanted_(wanted), limits_(limits), count_(wanted.days.size()) {}

    std::vector<DayRange> run() {
        std::vector<Cost> best(count_ + 1);
        std::vector<std::size_t> next(count_ + 1, count_);
        for (std::size_t from = count_; from-- > 0;) {
            best[from] = {std::numeric_limits<std::int64_t>::max(), 0};
            for (std::size_t to = from;
                 to < count_ && day(from).number() - day(to).number() < limits_.longest; ++to) {
                const auto cost = price(from, to);
                // The longest of equals: fewer calls, and the newest days come first.
                if (cost && *cost + best[to + 1] <= best[from]) {
                    best[from] = *cost + best[to + 1];
                    next[from] = to + 1;
                }
            }
        }
        std::vector<DayRange> ranges;
        for (std::size_t from = 0; from < count_; from = next[from]) {
            ranges.push_back({day(next[from] - 1), day(from)});
        }
        return ranges;
    }

private:
    /// Newest first.
    [[nodiscard]] Day day(std::size_t at) const { return wanted_.days[count_ - 1 - at]; }

    [[nodiscard]] std::int64_t rows_of(Day one) const {
        const auto found = wanted_.rows.find(one);
        return found == wanted_.rows.end() ? wanted_.typical.value_or(0) : found->second;
    }

    /// One call from day(to) up to day(from); nothing when that may not be.
    [[nodiscard]] std::optional<Cost> price(std::size_t from, std::size_t to) const {
        std::int64_t rows = 0;
        std::int64_t wanted_rows = 0;
        for (auto one = day(to); one <= day(from); one = one.plus(1)) {
            rows += rows_of(one);
        }
        for (auto at = from; at <= to; ++at) {
            wanted_rows += rows_of(day(at));
        }
        const bool several = from != to;
        const bool moves = day(from) >= wanted_.today;
        if (several && (rows > limits_.most_rows || (moves && rows >= limits_.page_rows))) {
            return std::nullopt;
        }
        return Cost{std::max<std::int64_t>(1, (rows + limits_.page_rows - 1) / limits_.page_rows),
                    rows - wanted_rows};
    }

    const WantedDays& wanted_;
    const CallLimits& limits_;
    std::size_t count_;
};

} // namespace

std::vector<DayRange> merge_days(const WantedDays& wanted, const CallLimits& limits) {
    return Merger{wanted, limits}.run();
}

ReportsPrice& ReportsPrice::operator+=(const ReportsPrice& other) {
    windows += other.windows;
    calls += other.calls;
    rows += other.rows;
    rows_known = rows_known && other.rows_known;
    if (other.oldest) {
        oldest = std::min(oldest.value_or(*other.oldest), *other.oldest);
    }
    return *this;
}

ReportsPrice price_days(const WantedDays& wanted, const CallLimits& limits) {
    ReportsPrice price{.windows = std::ssize(wanted.days), .oldest = {}};
    if (!wanted.days.empty()) {
        price.oldest = wanted.days.front();
    }
    for (const auto& range : merge_days(wanted, limits)) {
        std::int64_t rows = 0;
        for (auto day = range.first; day <= range.last; day = day.plus(1)) {
            const auto known = wanted.rows.find(day);
            rows += known == wanted.rows.end() ? wanted.typical.value_or(0) : known->second;
            price.rows_known =
                price.rows_known && (known != wanted.rows.end() || wanted.typical.has_value());
        }
        price.rows += rows;
        price.calls += std::max<std::int64_t>(1, (rows + limits.page_rows - 1) / limits.page_rows);
    }
    return price;
}

WantedDays due_days(const snapshots::Cube& cube, const std::vector<snapshots::Cell>& cells,
                    const AccountClock& clock) {
    const auto& timetable = timetable_of(cube);
    std::map<Day, const snapshots::Cell*> known;
    WantedDays wanted{
        .days = {}, .rows = {}, .typical = typical_rows(cells), .today = clock.today()};
    for (const auto& cell : cells) {
        known.emplace(cell.day, &cell);
        if (cell.facts_at) {
            wanted.rows.emplace(cell.day, cell.rows);
        }
    }
    for (auto day = wanted.today.plus(-timetable.oldest()); day <= wanted.today;
         day = day.plus(1)) {
        const auto found = known.find(day);
        if (is_due(timetable, day, found == known.end() ? nullptr : found->second, clock)) {
            wanted.days.push_back(day);
        }
    }
    return wanted;
}

tiktok::Priority priority_of(DayRange days, const AccountClock& clock) {
    const int youngest = clock.age(days.last);
    return youngest <= 0               ? tiktok::Priority::today
           : youngest <= restated_days ? tiktok::Priority::restatement
                                       : tiktok::Priority::backfill;
}

} // namespace bayme::sync

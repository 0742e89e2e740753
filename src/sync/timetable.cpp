// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/timetable.hpp"

#include <algorithm>
#include <array>

namespace bayme::sync {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours noon{12};
constexpr hours try_again{3};

constexpr std::array day_rungs{
    Rung{0, 0, minutes{15}},
    Rung{1, 3, hours{3}},
    Rung{4, 28, hours{24}},
    Rung{29, 90, hours{24 * 7}},
};
constexpr std::array hour_rungs{Rung{0, 0, minutes{15}}, Rung{1, 3, hours{3}}};
constexpr std::array hour_looks{7, 28};

constexpr Timetable by_day{day_rungs, {}};
constexpr Timetable by_hour{hour_rungs, hour_looks};

/// The last of the moments `every` apart that lie at noon UTC, later by the account's jitter. What
/// comes every quarter of an hour is asked for by the tick, without jitter. Weeks begin on a day of
/// the account's own.
Instant last_of(minutes every, Instant until, const AccountClock& clock) {
    Instant start{};
    if (every >= hours{1}) {
        start += noon + clock.jitter;
    }
    if (every > hours{24}) {
        start += hours{24} * (clock.jitter.count() % 7);
    }
    return start + std::chrono::floor<minutes>(until - start) / every * every;
}

class Latest {
public:
    explicit Latest(Instant now) : now_(now) {}

    void offer(Instant moment) {
        if (moment <= now_ && (!found || moment > *found)) {
            found = moment;
        }
    }

    std::optional<Instant> found;

private:
    Instant now_;
};

} // namespace

int Timetable::oldest() const {
    return std::max(rungs.empty() ? 0 : rungs.back().until, once.empty() ? 0 : once.back());
}

const Timetable& timetable_of(const snapshots::Cube& cube) {
    return cube.grain == snapshots::Grain::hour ? by_hour : by_day;
}

std::chrono::seconds jitter_of(const AdvertiserId& advertiser) {
    constexpr std::uint32_t longest = 40 * 60;
    std::uint32_t hash = 2'166'136'261U; // FNV-1a
    for (const char c : advertiser.text()) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    }
    return std::chrono::seconds{hash % longest};
}

std::optional<Instant> last_mark(const Timetable& timetable, Day day, const AccountClock& clock) {
    if (clock.age(day) < 0 || clock.age(day) > timetable.oldest()) {
        return std::nullopt;
    }
    Latest latest{clock.now};
    for (const auto& rung : timetable.rungs) {
        const auto begins = clock.offset.start_of(day.plus(rung.from));
        const auto ends = clock.offset.end_of(day.plus(rung.until));
        const auto moment = last_of(rung.every, std::min(clock.now, ends - microseconds{1}), clock);
        if (moment >= begins) {
            latest.offer(moment);
        }
    }
    for (const int age : timetable.once) {
        latest.offer(snapshots::settled_at(day.plus(age - 1), clock.offset) + clock.jitter);
    }
    if (!timetable.rungs.empty()) {
        latest.offer(clock.offset.end_of(day));
        latest.offer(snapshots::settled_at(day, clock.offset) + clock.jitter);
    }
    return latest.found;
}

bool is_due(const Timetable& timetable, Day day, const snapshots::Cell* cell,
            const AccountClock& clock) {
    const auto mark = last_mark(timetable, day, clock);
    if (!mark || cell == nullptr) {
        return mark.has_value();
    }
    // A clock that ran ahead and was set back does not keep anything from being fetched.
    if (cell->fetched_at < *mark || cell->fetched_at > clock.now) {
        return true;
    }
    const bool closed = clock.offset.end_of(day) <= clock.now;
    const bool proven = cell->state == snapshots::CellState::complete ||
                        (cell->state == snapshots::CellState::provisional && !closed);
    return !proven && cell->fetched_at < last_of(try_again, clock.now, clock);
}

} // namespace bayme::sync

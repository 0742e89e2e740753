// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/planner.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <ctime>
#include <map>

namespace bayme::sync {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant new_year = parse_instant("2026-01-01T00:00:00Z").value();
constexpr hours a_year{365 * 24};
constexpr int quarter_of_an_hour = 15 * 60;
/// From UTC-11 to UTC+14.
constexpr int westmost = -11 * 4;
constexpr int eastmost = 14 * 4;

/// Zones in which people sit who look at accounts: each with days of 23 and 25 hours, or of 23:30.
constexpr std::array viewers{"America/New_York", "Europe/Berlin",     "Australia/Lord_Howe",
                             "America/Santiago", "Africa/Casablanca", "Pacific/Auckland",
                             "America/St_Johns", "Asia/Jerusalem"};

/// The zone of the machine, for one test.
class MachineZone {
public:
    explicit MachineZone(const char* zone) {
        setenv("TZ", zone, 1);
        tzset();
    }
    MachineZone(const MachineZone&) = delete;
    MachineZone& operator=(const MachineZone&) = delete;
    ~MachineZone() {
        unsetenv("TZ");
        tzset();
    }
};

/// One account through a year: what the planner says is due is fetched at once.
class AccountYear {
public:
    explicit AccountYear(UtcOffset offset) : offset_(offset) {}

    /// `wall` is what the program's clock says at `true_time`.
    void look(Instant true_time, Instant wall) {
        const AccountClock clock{.now = wall, .offset = offset_, .jitter = minutes{7}};
        const auto& cube = *snapshots::find_cube("advertiser_day");
        std::vector<snapshots::Cell> known;
        const auto today = clock.today();
        for (auto at = cells_.lower_bound(today.plus(-timetable_of(cube).oldest()));
             at != cells_.end() && at->first <= today; ++at) {
            known.push_back(at->second);
        }
        for (const auto day : due_days(cube, known, clock).days) {
            auto& cell = cells_[day];
            cell.day = day;
            cell.state = offset_.end_of(day) <= wall ? snapshots::CellState::complete
                                                     : snapshots::CellState::provisional;
            cell.fetched_at = wall;
            fetched_[day] = true_time;
            if (offset_.end_of(day) <= true_time) {
                first_closed_.emplace(day, true_time);
            }
        }
    }

    /// Days whose window was not fetched between their end and `patience` later, or stands as it
    /// was before they ended.
    [[nodiscard]] std::vector<Day> missed(Instant until, hours patience) const {
        std::vector<Day> days;
        for (auto day = offset_.day_of(new_year).plus(1); offset_.end_of(day) + patience <= until;
             day = day.plus(1)) {
            const auto closed = first_closed_.find(day);
            const auto last = fetched_.find(day);
            if (closed == first_closed_.end() || closed->second > offset_.end_of(day) + patience ||
                last->second < offset_.end_of(day)) {
                days.push_back(day);
            }
        }
        return days;
    }

private:
    UtcOffset offset_;
    std::map<Day, snapshots::Cell> cells_;
    std::map<Day, Instant> fetched_;
    std::map<Day, Instant> first_closed_;
};

class YearTest : public testing::TestWithParam<int> {
protected:
    UtcOffset offset_ = UtcOffset::from_seconds(GetParam() * quarter_of_an_hour).value();
    MachineZone zone_{viewers.at(static_cast<std::size_t>(GetParam() - westmost) % viewers.size())};
};

TEST_P(YearTest, EveryAccountDayComesOnceAndHas24Hours) {
    std::map<Day, std::array<int, 24>> seen;
    for (auto moment = new_year; moment < new_year + a_year; moment += minutes{15}) {
        ++seen[offset_.day_of(moment)].at(static_cast<std::size_t>(offset_.hour_of(moment)));
    }

    auto day = seen.begin()->first;
    for (const auto& [key, quarters] : seen) {
        ASSERT_EQ(key, day) << "a day is missing";
        ASSERT_EQ(offset_.end_of(day) - offset_.start_of(day), hours{24});
        ASSERT_EQ(offset_.end_of(day), offset_.start_of(day.plus(1)));
        const bool whole =
            offset_.start_of(day) >= new_year && offset_.end_of(day) <= new_year + a_year;
        for (const auto count : quarters) {
            ASSERT_TRUE(!whole || count == 4) << day << " has an hour of " << count << " quarters";
        }
        day = day.plus(1);
    }
}

/// The clock goes back by an hour every month, and for two days in May it is a year ahead.
TEST_P(YearTest, EveryAccountDayIsFetchedAfterItEndsThoughTheClockJumps) {
    AccountYear account{offset_};
    const auto ahead = new_year + hours{24 * 130};
    auto behind = hours{0};
    int looks = 0;
    for (auto moment = new_year; moment < new_year + a_year; moment += hours{12}, ++looks) {
        if (looks % 60 == 30) {
            behind = behind == hours{0} ? hours{1} : hours{0};
        }
        const bool wrong = moment >= ahead && moment < ahead + hours{48};
        account.look(moment, wrong ? moment + a_year : moment - behind);
    }

    // While the clock is wrong nothing can be fetched; then everything is caught up on.
    EXPECT_EQ(account.missed(new_year + a_year - hours{24}, hours{48 + 12}), std::vector<Day>{});
}

INSTANTIATE_TEST_SUITE_P(Offsets, YearTest, testing::Range(westmost, eastmost + 1));

} // namespace
} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/planted.hpp"
#include "sync_fixture.hpp"

#include <algorithm>

namespace bayme::sync {
namespace {

using snapshots::CellState;
using snapshots::Proof;

const Day closed = Day::parse("2026-02-28").value();
const Day today = Day::parse("2026-03-01").value();

/// One campaign that delivers in two hours of each day. What the platform says of a day and of its
/// hours is set apart.
class HoursTest : public SyncTest {
protected:
    void SetUp() override {
        SyncTest::SetUp();
        client.on_report = [this](const tiktok::ReportRequest& request, int) {
            const bool hourly = request.grain == tiktok::ReportGrain::hour;
            (hourly ? calls_by_hour : calls_by_day) += 1;
            tiktok::ReportPage page;
            page.rows = {tiktok::dimensions_of(request).size(), request.metrics.size()};
            for (auto day = request.days.first; day <= request.days.last; day = day.plus(1)) {
                if (hourly) {
                    add(page, request, day, 9, hours[0]);
                    add(page, request, day, 21, hours[1]);
                } else {
                    add(page, request, day, tiktok::ReportRows::no_hour, whole_day);
                }
            }
            page.info = {1, 1000, static_cast<std::int64_t>(page.rows.size()), 1};
            if (missing_by_day && !hourly) {
                page.info.total_number += 1;
            }
            return page;
        };
    }

    struct Figures {
        Micros spend;
        std::int64_t clicks;
    };
    static void add(tiktok::ReportPage& page, const tiktok::ReportRequest& request, Day day,
                    int hour, Figures figures) {
        const auto column = [&](std::string_view metric) {
            return static_cast<std::size_t>(std::ranges::find(request.metrics, metric) -
                                            request.metrics.begin());
        };
        const auto at = page.rows.add_row();
        page.rows.set_text(at, 0, "11");
        page.rows.set_time(at, day, hour);
        page.rows.set_value(at, column("spend"), figures.spend);
        page.rows.set_value(at, column("clicks"), figures.clicks * micros_per_unit);
    }

    ReportsOutcome sync(Day day, bool with_day = true) {
        std::vector<const snapshots::Cube*> cubes{snapshots::find_cube("campaign_hour")};
        if (with_day) {
            cubes.insert(cubes.begin(), snapshots::find_cube("campaign_day"));
        }
        auto outcome = reports.sync(run, context, shop,
                                    {.days = {day, day}, .cubes = cubes, .windows = Windows::all});
        EXPECT_TRUE(outcome) << outcome.error();
        return outcome.value_or(ReportsOutcome{});
    }
    snapshots::Cell cell(Day day) {
        return snapshots
            .cells({.cube = *snapshots::find_cube("campaign_hour"),
                    .advertisers = {shop},
                    .days = {day, day},
                    .as_of = std::nullopt})
            .value()
            .at(0);
    }

    Figures whole_day{30'000'000, 8};
    std::vector<Figures> hours{{10'000'000, 3}, {20'000'000, 5}};
    bool missing_by_day = false;
    int calls_by_day = 0;
    int calls_by_hour = 0;
};

TEST_F(HoursTest, HoursThatAddUpToTheirDayAreCompleteWithThatProof) {
    sync(closed);

    EXPECT_EQ(cell(closed).state, CellState::complete);
    EXPECT_EQ(cell(closed).proof, Proof::day_sum);
    EXPECT_EQ(cell(closed).rows, 2);
    EXPECT_EQ(calls_by_hour, 1);
}

TEST_F(HoursTest, MoneyMayDifferByTheRoundingOfHoursAndDay) {
    hours[0].spend += 15'000; // two hours and a day, each rounded to cents: half a cent each
    sync(closed);
    EXPECT_EQ(cell(closed).state, CellState::complete);

    hours[0].spend += 1;
    sync(closed);
    EXPECT_EQ(cell(closed).state, CellState::partial);
}

TEST_F(HoursTest, HoursThatDifferFromTheirDayAreNotCompleteAndSaySo) {
    hours[1].clicks = 6;

    const auto outcome = sync(closed);

    EXPECT_EQ(cell(closed).state, CellState::partial);
    EXPECT_EQ(cell(closed).reason, "hours_differ");
    EXPECT_EQ(cell(closed).rows, 0);
    EXPECT_EQ(outcome.windows_partial, 1);
    EXPECT_EQ(calls_by_hour, 4);
    EXPECT_EQ(calls_by_day, 2) << "and the day itself was looked at once more";
}

// The defect that the test above must notice: with it, the same hours are called complete.
TEST_F(HoursTest, ProgramThatBelievesHoursWouldCallThemComplete) {
    const test::Planted defect{"sync.believe_hours"};
    hours[1].clicks = 6;

    sync(closed);

    EXPECT_EQ(cell(closed).state, CellState::complete);
}

TEST_F(HoursTest, ADayThatWasRestatedSinceIsReadAgainFirst) {
    sync(closed);
    whole_day.clicks = hours[1].clicks = 9;
    hours[0].clicks = 0;

    sync(closed, false);

    EXPECT_EQ(cell(closed).state, CellState::complete);
    EXPECT_EQ(calls_by_hour, 2);
    EXPECT_EQ(calls_by_day, 2);
}

TEST_F(HoursTest, HoursOfADayThatIsNotCompleteAreShownButNotCalledComplete) {
    missing_by_day = true;

    sync(closed);

    EXPECT_EQ(cell(closed).state, CellState::provisional);
    EXPECT_EQ(cell(closed).proof, Proof::none);
    EXPECT_EQ(cell(closed).reason, "day_not_complete");
    EXPECT_EQ(cell(closed).rows, 2);
}

TEST_F(HoursTest, TodaysHoursAreProvisionalWhateverTheDaySays) {
    hours[1].clicks = 6;

    sync(today);

    EXPECT_EQ(cell(today).state, CellState::provisional);
    EXPECT_EQ(cell(today).reason, "");
    EXPECT_EQ(calls_by_hour, 1);
}

} // namespace
} // namespace bayme::sync

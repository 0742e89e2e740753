// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/maturity.hpp"

#include "sandbox/world_fixture.hpp"
#include "support/memory_snapshots.hpp"

#include <gmock/gmock.h>

namespace bayme::reports {
namespace {

using snapshots::find_metric;
using std::chrono::hours;

Day day(std::string_view text) {
    return Day::parse(text).value();
}

/// Histories written by hand: an account at UTC, now is long after.
class MaturityTest : public testing::Test {
protected:
    MaturityTest() { history_.metrics = {find_metric("conversion").value()}; }

    /// `value` stood from so many hours after the day's end, until the next of the same day.
    void known(std::string_view on, int hours_after, std::int64_t value,
               snapshots::ObjectNumber object = 0) {
        const auto from = UtcOffset{}.end_of(day(on)) + hours{hours_after};
        for (auto& stay : history_.stays) {
            if (stay.day == day(on) && stay.object == object && stay.until == Instant::max()) {
                stay.until = from;
            }
        }
        history_.stays.push_back({.advertiser = 7001,
                                  .day = day(on),
                                  .object = object,
                                  .from = from,
                                  .until = Instant::max()});
        history_.values.push_back(value);
    }
    std::vector<MaturityCurve> curves() {
        return maturity_of(history_, {.offset = {},
                                      .now = parse_instant("2026-06-01T00:00:00Z").value(),
                                      .groups = groups_});
    }
    static MaturityPoint at(const MaturityCurve& curve, int age) {
        for (const auto& point : curve.points) {
            if (point.hours == age) {
                return point;
            }
        }
        return {};
    }

    snapshots::FactHistory history_;
    std::map<snapshots::ObjectNumber, std::string> groups_;
};

TEST_F(MaturityTest, TheShareIsOfAllDaysTogether) {
    // 20 of 40 and 30 of 160 after six hours: 50 of 200.
    for (const auto& [on, early, late] :
         {std::tuple{"2026-03-01", 20, 40}, std::tuple{"2026-03-02", 30, 160}}) {
        known(on, -1, 5);
        known(on, 6, early);
        known(on, 60, late);
    }
    // Six more, or "final" would be nearer.
    for (int i = 3; i < 9; ++i) {
        known(fmt::format("2026-03-0{}", i), -1, 0);
    }

    const auto curve = curves().at(0);

    EXPECT_EQ(curve.final_after, 28);
    EXPECT_EQ(at(curve, 6).share, 250'000);
    EXPECT_EQ(at(curve, 6).days, 2) << "days without a conversion prove nothing";
    EXPECT_EQ(at(curve, 0).share, 50'000);
    EXPECT_EQ(at(curve, 72).share, micros_per_unit);
}

TEST_F(MaturityTest, EightOfTenDaysLieBetweenLowAndHigh) {
    // Shares of 10, 20, … 100 %: the ends cut off a tenth of the way each.
    for (int i = 1; i <= 10; ++i) {
        const auto on = fmt::format("2026-03-{:02}", i);
        known(on, -1, i * 10);
        known(on, 50, 100);
    }

    const auto point = at(curves().at(0), 24);

    EXPECT_EQ(point.days, 10);
    EXPECT_EQ(point.share, 550'000);
    EXPECT_EQ(point.low, 190'000);
    EXPECT_EQ(point.high, 910'000);
}

TEST_F(MaturityTest, ADayCountsOnlyAtAgesAtWhichItHadBeenFetched) {
    for (int i = 1; i <= 8; ++i) {
        known(fmt::format("2026-03-{:02}", i), i == 1 ? 24 : -1, 50);
    }

    const auto curve = curves().at(0);

    EXPECT_EQ(at(curve, 12).days, 7);
    EXPECT_EQ(at(curve, 24).days, 8);
}

TEST_F(MaturityTest, AgesWhoseVersionsAreGoneAreLeftOut) {
    for (int i = 1; i <= 8; ++i) {
        known(fmt::format("2026-03-{:02}", i), -1, 50);
        known(fmt::format("2026-03-{:02}", i), 10, 100);
    }
    history_.ladder.all_from = parse_instant("2026-05-30T00:00:00Z").value();
    history_.ladder.hours_from = parse_instant("2026-05-18T00:00:00Z").value();

    const auto curve = curves().at(0);

    EXPECT_EQ(at(curve, 0).share, 500'000) << "what stood at the day's end is kept for good";
    EXPECT_EQ(at(curve, 6).days, 0);
    EXPECT_EQ(at(curve, 24).share, micros_per_unit);
}

TEST_F(MaturityTest, YoungInstallationsTakeANearerEnd) {
    for (int i = 1; i <= 9; ++i) {
        known(fmt::format("2026-05-2{}", i - 1), -1, 10);
    }

    const auto curve = curves().at(0);

    EXPECT_EQ(curve.final_after, 3);
    EXPECT_EQ(curve.points.back().hours, 48);
}

TEST_F(MaturityTest, WithoutOldDaysThereIsNoCurve) {
    known("2026-05-31", -1, 10);

    EXPECT_THAT(curves().at(0).points, testing::IsEmpty());
    EXPECT_FALSE(known_after(curves().at(0), hours{5}));
}

TEST_F(MaturityTest, GroupsHaveCurvesOfTheirOwn) {
    groups_ = {{1, "click 7 days"}, {2, "click 1 day"}};
    for (int i = 1; i <= 8; ++i) {
        const auto on = fmt::format("2026-03-{:02}", i);
        known(on, -1, 50, 1);
        known(on, 30, 100, 1);
        known(on, -1, 90, 2);
        known(on, 30, 100, 2);
        known(on, -1, 77, 3);
    }

    const auto all = curves();

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].group, "click 1 day");
    EXPECT_EQ(at(all[0], 24).share, 900'000);
    EXPECT_EQ(at(all[1], 24).share, 500'000);
}

TEST_F(MaturityTest, BetweenTwoPointsTheShareIsInProportion) {
    MaturityCurve curve{.metric = 0, .group = {}, .final_after = 28, .points = {}};
    curve.points = {{.hours = 0, .share = 400'000, .low = 300'000, .high = 500'000, .days = 9},
                    {.hours = 24, .share = 800'000, .low = 700'000, .high = 900'000, .days = 8}};

    const auto found = known_after(curve, hours{6});

    ASSERT_TRUE(found);
    EXPECT_EQ(found->share, 500'000);
    EXPECT_EQ(found->low, 400'000);
    EXPECT_EQ(found->days, 8);
    EXPECT_EQ(known_after(curve, hours{28 * 24})->share, micros_per_unit);
}

/// A world whose conversions arrive by a known curve (data/sandbox/worlds/usual.json).
class MaturityOfTheSandbox : public sandbox::WorldsTest {
protected:
    std::int64_t conversions(Day on) {
        const auto counts = figures("advertiser", account_, on.text());
        return counts.empty() ? 0 : counts.at("conversion").as_int64();
    }
    void clock(Instant to) {
        command("/clock", R"({"now":")" + format_instant(to) + R"("})");
        clock_.set(format_instant(to));
    }
    void publish(Day on, std::int64_t value) {
        snapshots::Publish made;
        made.run = RunId{fmt::format("r{}", ++runs_)};
        made.advertiser = AdvertiserId{account_};
        made.cube = *snapshots::find_cube("advertiser_day");
        made.facts.metrics = {find_metric("conversion").value()};
        snapshots::Cell cell;
        cell.day = on;
        cell.state = snapshots::CellState::complete;
        cell.fetched_at = clock_.now();
        made.cells.push_back(cell);
        const std::array values{value};
        made.facts.add({on, -1, 0, 0, 0}, values);
        ASSERT_TRUE(store_.publish(made));
    }

    test::FakeClock clock_;
    test::MemorySnapshots store_{clock_};
    int runs_ = 0;
};

TEST_F(MaturityOfTheSandbox, TheCurveIsTheOneTheWorldWasMadeWith) {
    start_in(R"({"name":"ripening","teaches":"How conversions come in.",)"
             R"("conversions":{"window":168,"delay":[[0,300],[6,640],[24,790],[48,870],[72,920],)"
             R"([120,965],[168,1000]]}})");
    const auto first = day("2026-03-02");
    constexpr int days = 21;
    constexpr std::array looks{0, 6, 12, 24, 48, 72, 168};
    const auto info = get("advertiser/info", {{"advertiser_ids", R"([")" + account_ + R"("])"}});
    const auto offset =
        UtcOffset::parse_zone(std::string{list(info).at(0).at("timezone").as_string()}).value();
    std::map<Instant, Day> moments;
    for (int i = 0; i < days; ++i) {
        for (const int look : looks) {
            // Days look at different seconds: no two fall together.
            moments[offset.end_of(first.plus(i)) + hours{look} - seconds{i + 1}] = first.plus(i);
        }
    }
    std::map<Day, std::vector<std::int64_t>> truth;
    for (const auto& [moment, on] : moments) {
        clock(moment);
        truth[on].push_back(conversions(on));
        publish(on, truth[on].back());
    }
    const auto now = moments.rbegin()->first + seconds{60};

    const auto history = store_.history({.cube = *snapshots::find_cube("advertiser_day"),
                                         .advertisers = {AdvertiserId{account_}},
                                         .days = {first, first.plus(days - 1)},
                                         .metrics = {find_metric("conversion").value()},
                                         .objects = {}});
    ASSERT_TRUE(history);
    const auto curve = maturity_of(*history, {.offset = offset, .now = now, .groups = {}}).at(0);

    // The clicks of a day are up to 24 hours older than its end.
    const std::map<int, std::pair<double, double>> made_with{
        {0, {0.30, 0.79}},  {6, {0.64, 0.81}},  {12, {0.69, 0.83}},
        {24, {0.79, 0.87}}, {48, {0.87, 0.92}}, {72, {0.92, 0.9425}}};
    EXPECT_EQ(curve.final_after, 7);
    for (std::size_t i = 0; i + 1 < looks.size(); ++i) {
        std::int64_t then = 0;
        std::int64_t in_the_end = 0;
        for (const auto& [on, values] : truth) {
            then += values.at(i);
            in_the_end += values.at(looks.size() - 1);
        }
        const auto point = std::ranges::find(curve.points, looks[i], &MaturityPoint::hours);
        ASSERT_NE(point, curve.points.end()) << looks[i];
        EXPECT_EQ(point->days, days);
        EXPECT_NEAR(static_cast<double>(point->share),
                    static_cast<double>(then * micros_per_unit / in_the_end), 1)
            << looks[i];
        const auto share = static_cast<double>(point->share) / 1e6;
        EXPECT_GE(share, made_with.at(looks[i]).first - 0.02) << looks[i];
        EXPECT_LE(share, made_with.at(looks[i]).second + 0.02) << looks[i];
        EXPECT_LE(*point->low, point->share);
        EXPECT_GE(*point->high, point->share);
    }
}

} // namespace
} // namespace bayme::reports

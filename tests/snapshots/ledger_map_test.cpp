// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/ledger_map.hpp"

#include "snapshots/store_fixture.hpp"

namespace bayme::snapshots {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// 12:00 UTC of 5 March. Cells of a Draft were fetched at 10:00; their account is an hour ahead.
class LedgerMapTest : public StoreTest<MemoryStore> {
protected:
    LedgerMap map(std::vector<Cube> cubes, std::string_view first, std::string_view last) {
        LedgerMap map{{.accounts = {{AdvertiserId{"7001"}, UtcOffset::from_seconds(3600).value()}},
                       .cubes = std::move(cubes),
                       .days = {day(first), day(last)},
                       .now = instant("2026-03-05T12:00:00Z")}};
        EXPECT_TRUE(map.fill(*store_));
        return map;
    }
    static std::vector<CellState> states(const std::vector<Tile>& tiles) {
        std::vector<CellState> found;
        for (const auto& tile : tiles) {
            found.push_back(tile.worst);
        }
        return found;
    }
    const Cube ads_ = *find_cube("ad_day");
    const Cube campaigns_ = *find_cube("campaign_day");
};

TEST_F(LedgerMapTest, ATileShowsItsWorstWindow) {
    publish(Draft{"r1"}.cell("2026-03-01").cell("2026-03-02"));
    publish(Draft{"r2", "campaign_day"}.cell("2026-03-01").cell("2026-03-02", CellState::partial));

    const auto both = map({ads_, campaigns_}, "2026-03-01", "2026-03-03");

    using enum CellState;
    EXPECT_THAT(states(both.tiles(0, std::nullopt, 1)),
                ElementsAre(complete, partial, never_fetched));
    EXPECT_THAT(states(both.tiles(0, 0, 1)), ElementsAre(complete, complete, never_fetched));
    EXPECT_THAT(states(both.tiles(0, std::nullopt, 2)), ElementsAre(partial, never_fetched));
}

TEST_F(LedgerMapTest, DaysThatHaveNotBegunAreNoGaps) {
    const auto ahead = map({ads_}, "2026-03-05", "2026-03-07");

    const auto tiles = ahead.tiles(0, std::nullopt, 1);
    EXPECT_TRUE(tiles[0].begun);
    EXPECT_FALSE(tiles[1].begun);
    EXPECT_EQ(ahead.sums(0, std::nullopt).windows, 1);
    EXPECT_EQ(ahead.sums(0, std::nullopt).gaps, 1);
}

TEST_F(LedgerMapTest, NeighbouringDaysWithoutProvenFactsAreOneGap) {
    publish(Draft{"r1"}
                .cell("2026-03-02")
                .fact("2026-03-02", 1, 500)
                .fact("2026-03-02", 2, 500)
                .fact("2026-03-02", 3, 500)
                .cell("2026-03-03", CellState::failed));

    const auto gaps = map({ads_}, "2026-02-27", "2026-03-04").gaps(0);

    ASSERT_THAT(gaps, SizeIs(2));
    EXPECT_EQ(gaps[0].days, (DayRange{day("2026-03-03"), day("2026-03-04")}));
    EXPECT_EQ(gaps[0].worst, CellState::never_fetched);
    EXPECT_EQ(gaps[0].rows_a_day, 3);
    EXPECT_EQ(gaps[1].days, (DayRange{day("2026-02-27"), day("2026-03-01")}));
}

TEST_F(LedgerMapTest, ProvisionalFactsAreNoGap) {
    publish(Draft{"r1"}.cell("2026-03-05", CellState::provisional));

    EXPECT_THAT(map({ads_}, "2026-03-05", "2026-03-05").gaps(0), IsEmpty());
}

TEST_F(LedgerMapTest, WindowsWithFactsAreAskedWhetherTheyAreOverdue) {
    publish(Draft{"r1"}.cell("2026-03-04").cell("2026-03-05", CellState::provisional));
    LedgerMap asking{{.accounts = {{AdvertiserId{"7001"}, {}}},
                      .cubes = {ads_},
                      .days = {day("2026-03-03"), day("2026-03-05")},
                      .now = instant("2026-03-05T12:00:00Z"),
                      .overdue = [](std::size_t account, const CellGlance& cell) {
                          return account == 0 && cell.day == day("2026-03-05");
                      }}};

    ASSERT_TRUE(asking.fill(*store_));

    EXPECT_EQ(asking.sums(0, 0).overdue, 1);
    EXPECT_FALSE(asking.tiles(0, 0, 1)[1].overdue);
    EXPECT_TRUE(asking.tiles(0, 0, 1)[2].overdue);
}

TEST_F(LedgerMapTest, SumsTellTheAgeOfWhatStands) {
    auto old = Draft{"r1"}.cell("2026-03-01").fact("2026-03-01", 1, 500);
    old.edit().cells[0].fetched_at = instant("2026-03-02T00:00:00Z");
    publish(old);
    publish(Draft{"r2"}.cell("2026-03-02").fact("2026-03-02", 1, 500));

    const auto sums = map({ads_}, "2026-03-01", "2026-03-03").sums(0, std::nullopt);

    EXPECT_EQ(sums.windows, 3);
    EXPECT_EQ(sums.complete, 2);
    EXPECT_EQ(sums.rows, 2);
    EXPECT_EQ(sums.oldest_fetch, instant("2026-03-02T00:00:00Z"));
    EXPECT_EQ(sums.newest_fetch, instant("2026-03-05T10:00:00Z"));
}

} // namespace
} // namespace bayme::snapshots

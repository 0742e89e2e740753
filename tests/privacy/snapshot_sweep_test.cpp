// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/snapshot_sweep.hpp"

#include "support/fake_clock.hpp"
#include "support/memory_snapshots.hpp"

#include <gtest/gtest.h>

namespace bayme::privacy {
namespace {

const AdvertiserId shop{"7002238017842757633"};

void publish(snapshots::Snapshots& store, const Clock& clock, const char* cube, Day day) {
    snapshots::Publish made{.run = RunId{fmt::format("{} {}", cube, day.text())},
                            .advertiser = shop,
                            .cube = *snapshots::find_cube(cube),
                            .cells = {},
                            .facts = {}};
    snapshots::Cell cell;
    cell.day = day;
    cell.state = snapshots::CellState::complete;
    cell.fetched_at = clock.now();
    made.cells.push_back(cell);
    made.facts.metrics = {*snapshots::find_metric("clicks")};
    snapshots::FactKey key{.day = day};
    key.hour = made.cube.grain == snapshots::Grain::hour ? 3 : -1;
    made.facts.add(key, std::array<std::int64_t, 1>{1});
    store.publish(made).value();
}

TEST(SnapshotSweepTest, FactsGoWhenTheirClassHasEndedInEveryZone) {
    test::FakeClock clock{"2026-03-10T12:00:00Z"};
    test::MemorySnapshots store{clock};
    const auto table = DataTable::shipped({{"day_facts", 10}, {"hour_facts", 5}}).value();
    // 9 March is the last day that is over in no zone for certain; ten days before it is 27
    // February.
    const auto kept = Day::parse("2026-02-27").value();
    publish(store, clock, "advertiser_day", kept.plus(-1));
    publish(store, clock, "advertiser_day", kept);
    publish(store, clock, "advertiser_hour", kept.plus(4));
    publish(store, clock, "advertiser_hour", kept.plus(5));

    const auto swept = sweep_snapshots(table, store, clock.now());

    ASSERT_TRUE(swept) << swept.error();
    EXPECT_EQ(swept->facts_expired, 2);
    EXPECT_EQ(sweep_snapshots(table, store, clock.now())->facts_expired, 0);
    const auto cells = store.cells(
        {.cube = {}, .advertisers = {shop}, .days = {kept.plus(-5), kept.plus(10)}, .as_of = {}});
    EXPECT_EQ(cells->size(), 2U);
}

} // namespace
} // namespace bayme::privacy

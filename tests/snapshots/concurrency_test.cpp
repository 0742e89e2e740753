// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/store_fixture.hpp"

#include <atomic>
#include <thread>

namespace bayme::snapshots {
namespace {

constexpr ObjectNumber ads = 100;

Draft all_ads(int round) {
    Draft draft{fmt::format("r{}", round)};
    draft.cell("2026-03-01");
    for (ObjectNumber ad = 1; ad <= ads; ++ad) {
        draft.fact("2026-03-01", ad, round);
    }
    return draft;
}

Query total_spend(std::optional<Instant> as_of = {}) {
    Query query;
    query.cube = *find_cube("ad_day");
    query.advertisers = {AdvertiserId{"7001"}};
    query.days = {day("2026-03-01"), day("2026-03-01")};
    query.metrics = {metric_named("spend")};
    query.as_of = as_of;
    return query;
}

/// Reads now, then as of the moment that answer named, then as of the clock's own now, twice.
/// @return what does not hold.
std::string look(Snapshots& store, const Clock& clock) {
    const auto now = store.read(total_spend()).value();
    if (now.values.at(0) % static_cast<std::int64_t>(ads) != 0) {
        return "half a window";
    }
    if (store.read(total_spend(now.as_of)).value().values != now.values) {
        return "another answer for the moment the first one named";
    }
    const auto moment = clock.now();
    const auto first = store.read(total_spend(moment)).value();
    const auto second = store.read(total_spend(moment)).value();
    return first.values == second.values ? "" : "another answer for the same moment";
}

TEST(Concurrency, ReadersBesideAPublisherSeeWholeWindowsAndRepeatableMoments) {
    const test::ScratchFolder folder;
    const SystemClock clock;
    const auto store = DuckDbStore::open(folder, clock);
    ASSERT_TRUE(store->publish(all_ads(1)));
    std::atomic<bool> done = false;
    std::vector<std::string> faults(2);

    std::vector<std::jthread> readers;
    for (auto& fault : faults) {
        readers.emplace_back([&] {
            do {
                fault = look(*store, clock);
            } while (fault.empty() && !done);
        });
    }
    for (int round = 2; round <= 25; ++round) {
        EXPECT_TRUE(store->publish(all_ads(round)));
    }
    done = true;
    readers.clear();

    EXPECT_THAT(faults, testing::Each(testing::IsEmpty()));
    EXPECT_EQ(store->read(total_spend())->values.at(0), 25 * static_cast<std::int64_t>(ads));
}

} // namespace
} // namespace bayme::snapshots

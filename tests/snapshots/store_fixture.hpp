// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/duckdb/duckdb_snapshots.hpp"
#include "support/fake_clock.hpp"
#include "support/memory_snapshots.hpp"
#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bayme::snapshots {

inline MetricIndex metric_named(std::string_view name) {
    return find_metric(name).value();
}
inline Day day(std::string_view text) {
    return Day::parse(text).value();
}
inline Instant instant(std::string_view text) {
    return parse_instant(text).value();
}

/// A publish of ad_day for one account, written the way one says it.
class Draft {
public:
    explicit Draft(std::string_view run, std::string_view cube = "ad_day",
                   std::string_view advertiser = "7001") {
        publish_.run = RunId{run};
        publish_.advertiser = AdvertiserId{advertiser};
        publish_.cube = *find_cube(cube);
        publish_.facts.metrics = {metric_named("spend"), metric_named("impressions")};
    }
    Draft& cell(std::string_view on, CellState state = CellState::complete) {
        Cell cell;
        cell.day = day(on);
        cell.state = state;
        cell.proof = state == CellState::complete ? Proof::total_metrics : Proof::none;
        cell.fetched_at = instant("2026-03-05T10:00:00Z");
        cell.currency = Currency::parse("EUR").value();
        cell.offset = UtcOffset::from_seconds(3600).value();
        publish_.cells.push_back(cell);
        return *this;
    }
    Draft& fact(std::string_view on, ObjectNumber ad, std::int64_t spend,
                std::int64_t impressions = 1) {
        return fact(FactKey{day(on), -1, 10, 20, ad}, spend, impressions);
    }
    Draft& fact(const FactKey& key, std::int64_t spend, std::int64_t impressions = 1) {
        const std::array values{spend, impressions};
        publish_.facts.add(key, values);
        return *this;
    }
    Publish& edit() { return publish_; }
    operator const Publish&() const { return publish_; } // NOLINT(google-explicit-constructor)

private:
    Publish publish_;
};

/// Opens the store under test; DuckDB's can be closed and opened again.
struct DuckDbStore {
    static std::unique_ptr<Snapshots> open(const test::ScratchFolder& folder, const Clock& clock) {
        DuckDbOptions options;
        options.threads = 1;
        auto store = open_duckdb(folder / "facts.duckdb", clock, options);
        EXPECT_TRUE(store) << store.error();
        return store ? std::move(*store) : nullptr;
    }
};
struct MemoryStore {
    static std::unique_ptr<Snapshots> open(const test::ScratchFolder& /*folder*/,
                                           const Clock& clock) {
        return std::make_unique<test::MemorySnapshots>(clock);
    }
};

/// Spend by ad, over all accounts and days of March 2026.
using Spends = std::map<ObjectNumber, std::int64_t>;

template <typename Store>
class StoreTest : public testing::Test {
protected:
    StoreTest() : store_(Store::open(folder_, clock_)) {}

    PublishOutcome publish(const Publish& draft) {
        auto outcome = store_->publish(draft);
        EXPECT_TRUE(outcome) << outcome.error();
        return outcome ? *outcome : PublishOutcome{};
    }
    static Query march(std::string_view cube = "ad_day") {
        Query query;
        query.cube = *find_cube(cube);
        query.advertisers = {AdvertiserId{"7001"}};
        query.days = {day("2026-03-01"), day("2026-03-31")};
        query.metrics = {metric_named("spend"), metric_named("impressions")};
        return query;
    }
    Table read(const Query& query) {
        auto table = store_->read(query);
        EXPECT_TRUE(table) << table.error();
        return table ? *table : Table{};
    }
    Spends spends(std::optional<Instant> as_of = {}) {
        auto query = march();
        query.as_of = as_of;
        query.group_by = {Column::ad};
        const auto table = read(query);
        Spends found;
        for (std::size_t row = 0; row < table.rows; ++row) {
            found[table.keys[row]] = table.values[row * 2];
        }
        return found;
    }
    std::vector<Cell> cells(std::optional<Instant> as_of = {}) {
        auto found = store_->cells({*find_cube("ad_day"),
                                    {AdvertiserId{"7001"}},
                                    {day("2026-03-01"), day("2026-03-31")},
                                    as_of});
        EXPECT_TRUE(found) << found.error();
        return found ? *found : std::vector<Cell>{};
    }
    void expect_sound() {
        const auto faults = store_->check();
        ASSERT_TRUE(faults) << faults.error();
        EXPECT_THAT(*faults, testing::IsEmpty());
    }

    test::FakeClock clock_{"2026-03-05T10:00:00Z"};
    test::ScratchFolder folder_;
    std::unique_ptr<Snapshots> store_;
};

} // namespace bayme::snapshots

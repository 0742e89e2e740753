// SPDX-License-Identifier: LicenseRef-Bayme
#include "made_facts.hpp"
#include "snapshots/duckdb/duckdb_snapshots.hpp"
#include "sync/lateness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

// A look over the ledger of many accounts: `bench_ledger FOLDER [ACCOUNTS]`.
namespace bayme::bench {
namespace {

constexpr int days = 365;
constexpr int first_account = 7001;

template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::cerr << result.error() << '\n';
        std::exit(1); // NOLINT(concurrency-mt-unsafe): one thread
    }
    return std::move(*result);
}

/// A year of complete cells in every cube, each three weeks with a day left out.
void fill(snapshots::Snapshots& store, int accounts) {
    int run = 0;
    for (int account = 0; account < accounts; ++account) {
        for (const auto& cube : snapshots::cubes()) {
            auto publish =
                made_publish({.account = static_cast<std::uint64_t>(first_account + account),
                              .days = days,
                              .ads = 0},
                             ++run);
            publish.cube = cube;
            std::erase_if(publish.cells, [&](const snapshots::Cell& cell) {
                return (cell.day.number() + account) % 21 == 0;
            });
            must(store.publish(publish));
        }
    }
}

snapshots::MapQuestion question(int accounts) {
    const Shape shape;
    std::vector<snapshots::MapAccount> asked;
    for (int account = 0; account < accounts; ++account) {
        asked.push_back({AdvertiserId{std::to_string(first_account + account)}, {}});
    }
    return sync::map_question(
        std::move(asked), {snapshots::cubes().begin(), snapshots::cubes().end()},
        {shape.first, shape.first.plus(days - 1)}, UtcOffset{}.start_of(shape.first.plus(days)));
}

int run(const std::string& folder, int accounts) {
    const SystemClock clock;
    const auto store = must(snapshots::open_duckdb(folder + "/facts.duckdb", clock, {}));
    fill(*store, accounts);
    std::vector<double> times;
    std::int64_t gaps = 0;
    std::size_t tiles = 0;
    for (int i = 0; i < 11; ++i) {
        const auto start = std::chrono::steady_clock::now();
        snapshots::LedgerMap map{question(accounts)};
        if (const auto filled = map.fill(*store); !filled) {
            std::cerr << filled.error() << '\n';
            return 1;
        }
        gaps = 0;
        tiles = 0;
        for (std::size_t account = 0; account < static_cast<std::size_t>(accounts); ++account) {
            gaps += static_cast<std::int64_t>(map.gaps(account).size());
            tiles += map.tiles(account, std::nullopt, 7).size();
        }
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                .count());
    }
    std::ranges::sort(times);
    std::cout << fmt::format("{} accounts x {} days x {} cubes: {} tiles, {} gaps, median {:.1f} "
                             "ms, worst {:.1f} ms\n",
                             accounts, days, snapshots::cubes().size(), tiles, gaps,
                             times[times.size() / 2], times.back());
    return 0;
}

} // namespace
} // namespace bayme::bench

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "bench_ledger FOLDER [ACCOUNTS]\n";
        return 2;
    }
    return bayme::bench::run(arguments[1], count > 2 ? std::atoi(arguments[2]) : 500);
}

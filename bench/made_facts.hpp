// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/facts.hpp"
#include "snapshots/snapshots.hpp"

#include <cstdint>
#include <ctime>
#include <vector>

namespace bayme::bench {

/// One call's worth of ads: `ads` on each of `days` days, the same in every version but for values.
struct Shape {
    std::uint64_t account = 7001;
    Day first = Day::from_number(20'000);
    int days = 1;
    int ads = 1000;
    int version = 1;
};

inline constexpr std::size_t metric_count = 30;

/// The first 30 stored metrics of ad_day.
inline std::vector<snapshots::MetricIndex> made_metrics() {
    auto metrics = snapshots::fetched_metrics(*snapshots::find_cube("ad_day"));
    metrics.resize(metric_count);
    return metrics;
}

/// Small numbers as an ad's day has them; another version changes most of them.
inline std::int64_t made_value(std::uint64_t ad, int day, std::size_t metric, int version) {
    std::uint64_t mixed = (ad * 31 + static_cast<std::uint64_t>(day)) * 37 + metric;
    mixed = (mixed * 41 + static_cast<std::uint64_t>(version)) * 0x9E3779B97F4A7C15U;
    return static_cast<std::int64_t>(mixed >> 48U) >> (metric % 8);
}

inline std::uint64_t made_ad(const Shape& shape, int number) {
    return 1'700'000'000'000'000'000U + shape.account * 1'000'000 +
           static_cast<std::uint64_t>(number);
}

/// Five ads in an ad group, twenty in a campaign.
inline std::uint64_t made_adgroup(std::uint64_t ad) {
    return ad / 5;
}
inline std::uint64_t made_campaign(std::uint64_t ad) {
    return ad / 20;
}

inline snapshots::FactBatch made_facts(const Shape& shape) {
    snapshots::FactBatch facts;
    facts.metrics = made_metrics();
    std::vector<std::int64_t> values(metric_count);
    for (int day = 0; day < shape.days; ++day) {
        for (int ad = 0; ad < shape.ads; ++ad) {
            const auto id = made_ad(shape, ad);
            for (std::size_t i = 0; i < metric_count; ++i) {
                const bool micros = snapshots::in_micros(snapshots::metric(facts.metrics[i]).unit);
                values[i] = made_value(id, day, i, shape.version) * (micros ? 10'000 : 1);
            }
            facts.add({shape.first.plus(day), -1, made_campaign(id), made_adgroup(id), id}, values);
        }
    }
    return facts;
}

inline snapshots::Publish made_publish(const Shape& shape, int run) {
    snapshots::Publish publish;
    publish.run = RunId{fmt::format("run{}", run)};
    publish.advertiser = AdvertiserId{fmt::to_string(shape.account)};
    publish.cube = *snapshots::find_cube("ad_day");
    for (int day = 0; day < shape.days; ++day) {
        snapshots::Cell cell;
        cell.day = shape.first.plus(day);
        cell.state = snapshots::CellState::complete;
        cell.proof = snapshots::Proof::total_metrics;
        cell.currency = Currency::parse("EUR").value();
        publish.cells.push_back(cell);
    }
    return publish;
}

/// Seconds of wall clock and of this process's CPU, all threads.
struct Spent {
    double wall = 0;
    double cpu = 0;

    static Spent now() {
        const auto read = [](clockid_t clock) {
            timespec time{};
            clock_gettime(clock, &time);
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
        };
        return {read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID)};
    }
    void add_since(const Spent& start) {
        const auto end = now();
        wall += end.wall - start.wall;
        cpu += end.cpu - start.cpu;
    }
};

} // namespace bayme::bench

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/reports.hpp"
#include "support/fake_clock.hpp"
#include "support/memory_snapshots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bayme::reports {

/// Names as a test gives them; the moment is only remembered.
class FixedNames final : public NameSource {
public:
    Result<Names> names(const AdvertiserId& /*advertiser*/, snapshots::Level level,
                        std::optional<Instant> moment) override {
        asked_for = moment;
        return by_level[level];
    }
    std::map<snapshots::Level, Names> by_level;
    std::optional<Instant> asked_for;
};

class ReportTest : public testing::Test {
protected:
    /// One campaign's day, or hour: values by metric name, money in millionths.
    struct Row {
        std::string day;
        snapshots::ObjectNumber campaign;
        std::vector<std::int64_t> values;
        int hour = -1;
    };

    /// Publishes the rows of one account to campaign_day, or campaign_hour when they have hours,
    /// each day whole.
    Instant given(const std::vector<std::string>& metrics, const std::vector<Row>& rows,
                  std::string_view account = "7001", std::string_view currency = "EUR") {
        snapshots::Publish publish;
        publish.run = RunId{fmt::format("run{}", ++runs_)};
        publish.advertiser = AdvertiserId{account};
        publish.cube =
            *snapshots::find_cube(rows.front().hour < 0 ? "campaign_day" : "campaign_hour");
        for (const auto& name : metrics) {
            publish.facts.metrics.push_back(snapshots::find_metric(name).value());
        }
        for (const auto& row : rows) {
            const auto day = Day::parse(row.day).value();
            if (std::ranges::find(publish.cells, day, &snapshots::Cell::day) ==
                publish.cells.end()) {
                snapshots::Cell cell;
                cell.day = day;
                cell.state = snapshots::CellState::complete;
                cell.currency = Currency::parse(currency).value();
                cell.fetched_at = clock_.now();
                publish.cells.push_back(cell);
            }
            publish.facts.add({day, static_cast<std::int8_t>(row.hour), row.campaign, 0, 0},
                              row.values);
        }
        const auto outcome = snapshots_.publish(publish);
        EXPECT_TRUE(outcome) << outcome.error();
        clock_.advance(std::chrono::hours{1});
        return outcome ? outcome->observed_at : Instant{};
    }

    static ReportRequest asking(std::vector<std::string> dimensions,
                                std::vector<std::string> metrics) {
        ReportRequest request;
        request.dimensions = std::move(dimensions);
        request.metrics = std::move(metrics);
        request.from = Day::parse("2026-03-01").value();
        request.to = Day::parse("2026-03-02").value();
        return request;
    }
    Result<Report> run(const ReportRequest& request) { return reports_.query(request, accounts_); }
    Report answer(const ReportRequest& request) {
        auto report = run(request);
        EXPECT_TRUE(report) << report.error();
        return report ? std::move(*report) : Report{};
    }

    test::FakeClock clock_{"2026-03-05T10:00:00Z"};
    test::MemorySnapshots snapshots_{clock_};
    FixedNames names_;
    Reports reports_{snapshots_, names_};
    std::vector<AdvertiserId> accounts_{AdvertiserId{"7001"}};

private:
    int runs_ = 0;
};

} // namespace bayme::reports

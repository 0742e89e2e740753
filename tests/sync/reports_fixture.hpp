// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sync_fixture.hpp"

#include <algorithm>

namespace bayme::sync {

inline Day day(std::string_view text) {
    return Day::parse(text).value();
}

struct TestRow {
    std::string campaign;
    std::string day;
    Micros spend;
    std::int64_t clicks;
};

/// The platform's true rows, answered as /report/integrated/get/ would at campaign level.
class ReportsTest : public SyncTest {
protected:
    void SetUp() override {
        SyncTest::SetUp();
        client.on_report = [this](const tiktok::ReportRequest& request, int) {
            requests.push_back(request);
            return page(request);
        };
    }

    tiktok::ReportPage page(const tiktok::ReportRequest& request) const {
        tiktok::ReportPage answer;
        answer.rows = {tiktok::dimensions_of(request).size() + request.attributes.size(),
                       request.metrics.size()};
        answer.totals.assign(request.metrics.size(), tiktok::ReportRows::absent);
        // A search for what is refused asks for some metrics only.
        const auto put = [&](std::size_t row, std::string_view metric, Micros value) {
            const auto place = column(request, metric);
            if (place < request.metrics.size()) {
                answer.rows.set_value(row, place, value);
                answer.totals[place] += value;
            }
        };
        for (const auto* const metric : {"spend", "clicks"}) {
            if (const auto place = column(request, metric); place < request.metrics.size()) {
                answer.totals[place] = 0;
            }
        }
        for (const auto& row : rows) {
            if (!request.days.contains(day(row.day))) {
                continue;
            }
            const auto at = answer.rows.add_row();
            answer.rows.set_text(at, 0, row.campaign);
            answer.rows.set_time(at, day(row.day), tiktok::ReportRows::no_hour);
            put(at, "spend", row.spend);
            put(at, "clicks", row.clicks * micros_per_unit);
        }
        answer.info = {1, 1000, static_cast<std::int64_t>(answer.rows.size()), 1};
        return answer;
    }

    static std::size_t column(const tiktok::ReportRequest& request, std::string_view metric) {
        return static_cast<std::size_t>(std::ranges::find(request.metrics, metric) -
                                        request.metrics.begin());
    }

    ReportsOutcome sync(std::string_view from, std::string_view to, bool only_missing = false) {
        auto outcome = reports.sync(run, context, shop,
                                    {.days = {day(from), day(to)},
                                     .cubes = {snapshots::find_cube("campaign_day")},
                                     .windows = only_missing ? Windows::missing : Windows::all});
        EXPECT_TRUE(outcome) << outcome.error();
        return outcome.value_or(ReportsOutcome{});
    }
    std::vector<snapshots::Cell> cells(std::string_view from, std::string_view to) {
        return snapshots
            .cells({.cube = *snapshots::find_cube("campaign_day"),
                    .advertisers = {shop},
                    .days = {day(from), day(to)},
                    .as_of = std::nullopt})
            .value();
    }

    std::vector<TestRow> rows{{"11", "2026-02-27", 12'340'000, 3},
                              {"11", "2026-02-28", 1'500'000, 1},
                              {"12", "2026-02-28", 20'000'000, 7}};
    std::vector<tiktok::ReportRequest> requests;
};

} // namespace bayme::sync

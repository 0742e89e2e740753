// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports_fixture.hpp"
#include "sync/metric_search.hpp"
#include "sync/slices.hpp"

#include <set>

namespace bayme::sync {
namespace {

using snapshots::CellState;
using snapshots::MetricIndex;

Error platform_error(ErrorCode code, std::string reason) {
    return Error{code, "TikTok says no"}.because(std::move(reason));
}

class NarrowingTest : public ReportsTest {
protected:
    /// Ranges longer than this are answered with 40067.
    void refuse_ranges_over(int days) {
        client.on_report = [this, days](const tiktok::ReportRequest& request,
                                        int) -> Result<tiktok::ReportPage> {
            requests.push_back(request);
            if (request.days.size() > days) {
                return fail(platform_error(ErrorCode::invalid_input, "tiktok.40067"));
            }
            return page(request);
        };
    }
    void refuse_metrics(std::set<std::string> names) {
        client.on_report = [this, names = std::move(names)](const tiktok::ReportRequest& request,
                                                            int) -> Result<tiktok::ReportPage> {
            requests.push_back(request);
            for (const auto& name : request.metrics) {
                if (names.contains(name)) {
                    return fail(platform_error(ErrorCode::invalid_input, "tiktok.40002"));
                }
            }
            return page(request);
        };
    }
    std::vector<int> sizes_asked() {
        std::vector<int> sizes;
        for (const auto& request : requests) {
            sizes.push_back(request.days.size());
        }
        requests.clear();
        return sizes;
    }
    std::vector<storage::RefusedMetric> refused() {
        return memory->refused(*state.database->begin_read().value(), shop).value();
    }
};

// Complaint 29: "query too large", and a user who has to guess how many days are not.
TEST_F(NarrowingTest, ARangeThatIsTooLargeIsHalvedAndWhatWorkedIsRemembered) {
    refuse_ranges_over(8);

    const auto outcome = sync("2026-02-01", "2026-02-28");
    EXPECT_EQ(outcome.windows_complete, 28);
    EXPECT_EQ(sizes_asked(), (std::vector{28, 14, 7, 7, 14, 7, 7}));

    sync("2026-02-01", "2026-02-28");
    EXPECT_EQ(sizes_asked(), (std::vector{7, 7, 7, 7}));
}

TEST_F(NarrowingTest, ADayLaterALongerRangeIsTriedAndForgottenWhenItIsStillTooLarge) {
    refuse_ranges_over(8);
    sync("2026-02-01", "2026-02-28");
    sizes_asked();

    state.clock.advance(std::chrono::hours{24});
    sync("2026-02-01", "2026-02-28");
    EXPECT_EQ(sizes_asked(), (std::vector{14, 7, 7, 14, 7, 7}));

    state.clock.advance(std::chrono::hours{24});
    refuse_ranges_over(30);
    sync("2026-02-01", "2026-02-28");
    EXPECT_EQ(sizes_asked(), (std::vector{14, 14}));
    state.clock.advance(std::chrono::hours{24});
    sync("2026-02-01", "2026-02-28");
    EXPECT_EQ(sizes_asked(), std::vector{28});
}

TEST_F(NarrowingTest, ATimeOutNarrowsWhenASingleDayIsAnswered) {
    client.on_report = [this](const tiktok::ReportRequest& request,
                              int) -> Result<tiktok::ReportPage> {
        requests.push_back(request);
        if (request.days.size() > 4) {
            return fail(platform_error(ErrorCode::unavailable, "http.timeout"));
        }
        return page(request);
    };

    EXPECT_EQ(sync("2026-02-21", "2026-02-28").windows_complete, 8);
    // Eight; the newest alone; the other seven: four and three.
    EXPECT_EQ(sizes_asked(), (std::vector{8, 1, 4, 3}));
}

TEST_F(NarrowingTest, WhenNothingIsAnsweredNothingIsLearned) {
    client.on_report = [this](const tiktok::ReportRequest& request,
                              int) -> Result<tiktok::ReportPage> {
        requests.push_back(request);
        return fail(platform_error(ErrorCode::unavailable, "tiktok.50000"));
    };

    const auto outcome = reports.sync(run, context, shop,
                                      {.days = {day("2026-02-01"), day("2026-02-28")},
                                       .cubes = {snapshots::find_cube("campaign_day")},
                                       .windows = Windows::all});

    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
    EXPECT_EQ(sizes_asked(), (std::vector{28, 1}));
    EXPECT_TRUE(memory->ranges(*state.database->begin_read().value(), shop)->empty());
}

// Complaint 15: one metric that TikTok withdraws breaks all of the stream.
TEST_F(NarrowingTest, AWithdrawnMetricIsFoundAndLeftOutAndEverythingElseArrives) {
    refuse_metrics({"likes"});

    const auto outcome = sync("2026-02-27", "2026-02-28");

    EXPECT_EQ(outcome.windows_complete, 2);
    EXPECT_EQ(outcome.inserted, 3);
    ASSERT_EQ(refused().size(), 1U);
    EXPECT_EQ(refused()[0].metric, "likes");
    EXPECT_EQ(refused()[0].cube, "campaign_day");
    EXPECT_EQ(cells("2026-02-28", "2026-02-28")[0].reason, "metrics_left_out");
    // 31 metrics: one look at all, about two for each halving, one more for the report.
    EXPECT_LE(requests.size(), 14U);
    const auto table = snapshots
                           .read({.cube = *snapshots::find_cube("campaign_day"),
                                  .advertisers = {shop},
                                  .days = {day("2026-02-28"), day("2026-02-28")},
                                  .as_of = std::nullopt,
                                  .group_by = {},
                                  .metrics = {*snapshots::find_metric("clicks")},
                                  .filters = {}},
                                 {})
                           .value();
    EXPECT_EQ(table.values.at(0), 8);
}

TEST_F(NarrowingTest, AMetricThatWasLeftOutIsTriedAgainTheNextDayOnly) {
    refuse_metrics({"likes"});
    sync("2026-02-28", "2026-02-28");
    requests.clear();

    sync("2026-02-28", "2026-02-28");
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(std::ranges::count(requests[0].metrics, "likes"), 0);

    state.clock.advance(std::chrono::hours{24});
    requests.clear();
    sync("2026-02-28", "2026-02-28");
    // With it; one metric, all others, it with them; without it.
    EXPECT_EQ(requests.size(), 5U);

    state.clock.advance(std::chrono::hours{24});
    refuse_metrics({});
    sync("2026-02-28", "2026-02-28");
    EXPECT_TRUE(refused().empty());
    EXPECT_EQ(cells("2026-02-28", "2026-02-28")[0].reason, "");
}

TEST_F(NarrowingTest, WhatIsRefusedForAnotherReasonFailsAndTheOtherCubesGoOn) {
    client.on_report = [this](const tiktok::ReportRequest& request,
                              int) -> Result<tiktok::ReportPage> {
        if (request.level == tiktok::ReportLevel::campaign) {
            return fail(platform_error(ErrorCode::invalid_input, "tiktok.40002"));
        }
        return page(request);
    };
    rows.clear();

    const auto outcome = reports.sync(
        run, context, shop,
        {.days = {day("2026-02-28"), day("2026-02-28")},
         .cubes = {snapshots::find_cube("campaign_day"), snapshots::find_cube("adgroup_day")},
         .windows = Windows::all});

    ASSERT_TRUE(outcome) << outcome.error();
    EXPECT_EQ(outcome->windows_failed, 1);
    EXPECT_EQ(outcome->windows_complete, 1);
    EXPECT_EQ(cells("2026-02-28", "2026-02-28")[0].state, CellState::failed);
    EXPECT_EQ(cells("2026-02-28", "2026-02-28")[0].reason, "tiktok.40002");
    EXPECT_TRUE(refused().empty());
}

TEST_F(NarrowingTest, AnAccountOfWhichTikTokLooksAtAPartIsAskedCampaignByCampaign) {
    {
        const auto tx = state.database->begin_write().value();
        for (const auto* id : {"11", "12"}) {
            storage::MirrorObject campaign;
            campaign.advertiser_id = shop;
            campaign.id = id;
            campaign.campaign_id = CampaignId{id};
            campaign.seen_at = state.clock.now();
            ASSERT_TRUE(mirror->put(*tx, campaign));
        }
        ASSERT_TRUE(tx->commit());
    }
    client.ads_throttled = true;
    client.on_report = [this](const tiktok::ReportRequest& request, int) {
        requests.push_back(request);
        client.ads_throttled = request.campaign_ids.empty();
        return page(request);
    };

    EXPECT_EQ(sync("2026-02-28", "2026-02-28").windows_complete, 1);
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[1].campaign_ids, (std::vector{CampaignId{"11"}, CampaignId{"12"}}));

    sync("2026-02-28", "2026-02-28");
    ASSERT_EQ(requests.size(), 3U);
    EXPECT_EQ(requests[2].campaign_ids.size(), 2U);
}

std::vector<MetricIndex> first_metrics(MetricIndex count) {
    std::vector<MetricIndex> metrics;
    for (MetricIndex index = 0; index < count; ++index) {
        metrics.push_back(index);
    }
    return metrics;
}

TEST(MetricSearchTest, TwoThatOnlyConflictWithEachOtherLoseTheLater) {
    int asked = 0;
    const TakesMetrics takes = [&](const std::vector<MetricIndex>& metrics) -> Result<bool> {
        ++asked;
        return !(std::ranges::count(metrics, 3) == 1 && std::ranges::count(metrics, 20) == 1);
    };

    EXPECT_EQ(find_refused(first_metrics(31), {}, takes).value(), std::vector<MetricIndex>{20});
    EXPECT_LE(asked, 14);
}

TEST(MetricSearchTest, SeveralThatAreRefusedAreAllFound) {
    const TakesMetrics takes = [](const std::vector<MetricIndex>& metrics) -> Result<bool> {
        return std::ranges::none_of(metrics, [](MetricIndex one) { return one == 1 || one == 30; });
    };

    EXPECT_EQ(find_refused(first_metrics(31), {}, takes).value(),
              (std::vector<MetricIndex>{1, 30}));
}

TEST(MetricSearchTest, WhenNothingIsTakenItIsNotTheMetrics) {
    int asked = 0;
    const TakesMetrics takes = [&](const std::vector<MetricIndex>&) -> Result<bool> {
        ++asked;
        return false;
    };

    EXPECT_TRUE(find_refused(first_metrics(31), {}, takes)->empty());
    EXPECT_EQ(asked, 1);
}

TEST(SlicesTest, EverySliceStaysUnderTwentyThousandAdsAndThirtyCampaigns) {
    std::vector<storage::CampaignSize> campaigns;
    for (int number = 0; number < 100; ++number) {
        campaigns.push_back({CampaignId{fmt::to_string(1000 + number)}, number * 20});
    }

    const auto slices = slice_campaigns(campaigns);

    EXPECT_TRUE(needs_slices(campaigns)); // 99,000 ads
    std::set<std::string> seen;
    for (const auto& slice : slices) {
        EXPECT_LE(slice.size(), 30U);
        std::int64_t ads = 0;
        for (const auto& id : slice) {
            EXPECT_TRUE(seen.insert(id.text()).second);
            ads += (std::stoll(id.text()) - 1000) * 20;
        }
        EXPECT_LT(ads, 20'000);
    }
    EXPECT_EQ(seen.size(), 100U);
    EXPECT_LE(slices.size(), 6U); // five would do for the ads alone
}

} // namespace
} // namespace bayme::sync

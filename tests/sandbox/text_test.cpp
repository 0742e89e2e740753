// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/civil.hpp"
#include "sandbox/decimal.hpp"
#include "sandbox/metrics.hpp"

#include <gtest/gtest.h>

namespace bayme::sandbox {

namespace {

TEST(CivilTest, DaysAndTimesReadAsTheyAreWritten) {
    // 2026-03-01 is day 20513: 56 years of 365 days, 14 leap days, 31 + 28 days.
    EXPECT_EQ(read_day("2026-03-01"), 56 * 365 + 14 + 31 + 28);
    EXPECT_EQ(day_text(20'513), "2026-03-01");
    EXPECT_EQ(time_text(20'513 * day_length + 14 * hour_length + 20 * 60 + 5),
              "2026-03-01 14:20:05");
    EXPECT_EQ(read_time("2026-03-01 14:20:05"),
              20'513 * day_length + 14 * hour_length + 20 * 60 + 5);
    EXPECT_EQ(weekday_of(20'513), 6U) << "a Sunday";
    EXPECT_EQ(month_of(20'513), 2U);
    EXPECT_EQ(day_of(-1), -1);
    EXPECT_EQ(day_of(-day_length), -1);
}

TEST(CivilTest, WhatIsNoDateIsRefused) {
    for (const auto* const text : {"", "2026-3-01", "2026-02-29", "2026-13-01", "2026-00-10",
                                   "2026/03/01", "2026-03-01 ", "abcd-ef-gh"}) {
        EXPECT_FALSE(read_day(text)) << text;
    }
    for (const auto* const text : {"2026-03-01", "2026-03-01T14:20:05", "2026-03-01 24:00:00",
                                   "2026-03-01 14:60:00", "2026-03-01 14:20:5x"}) {
        EXPECT_FALSE(read_time(text)) << text;
    }
}

TEST(DecimalTest, MoneyHasItsCurrencysDigits) {
    EXPECT_EQ(minor_text(1234, 2), "12.34");
    EXPECT_EQ(minor_text(5, 2), "0.05");
    EXPECT_EQ(minor_text(-5, 2), "-0.05");
    EXPECT_EQ(minor_text(1234, 0), "1234");
    EXPECT_EQ(minor_number(5000, 2), "50.0");
    EXPECT_EQ(minor_number(5025, 2), "50.25");
    EXPECT_EQ(minor_number(5020, 2), "50.2");
    EXPECT_EQ(minor_number(50, 0), "50.0");
}

TEST(DecimalTest, AmountsAreReadExactlyOrNotAtAll) {
    EXPECT_EQ(read_minor("50", 2), 5000);
    EXPECT_EQ(read_minor("50.2", 2), 5020);
    EXPECT_EQ(read_minor("50.25", 2), 5025);
    EXPECT_EQ(read_minor("50.2500", 2), 5025);
    EXPECT_EQ(read_minor("50", 0), 50);
    EXPECT_EQ(read_minor("50.0", 0), 50);
    for (const auto* const text : {"", "50.255", "-1", "1e3", "1.2.3", "99999999999999999999"}) {
        EXPECT_FALSE(read_minor(text, 2)) << text;
    }
    EXPECT_FALSE(read_minor("50.5", 0));
}

TEST(DecimalTest, RatiosRoundHalvesUpAndSurviveZero) {
    EXPECT_EQ(ratio_text(53, 3765, 100, 2), "1.41") << "1.40770…";
    EXPECT_EQ(ratio_text(1, 8, 1, 2), "0.13") << "0.125";
    EXPECT_EQ(ratio_text(1, 3, 1, 4), "0.3333");
    EXPECT_EQ(ratio_text(7, 0, 100, 2), "0.00");
    EXPECT_EQ(ratio_text(7, 0, 100, 0), "0");
}

/// The row of a real account's ad of 2021-10-20: spend 20.00, 3,765 impressions, 53 clicks and
/// results [samples/airbyte.expected_records].
TEST(MetricsTest, RatiosAgreeWithARealRecord) {
    const auto metrics = Metrics::load();
    ASSERT_TRUE(metrics) << metrics.error();
    Sums sums;
    sums[Counter::spend] = 2000;
    sums[Counter::impressions] = 3765;
    sums[Counter::clicks] = 53;
    sums[Counter::result] = 53;
    const auto value = [&](const char* name) {
        return metric_text(*metrics->find(name), sums, 2);
    };

    EXPECT_EQ(value("spend"), "20.00");
    EXPECT_EQ(value("ctr"), "1.41");
    EXPECT_EQ(value("cpc"), "0.38");
    EXPECT_EQ(value("cpm"), "5.31");
    EXPECT_EQ(value("cost_per_result"), "0.3774");
    EXPECT_EQ(value("result_rate"), "1.41");
    EXPECT_EQ(value("cost_per_conversion"), "0.00");
    EXPECT_EQ(value("conversion_rate"), "0.00");
    EXPECT_EQ(value("secondary_goal_result"), "-");
    EXPECT_EQ(metric_text(*metrics->find("cost_per_result"), sums, 0), "37.74")
        << "2,000 yen for 53 results";
}

} // namespace

} // namespace bayme::sandbox

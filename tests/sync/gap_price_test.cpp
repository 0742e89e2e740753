// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/gap_price.hpp"

#include <gtest/gtest.h>

namespace bayme::sync {
namespace {

snapshots::Gap gap(std::string_view cube, int days, std::optional<std::int64_t> rows_a_day) {
    const auto first = Day::parse("2026-03-01").value();
    return {.advertiser = AdvertiserId{"7001"},
            .cube = snapshots::find_cube(cube),
            .days = {first, first.plus(days - 1)},
            .rows_a_day = rows_a_day};
}

TEST(GapPrice, ACallSpansThirtyDaysAndAPageHoldsAThousandRows) {
    // 30 days x 100 rows are 3 pages, the last 5 days half of one.
    const auto price = price_of(gap("ad_day", 35, 100));

    EXPECT_EQ(price.calls, 4);
    EXPECT_EQ(price.rows, 3500);
    EXPECT_TRUE(price.rows_known);
}

TEST(GapPrice, HoursAreFetchedDayByDay) {
    EXPECT_EQ(price_of(gap("campaign_hour", 3, 1500)).calls, 6);
}

TEST(GapPrice, WithoutKnownRowsItIsTheFewestCalls) {
    const auto price = price_of(gap("ad_day", 31, std::nullopt));

    EXPECT_EQ(price.calls, 2);
    EXPECT_FALSE(price.rows_known);
}

TEST(GapPrice, TheAccountsOwnCubeHasOneRowADay) {
    const auto price = price_of(gap("advertiser_day", 30, std::nullopt));

    EXPECT_EQ(price.calls, 1);
    EXPECT_EQ(price.rows, 30);
    EXPECT_TRUE(price.rows_known);
}

} // namespace
} // namespace bayme::sync

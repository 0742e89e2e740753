// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/metrics.hpp"

#include "snapshots/facts.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bayme::snapshots {
namespace {

const Metric& named(std::string_view name) {
    return metric(find_metric(name).value());
}

TEST(Metrics, EveryNameStandsOnce) {
    std::set<std::string_view> names;

    for (const auto& metric : metrics()) {
        EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
    }
}

TEST(Metrics, AMetricIsEitherFetchedOrComputed) {
    for (const auto& metric : metrics()) {
        EXPECT_NE(metric.fetched, metric.has_formula) << metric.name;
    }
}

TEST(Metrics, FormulasUseFetchedMetricsOnly) {
    for (const auto& computed : metrics()) {
        if (computed.has_formula) {
            EXPECT_TRUE(metric(computed.formula.numerator).fetched) << computed.name;
            EXPECT_TRUE(metric(computed.formula.denominator).fetched) << computed.name;
        }
    }
}

TEST(Metrics, PaymentRateIsMoneyDespiteItsName) {
    EXPECT_EQ(named("total_complete_payment_rate").unit, Unit::money);
}

TEST(Metrics, ReachIsNeitherSummedNorAskedByHour) {
    EXPECT_EQ(named("reach").additivity, Additivity::exact_window);
    EXPECT_FALSE(named("reach").at(Grain::hour));
    EXPECT_TRUE(named("reach").at(Grain::day));
}

TEST(Metrics, ResultMeansNothingForAWholeAccount) {
    const auto asked = fetched_metrics(*find_cube("advertiser_day"));

    EXPECT_FALSE(named("result").at(Level::advertiser));
    EXPECT_EQ(std::ranges::count(asked, find_metric("result").value()), 0);
}

struct FormulaCase {
    std::string_view name;
    std::int64_t numerator;
    std::int64_t denominator;
    std::optional<Micros> expected;
};

class Formulas : public testing::TestWithParam<FormulaCase> {};

TEST_P(Formulas, AreExactFromSums) {
    const auto& [name, numerator, denominator, expected] = GetParam();

    EXPECT_EQ(evaluate(named(name), numerator, denominator), expected) << name;
}

// Money is held in millionths, counts as they are.
INSTANTIATE_TEST_SUITE_P(
    WorkedOutByHand, Formulas,
    testing::Values(FormulaCase{"ctr", 91, 110, 82'727'273},      // 91 / 110 x 100 = 82.7272727…
                    FormulaCase{"cpc", 12'500'000, 8, 1'562'500}, // 12.50 / 8 = 1.5625
                    FormulaCase{"cpc", 1'000'000, 3, 333'333},    // 0.333333
                    FormulaCase{"cpc", 1, 2, 0}, // half a millionth goes to even: 0
                    FormulaCase{"cpc", 3, 2, 2}, // one and a half goes to even: 2
                    FormulaCase{"cpm", 20'000'000, 3765,
                                5'312'085}, // 20 / 3765 x 1000 = 5.31208499…
                    FormulaCase{"complete_payment_roas", 30'000'000, 20'000'000, 1'500'000},
                    FormulaCase{"frequency", 100, 80, 1'250'000},
                    FormulaCase{"ctr", 5, 0, std::nullopt}));

TEST(HeldValues, AreMillionthsForMoneyAndWholeNumbersForCounts) {
    const auto spend = find_metric("spend").value();
    const auto clicks = find_metric("clicks").value();

    EXPECT_EQ(held_value(spend, 12'500'000), 12'500'000);
    EXPECT_EQ(held_value(clicks, 3'765'000'000), 3765);
    EXPECT_EQ(held_value(clicks, 1'500'000), std::nullopt);
    EXPECT_EQ(held_value(clicks, no_value), no_value);
}

TEST(ObjectNumbers, KeepAllDigitsOfAnId) {
    const auto number = object_number("7002238017842757633");

    ASSERT_TRUE(number) << number.error();
    EXPECT_EQ(object_text(*number), "7002238017842757633");
}

TEST(ObjectNumbers, RefuseWhatWouldNotComeBackAsItWas) {
    for (const auto* text : {"", "0", "007", "12a", "-1", " 1", "18446744073709551616"}) {
        EXPECT_FALSE(object_number(text)) << text;
    }
}

} // namespace
} // namespace bayme::snapshots

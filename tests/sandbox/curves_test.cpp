// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/curves.hpp"

#include "sandbox/dice.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace bayme::sandbox {

namespace {

void expect_near(std::int64_t found, std::int64_t expected, std::int64_t most) {
    EXPECT_LE(std::abs(found - expected), most) << found << " is not near " << expected;
}

TEST(CurvesTest, PowersAreExactToAMillionth) {
    expect_near(power_of(4'000'000, 500), 2'000'000, 2);
    expect_near(power_of(250'000, 500), 500'000, 2);
    expect_near(power_of(3'000'000, 1000), 3'000'000, 3);
    expect_near(power_of(2'000'000, 3000), 8'000'000, 8);
    EXPECT_EQ(power_of(unity, 730), unity);
    for (const std::int64_t x : {1'000, 77'000, 1'234'567, 9'999'999}) {
        for (const std::int64_t exponent : {50, 333, 800, 1700}) {
            const auto exact =
                std::pow(static_cast<double>(x) / 1e6, static_cast<double>(exponent) / 1000) * 1e6;
            EXPECT_NEAR(static_cast<double>(power_of(x, exponent)), exact, 2 + exact * 2e-6)
                << x << "^" << exponent;
        }
    }
}

TEST(CurvesTest, LogarithmsAreExactToAMillionth) {
    EXPECT_EQ(logarithm_of(unity), 0);
    expect_near(logarithm_of(2'718'282), 1'000'000, 2);
    expect_near(logarithm_of(101 * unity), 4'615'121, 6);
}

TEST(CurvesTest, EveryFamilyBuysTheUsualResultsAtTheDemand) {
    for (const auto family :
         {CurveFamily::linear_cap, CurveFamily::power, CurveFamily::hill, CurveFamily::log}) {
        const Curve curve{family, 600, 700, 1200, 300, 4 * unity};
        expect_near(response(curve, unity), unity, 3);
        expect_near(price_of(curve, unity), unity, 3);
        EXPECT_GT(response(curve, unity / 2), 0);
        EXPECT_GE(response(curve, 3 * unity), response(curve, 2 * unity));
    }
}

TEST(CurvesTest, TheFormulasAreTheDocumentedOnes) {
    // Half of what is possible at half the demand: R(1) = 1, R(x) = 1.5 x / (0.5 + x).
    const Curve hill{.family = CurveFamily::hill, .half = 500, .steepness = 1000};
    expect_near(response(hill, unity / 2), 750'000, 3);
    expect_near(response(hill, 4 * unity), 1'333'333, 4);
    expect_near(price_of(hill, 4 * unity), 3'000'000, 12);
    // ln(1 + 3) / ln(1 + 1) = 2.
    const Curve log{.family = CurveFamily::log, .scale = 1000};
    expect_near(response(log, 3 * unity), 2'000'000, 6);
    const Curve power{.family = CurveFamily::power, .exponent = 500};
    expect_near(price_of(power, 4 * unity), 2'000'000, 4);
    EXPECT_EQ(response(Curve{}, 2 * unity), unity);
}

TEST(CurvesTest, DrawsHaveTheMeanAndTheSpreadOfAPoissonDistribution) {
    for (const double mean : {0.2, 3.0, 20.0, 400.0}) {
        constexpr int draws = 20'000;
        double sum = 0;
        double squares = 0;
        for (std::uint64_t i = 0; i < draws; ++i) {
            const auto drawn =
                static_cast<double>(poisson(std::llround(mean * 1e6), roll({7, i}), 1'000'000));
            sum += drawn;
            squares += drawn * drawn;
        }
        const auto average = sum / draws;
        EXPECT_NEAR(average, mean, 5 * std::sqrt(mean / draws)) << mean;
        EXPECT_NEAR(squares / draws - average * average, mean, mean * 0.06) << mean;
    }
}

TEST(CurvesTest, NoMoreHappensThanCan) {
    for (std::uint64_t i = 0; i < 200; ++i) {
        EXPECT_LE(poisson(5 * unity, mix(i), 3), 3U);
        EXPECT_EQ(poisson(0, mix(i), 9), 0U);
    }
}

} // namespace

} // namespace bayme::sandbox

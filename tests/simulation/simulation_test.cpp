// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/simulation.hpp"

#include "base/log.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace bayme::simulation {
namespace {

constexpr std::uint64_t seeds = 20;

class SimulationTest : public testing::TestWithParam<std::uint64_t> {
protected:
    void SetUp() override { set_log_level(LogLevel::error); }
    void TearDown() override { set_log_level(LogLevel::info); }
};

TEST_P(SimulationTest, WhatIsCalledCompleteIsTheTruthNowAndInThePast) {
    const Plan plan{.seed = GetParam()};

    const auto outcome = simulate(plan);

    ASSERT_TRUE(outcome) << outcome.error();
    std::cout << to_string(plan, *outcome) << "\nagain: build/dev/tests/simulation/soak --seed "
              << plan.seed << " --hours " << plan.length.count() << "\n";
    EXPECT_EQ(outcome->wrong, std::vector<std::string>{});
    EXPECT_GE(outcome->share(), 0.995);
    EXPECT_GT(outcome->compared, 0);
}

TEST(SimulationReplayTest, ASeedGivesTheSameCallsAtTheSameMomentsAgain) {
    set_log_level(LogLevel::error);
    const Plan plan{.seed = 4, .length = std::chrono::hours{6}, .kills = 2, .past_moments = 1};

    const auto first = simulate(plan);
    const auto second = simulate(plan);

    set_log_level(LogLevel::info);
    ASSERT_TRUE(first && second);
    EXPECT_GT(first->calls, 100);
    EXPECT_EQ(first->trace, second->trace);
    EXPECT_EQ(first->calls, second->calls);
    EXPECT_EQ(first->complete, second->complete);
}

/// Some seed must notice: not every one is lied to in a way that only the check sees.
TEST(SimulationPlantedTest, AnAnswerThatIsBelievedUncheckedTurnsTheSuiteRed) {
    set_log_level(LogLevel::error);
    bool noticed = false;
    for (std::uint64_t seed = 1; seed <= 5 && !noticed; ++seed) {
        const auto outcome =
            simulate({.seed = seed, .kills = 0, .planted = "sync.believe_answers=planted"});
        ASSERT_TRUE(outcome) << outcome.error();
        noticed = !outcome->wrong.empty();
    }
    set_log_level(LogLevel::info);

    EXPECT_TRUE(noticed);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SimulationTest, testing::Range<std::uint64_t>(1, seeds + 1));

} // namespace
} // namespace bayme::simulation

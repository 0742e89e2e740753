// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/log.hpp"
#include "support/planted.hpp"
#include "tiktok/load_model.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;
using test::LimiterForm;
using test::LoadModel;
using test::LoadOptions;
using test::LoadOutcome;

struct Level {
    Tier tier;
    test::LimiterNumbers numbers;
};
// Written down from CONTRACT 1.5, not asked from the program.
constexpr auto levels = std::to_array<Level>({
    {Tier::basic, {10, 600, 864'000}},
    {Tier::advanced, {20, 1'200, 1'728'000}},
    {Tier::premium, {30, 1'800, 2'592'000}},
    {Tier::ultimate, {50, 3'000, 4'320'000}},
});
constexpr std::span all_levels{levels};
constexpr auto only_basic = all_levels.first(1);
constexpr auto forms =
    std::to_array({LimiterForm::calendar, LimiterForm::sliding, LimiterForm::bucket});

/// Every refusal is a log line, and these runs are about refusals.
class LoadTest : public testing::Test {
protected:
    LoadTest() { set_log_level(LogLevel::error); }
    ~LoadTest() override { set_log_level(LogLevel::info); }
};
using LoadSlowTest = LoadTest;

std::string name_of(const Level& level, LimiterForm form) {
    constexpr std::array names{"calendar", "sliding", "bucket"};
    return fmt::format("{} {}", to_string(level.tier), names.at(static_cast<std::size_t>(form)));
}

/// Percent of what the platform would have let through while it did not punish.
double used_percent(const Level& level, std::chrono::seconds length, const LoadOutcome& outcome) {
    const auto open = static_cast<double>(length.count()) -
                      static_cast<double>(outcome.microseconds_in_penalties) / 1e6;
    return 100 * static_cast<double>(outcome.allowed + outcome.allowed_to_others) /
           (open * static_cast<double>(level.numbers.second));
}

void expect_calm_seconds_are_used_to_98_percent(std::span<const Level> of,
                                                std::chrono::seconds length) {
    for (const auto& level : of) {
        LoadModel model{{.tier = level.tier, .numbers = level.numbers, .length = length}};

        const auto outcome = model.run();

        const auto used = used_percent(level, length, outcome);
        fmt::print("{}: {:.2f} % used, {} refused\n", name_of(level, LimiterForm::calendar), used,
                   outcome.refused);
        EXPECT_EQ(outcome.refused, 0) << to_string(level.tier);
        EXPECT_GE(used, 98.0) << to_string(level.tier);
    }
}

void expect_rough_days_are_used_to_90_percent(std::span<const Level> of,
                                              std::chrono::seconds length) {
    for (const auto& level : of) {
        for (const auto form : forms) {
            LoadModel model{{.tier = level.tier,
                             .numbers = level.numbers,
                             .form = form,
                             .length = length,
                             .jitter = 25'000,
                             .stragglers = true,
                             .incidents = true}};

            const auto outcome = model.run();

            const auto used = used_percent(level, length, outcome);
            fmt::print("{}: {:.2f} % used, {} of {} refused, {} restarts\n", name_of(level, form),
                       used, outcome.refused, outcome.sent, outcome.restarts);
            EXPECT_EQ(outcome.into_known_penalty, 0) << name_of(level, form);
            EXPECT_GE(used, 90.0) << name_of(level, form);
            EXPECT_LE(outcome.refused * 500, outcome.sent) << name_of(level, form);
        }
    }
}

TEST_F(LoadTest, AnHourOfFullLoadUsesCalmSecondsTo98PercentWithoutOneRefusal) {
    expect_calm_seconds_are_used_to_98_percent(only_basic, 1h);
}

TEST_F(LoadTest, TwoRoughHoursAreUsedTo90PercentAndNothingGoesIntoAKnownPenalty) {
    expect_rough_days_are_used_to_90_percent(only_basic, 2h);
}

TEST_F(LoadSlowTest, ADayOfFullLoadUsesCalmSecondsTo98PercentWithoutOneRefusal) {
    expect_calm_seconds_are_used_to_98_percent(all_levels, 24h);
}

TEST_F(LoadSlowTest, ARoughDayIsUsedTo90PercentAndNothingGoesIntoAKnownPenalty) {
    expect_rough_days_are_used_to_90_percent(all_levels, 24h);
}

TEST_F(LoadTest, AnEndpointWithATighterMinuteIsUsedAndNeverRefused) {
    constexpr Endpoint ads{
        .name = "ad.get", .path = "/", .purpose = "", .quota = QuotaClass::ad_create};
    for (const auto form : forms) {
        LoadModel model{{.numbers = {5, 150, 86'400},
                         .form = form,
                         .length = 2h,
                         .only = &ads,
                         .jitter = 4'000}};

        const auto outcome = model.run();

        EXPECT_EQ(outcome.refused, 0);
        EXPECT_GE(outcome.allowed, 120 * 150 * 98 / 100);
    }
}

TEST_F(LoadTest, WithoutTheGovernorTheRunIsFullOfRefusals) {
    const test::Planted planted{"tiktok.governor.without_limits"};
    for (const auto& level : all_levels) {
        for (const auto form : forms) {
            LoadModel model{
                {.tier = level.tier, .numbers = level.numbers, .form = form, .length = 1min}};

            const auto outcome = model.run();

            EXPECT_GT(outcome.refused, outcome.allowed) << name_of(level, form);
            EXPECT_GT(outcome.into_known_penalty, outcome.sent / 3) << name_of(level, form);
        }
    }
}

} // namespace
} // namespace bayme::tiktok

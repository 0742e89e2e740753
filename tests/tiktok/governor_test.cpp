// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/governor_fixture.hpp"

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;

TEST_F(GovernorTest, NeverPassesTheTierAndUsesNearlyAllOfIt) {
    for (const auto tier : {Tier::basic, Tier::advanced, Tier::premium, Tier::ultimate}) {
        Governor governor{tier, clock, scheduler, memory};
        const auto allowance = app_allowance(tier);

        const auto by_second = send_for(governor, 600s);

        int sent = 0;
        for (const auto& [second, count] : by_second) {
            EXPECT_LE(count, allowance.second) << to_string(tier);
            sent += count;
        }
        EXPECT_GE(sent, allowance.second * 600 * 98 / 100 - 1) << to_string(tier);
        EXPECT_LE(governor.view().app.used_minute, allowance.minute);
    }
}

TEST_F(GovernorTest, SendsNothingIntoAPenaltyOfTheApp) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    ASSERT_TRUE(governor.acquire(campaigns, context));
    clock.advance(300ms);

    answer(governor, campaigns, 40100, "App reaches the QPS limit 10");

    // Whether the platform's second is the clock's or began with the refusal, it is over then.
    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
    EXPECT_EQ(waits(governor, reports, "7002"), 1s);
    ASSERT_TRUE(governor.acquire(reports, context));
    EXPECT_EQ(format_instant(clock.now()), "2026-03-01T12:00:01.300000Z");
}

TEST_F(GovernorTest, ClimbsFromSecondsToFiveMinutesWhenItIsThrottledAgain) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    std::vector<std::chrono::microseconds> lengths;

    for (int i = 0; i < 11; ++i) {
        answer(governor, campaigns, 40100);
        lengths.push_back(waits(governor, campaigns, "7001"));
        clock.advance(lengths.back());
    }

    EXPECT_EQ(lengths, (std::vector<std::chrono::microseconds>{1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s,
                                                               256s, 300s, 300s}));
    answer(governor, campaigns, 0);
    answer(governor, campaigns, 40100);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
}

TEST_F(GovernorTest, SeveralThrottledAnswersOfOneBurstAreOneStrike) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    for (int i = 0; i < 5; ++i) {
        answer(governor, campaigns, 40100);
    }

    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
}

TEST_F(GovernorTest, ARestrictedAppKeepsStillForFiveMinutes) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    answer(governor, campaigns, 40100, restricted);

    EXPECT_EQ(waits(governor, reports, "7002"), 5min);
}

TEST_F(GovernorTest, APenaltyOfOneAccountAndPathLeavesTheOthersAlone) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    answer(governor, reports, 40133);

    EXPECT_EQ(waits(governor, reports, "7001"), 1s);
    EXPECT_EQ(waits(governor, reports, "7002"), 0s);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 0s);
    const auto view = governor.view();
    ASSERT_EQ(view.penalties.size(), 1U);
    EXPECT_EQ(view.penalties[0].scope, "advertiser:7001:report.integrated.get");
}

TEST_F(GovernorTest, ASpentDayEndsAtMidnightUtc) {
    const auto today = Day::parse("2026-03-01").value();
    ASSERT_TRUE(memory.keep(std::vector<Spent>{{"app", today, 864'000, clock.now() - 1h}}));
    Governor governor{Tier::basic, clock, scheduler, memory};

    // A second later than ours: the platform's clock may be behind.
    EXPECT_EQ(waits(governor, campaigns, "7001"), 12h + 1s);
    EXPECT_EQ(governor.view().app.used_day, 864'000);

    clock.advance(12h + 1s);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 0s);
    EXPECT_EQ(governor.view().app.used_day, 0);
}

TEST_F(GovernorTest, ARestartKeepsThePenaltyAndTheDaysCount) {
    {
        Governor governor{Tier::basic, clock, scheduler, memory};
        ASSERT_TRUE(governor.acquire(campaigns, context));
        answer(governor, campaigns, 40100, restricted);
    }
    clock.advance(2min);

    Governor governor{Tier::basic, clock, scheduler, memory};

    EXPECT_EQ(waits(governor, campaigns, "7001"), 3min);
    EXPECT_EQ(governor.view().app.used_day, 1);
}

TEST_F(GovernorTest, GivesUpWhenTheTurnWouldComeTooLate) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    answer(governor, campaigns, 40100, restricted);
    context.patience = 4min;

    const auto turn = governor.acquire(campaigns, context);

    ASSERT_FALSE(turn);
    EXPECT_EQ(turn.error().code, ErrorCode::rate_limited);
    EXPECT_EQ(turn.error().reason, "tiktok.quota");
    EXPECT_TRUE(turn.error().message.contains("2026-03-01T12:05:00Z")) << turn.error();
    EXPECT_TRUE(governor.view().waiting.empty());
}

TEST_F(GovernorTest, AStoppedWaitEnds) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    answer(governor, campaigns, 40100, restricted);
    std::stop_source stop;
    stop.request_stop();
    context.stop = stop.get_token();

    EXPECT_FALSE(governor.acquire(campaigns, context));
}

TEST_F(GovernorTest, WithoutATierOnlyPenaltiesHold) {
    Governor governor{Tier::none, clock, scheduler, memory};

    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(governor.acquire(campaigns, context));
    }
    EXPECT_EQ(format_instant(clock.now()), "2026-03-01T12:00:00Z");

    answer(governor, campaigns, 40100);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
}

} // namespace
} // namespace bayme::tiktok

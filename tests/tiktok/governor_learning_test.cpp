// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/governor_fixture.hpp"

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;

TEST_F(GovernorTest, ARefusalAfterThreeSilencesOfFiveMinutesIsTheDays) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    std::vector<std::chrono::microseconds> lengths;

    for (int i = 0; i < 7; ++i) {
        answer(governor, campaigns, 40100, restricted);
        lengths.push_back(waits(governor, campaigns, "7001"));
        clock.advance(lengths.back());
    }

    EXPECT_EQ(lengths,
              (std::vector<std::chrono::microseconds>{5min, 5min, 5min, 15min, 30min, 1h, 1h}));
    clock.set("2026-03-01T23:40:00Z");
    answer(governor, campaigns, 40100, restricted);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 5min) << "strikes nobody repeated are forgotten";
}

TEST_F(GovernorTest, ALateAnswerOfTheBurstDoesNotEndThePenaltyOrCountTwice) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    const auto early = governor.acquire(campaigns, context).value();
    const auto late = governor.acquire(campaigns, context).value();
    governor.answered(early, find_code(40100), "");
    clock.advance(1500ms);

    governor.answered(late, find_code(0), "");
    answer(governor, campaigns, 40100);

    EXPECT_EQ(waits(governor, campaigns, "7001"), 2s) << "the success was sent before the penalty";
    governor.answered(late, find_code(40100), "");
    EXPECT_EQ(governor.view().penalties.at(0).strikes, 2);
}

TEST_F(GovernorTest, BelievesALowerLimitThatAnAnswerNames) {
    Governor governor{Tier::premium, clock, scheduler, memory};

    answer(governor, campaigns, 40100, "App reaches the QPS limit 10");
    clock.advance(1s);

    EXPECT_EQ(governor.view().app.allowance, (Allowance{10, 600, 864'000}));
    EXPECT_TRUE(governor.view().app.learned);
    for (const auto& [second, count] : send_for(governor, 10s)) {
        EXPECT_LE(count, 10) << second;
    }
}

TEST_F(GovernorTest, DoesNotBelieveALimitAboveTheConfiguredOne) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    answer(governor, campaigns, 40100, "App reaches the QPS limit 50");

    EXPECT_EQ(governor.view().app.allowance.second, 10);
    EXPECT_FALSE(governor.view().app.learned);
}

TEST_F(GovernorTest, ANumberThatNoLevelHasIsTheEndpoints) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    answer(governor, reports, 40100, "App reaches the QPS limit 2");
    clock.advance(1s);

    EXPECT_EQ(governor.view().app.allowance.second, 10);
    ASSERT_EQ(governor.view().others.size(), 1U);
    EXPECT_EQ(governor.view().others[0].scope, "endpoint:report.integrated.get");
    EXPECT_EQ(governor.view().others[0].allowance.second, 2);
    ASSERT_TRUE(governor.acquire(reports, context));
    EXPECT_GT(waits(governor, reports, "7001"), 500ms);
    EXPECT_LT(waits(governor, campaigns, "7001"), 200ms);
}

TEST_F(GovernorTest, AnAccountsLimitOnAPathIsLearnedFromTheAnswer) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    answer(governor, reports, 40133,
           "Advertiser (7001)'s QPS (3) reaches QPS limit 2 for current path, request is "
           "temporarily restricted.");

    EXPECT_EQ(waits(governor, reports, "7001"), 1s);
    clock.advance(1s);
    ASSERT_TRUE(governor.acquire(reports, context));
    EXPECT_GT(waits(governor, reports, "7001"), 500ms);
    EXPECT_LT(waits(governor, reports, "7002"), 200ms);
    EXPECT_LT(waits(governor, campaigns, "7001"), 200ms);
    Governor restarted{Tier::basic, clock, scheduler, memory};
    EXPECT_EQ(restarted.view().others.at(0).scope, "advertiser:7001:report.integrated.get");
}

TEST_F(GovernorTest, BecomesSlowerAfterARefusalAndSlowlyFasterAgain) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    const auto pace = [&] {
        return governor.view().app.pace_permille;
    };
    EXPECT_EQ(pace(), 985);

    answer(governor, campaigns, 40100, "App reaches the QPS limit 10");
    EXPECT_EQ(pace(), 965);
    clock.advance(2s);
    answer(governor, campaigns, 40100, "App reaches the QPS limit 10");
    EXPECT_EQ(pace(), 945);
    clock.advance(2s);
    answer(governor, campaigns, 40100, "App reaches the QPS limit 10");
    EXPECT_EQ(pace(), 905);

    clock.advance(2h);
    EXPECT_EQ(pace(), 925);
    Governor restarted{Tier::basic, clock, scheduler, memory};
    EXPECT_EQ(restarted.view().app.pace_permille, 925);
    clock.advance(6h);
    EXPECT_EQ(pace(), 985);
}

TEST_F(GovernorTest, TheMarginIsLeftOfEverySecond) {
    Governor governor{Tier::basic, clock, scheduler, memory, 19};

    int sent = 0;
    for (const auto& [second, count] : send_for(governor, 100s)) {
        sent += count;
    }

    EXPECT_NEAR(sent, 805, 2) << "100 - 19 - 0.5 percent of 10 a second";
}

TEST_F(GovernorTest, TikToksOwnSandboxAllowsOneCallASecondForEachEndpoint) {
    Governor governor{Tier::sandbox, clock, scheduler, memory};

    int sent = 0;
    for (const auto& [second, count] : send_for(governor, 180s)) {
        EXPECT_LE(count, 1);
        sent += count;
    }

    EXPECT_NEAR(sent, 90, 1) << "30 in each minute";
    EXPECT_EQ(waits(governor, reports, "7001"), 0s);
}

TEST_F(GovernorTest, AnEndpointsOwnDayIsSpentAndKeptAcrossAKill) {
    const Endpoint tasks{.name = "report.integrated.get",
                         .path = "/",
                         .purpose = "",
                         .quota = QuotaClass::report_task};
    auto governor = std::make_unique<Governor>(Tier::basic, clock, scheduler, memory);
    context.patience = 48h;
    int sent = 0;
    while (governor->earliest(tasks, context.advertiser) - clock.now() < 5min) {
        ASSERT_TRUE(governor->acquire(tasks, context));
        ++sent;
    }

    EXPECT_NEAR(sent, 4'496, 1);
    EXPECT_LT(waits(*governor, campaigns, "7001"), 1s) << "the others go on";
    memory.dead = true;
    governor.reset();
    memory.dead = false;
    Governor again{Tier::basic, clock, scheduler, memory};
    EXPECT_GE(again.view().others.at(0).used_day, 4'490);
}

TEST_F(GovernorTest, AfterARestartTheLastSecondCountsAsSpent) {
    auto governor = std::make_unique<Governor>(Tier::basic, clock, scheduler, memory);
    ASSERT_TRUE(governor->acquire(campaigns, context));
    governor.reset();
    clock.advance(300ms);

    Governor soon{Tier::basic, clock, scheduler, memory};
    EXPECT_EQ(waits(soon, campaigns, "7001"), 1s);

    clock.advance(5min);
    Governor late{Tier::basic, clock, scheduler, memory};
    EXPECT_EQ(waits(late, campaigns, "7001"), 0s);
}

} // namespace
} // namespace bayme::tiktok

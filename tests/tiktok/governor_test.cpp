// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/governor.hpp"

#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;

/// Keeps in memory what the state would keep.
class KeptQuota final : public QuotaMemory {
public:
    Result<std::vector<Penalty>> penalties() override { return kept; }
    Result<void> keep(const Penalty& penalty) override {
        kept.push_back(penalty);
        return {};
    }
    Result<std::int64_t> used(Day utc_day) override { return utc_day == day ? calls : 0; }
    Result<void> keep_used(Day utc_day, std::int64_t count) override {
        day = utc_day;
        calls = count;
        return {};
    }

    std::vector<Penalty> kept;
    Day day;
    std::int64_t calls = 0;
};

class GovernorTest : public testing::Test {
protected:
    /// Sends as fast as the governor lets it; counts calls by calendar second.
    std::map<std::int64_t, int> send_for(Governor& governor, std::chrono::seconds length) {
        std::map<std::int64_t, int> by_second;
        const auto end = clock.now() + length;
        while (clock.now() < end) {
            EXPECT_TRUE(governor.acquire(campaigns, context));
            ++by_second
                [std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count()];
        }
        return by_second;
    }
    std::chrono::microseconds waits(Governor& governor, const Endpoint& endpoint,
                                    const std::string& advertiser) {
        return governor.earliest(endpoint, AdvertiserId{advertiser}) - clock.now();
    }

    test::FakeClock clock{"2026-03-01T12:00:00Z"};
    test::FakeScheduler scheduler{clock};
    KeptQuota memory;
    const Endpoint& campaigns = endpoint("campaign.get");
    const Endpoint& reports = endpoint("report.integrated.get");
    CallContext context{.advertiser = AdvertiserId{"7001"}, .patience = 1h};
};

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
        EXPECT_LE(governor.view().used_minute, allowance.minute);
    }
}

TEST_F(GovernorTest, SendsNothingIntoAPenaltyOfTheApp) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    ASSERT_TRUE(governor.acquire(campaigns, context));
    clock.advance(300ms);

    governor.answered(campaigns, context.advertiser, find_code(40100), Hint::per_second);

    // 12:00:00.300: the second ends in 700 ms, the platform's a little later.
    EXPECT_EQ(waits(governor, campaigns, "7001"), 800ms);
    EXPECT_EQ(waits(governor, reports, "7002"), 800ms);
    ASSERT_TRUE(governor.acquire(reports, context));
    EXPECT_EQ(format_instant(clock.now()), "2026-03-01T12:00:01.100000Z");
}

TEST_F(GovernorTest, ClimbsFromSecondsToFiveMinutesWhenItIsThrottledAgain) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    std::vector<std::chrono::microseconds> lengths;

    for (int i = 0; i < 11; ++i) {
        governor.answered(campaigns, context.advertiser, find_code(40100), Hint::none);
        lengths.push_back(waits(governor, campaigns, "7001"));
        clock.advance(lengths.back());
    }

    EXPECT_EQ(lengths, (std::vector<std::chrono::microseconds>{1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s,
                                                               256s, 300s, 300s}));
    governor.answered(campaigns, context.advertiser, find_code(0), Hint::none);
    governor.answered(campaigns, context.advertiser, find_code(40100), Hint::none);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
}

TEST_F(GovernorTest, SeveralThrottledAnswersOfOneBurstAreOneStrike) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    for (int i = 0; i < 5; ++i) {
        governor.answered(campaigns, context.advertiser, find_code(40100), Hint::none);
    }

    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
}

TEST_F(GovernorTest, ARestrictedAppKeepsStillForFiveMinutes) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    governor.answered(campaigns, context.advertiser, find_code(40100), Hint::app_restricted);

    EXPECT_EQ(waits(governor, reports, "7002"), 5min);
}

TEST_F(GovernorTest, APenaltyOfOneAccountAndPathLeavesTheOthersAlone) {
    Governor governor{Tier::basic, clock, scheduler, memory};

    governor.answered(reports, context.advertiser, find_code(40133), Hint::none);

    EXPECT_EQ(waits(governor, reports, "7001"), 1s);
    EXPECT_EQ(waits(governor, reports, "7002"), 0s);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 0s);
    const auto view = governor.view();
    ASSERT_EQ(view.penalties.size(), 1U);
    EXPECT_EQ(view.penalties[0].scope, "advertiser:7001:report.integrated.get");
}

TEST_F(GovernorTest, ASpentDayEndsAtMidnightUtc) {
    memory.day = Day::parse("2026-03-01").value();
    memory.calls = 864'000;
    Governor governor{Tier::basic, clock, scheduler, memory};

    EXPECT_EQ(waits(governor, campaigns, "7001"), 12h);
    EXPECT_EQ(governor.view().used_day, 864'000);

    clock.advance(12h);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 0s);
    EXPECT_EQ(governor.view().used_day, 0);
}

TEST_F(GovernorTest, ARestartKeepsThePenaltyAndTheDaysCount) {
    {
        Governor governor{Tier::basic, clock, scheduler, memory};
        ASSERT_TRUE(governor.acquire(campaigns, context));
        governor.answered(campaigns, context.advertiser, find_code(40100), Hint::app_restricted);
    }
    clock.advance(2min);

    Governor governor{Tier::basic, clock, scheduler, memory};

    EXPECT_EQ(waits(governor, campaigns, "7001"), 3min);
    EXPECT_EQ(governor.view().used_day, 1);
}

TEST_F(GovernorTest, GivesUpWhenTheTurnWouldComeTooLate) {
    Governor governor{Tier::basic, clock, scheduler, memory};
    governor.answered(campaigns, context.advertiser, find_code(40100), Hint::app_restricted);
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
    governor.answered(campaigns, context.advertiser, find_code(40100), Hint::app_restricted);
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

    governor.answered(campaigns, context.advertiser, find_code(40100), Hint::none);
    EXPECT_EQ(waits(governor, campaigns, "7001"), 1s);
}

/// Waiting ends when the test says so.
class HeldScheduler final : public Scheduler {
public:
    explicit HeldScheduler(test::FakeClock& clock) : clock_(clock) {}
    void wait(std::chrono::nanoseconds, std::stop_token) override {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        const auto round = round_;
        changed_.wait(lock, [&] { return round_ != round; });
    }
    void wake() override {}
    void until_waiting(int count) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }
    void release(std::chrono::microseconds by) {
        const std::scoped_lock lock{mutex_};
        clock_.advance(by);
        waiting_ = 0;
        ++round_;
        changed_.notify_all();
    }

private:
    test::FakeClock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    int round_ = 0;
};

TEST_F(GovernorTest, ThePersonWhoWaitsGoesBeforeTheBackfillThatCameFirst) {
    HeldScheduler held{clock};
    Governor governor{Tier::basic, clock, held, memory};
    ASSERT_TRUE(governor.acquire(campaigns, context));
    std::mutex mutex;
    std::vector<Priority> order;
    const auto go = [&](Priority priority) {
        auto mine = context;
        mine.priority = priority;
        ASSERT_TRUE(governor.acquire(campaigns, mine));
        const std::scoped_lock lock{mutex};
        order.push_back(priority);
    };

    std::jthread backfill{go, Priority::backfill};
    held.until_waiting(1);
    std::jthread person{go, Priority::person};
    held.until_waiting(2);
    EXPECT_EQ(governor.view().waiting,
              (std::map<Priority, std::int64_t>{{Priority::person, 1}, {Priority::backfill, 1}}));
    const auto done = [&] {
        const std::scoped_lock lock{mutex};
        return order.size() == 2;
    };
    while (!done()) {
        held.release(150ms);
        std::this_thread::yield();
    }

    EXPECT_EQ(order, (std::vector<Priority>{Priority::person, Priority::backfill}));
}

} // namespace
} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/governor_fixture.hpp"

#include <condition_variable>
#include <set>
#include <thread>

namespace bayme::tiktok {
namespace {

using namespace std::chrono_literals;

/// Waiting ends when the test says so.
class HeldScheduler final : public Scheduler {
public:
    explicit HeldScheduler(test::FakeClock& clock) : clock_(clock) {}
    void wait(std::chrono::nanoseconds, std::stop_token) override {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        const auto round = round_;
        changed_.wait(lock, [&] { return round_ != round || !held_; });
        if (!held_) {
            clock_.advance(50ms);
        }
    }
    void wake() override {}
    /// Nobody is held any more.
    void let_go() {
        const std::scoped_lock lock{mutex_};
        held_ = false;
        changed_.notify_all();
    }
    void until_waiting(int count) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }
    int waiting() {
        const std::scoped_lock lock{mutex_};
        return waiting_;
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
    bool held_ = true;
};

/// Time stands still while one of the threads runs; when all wait, it goes on to where the first
/// wakes.
class SharedTime final : public Scheduler {
public:
    SharedTime(test::FakeClock& clock, int threads) : clock_(clock), running_(threads) {}
    void wait(std::chrono::nanoseconds duration, std::stop_token /*stop*/) override {
        std::unique_lock lock{mutex_};
        const auto due = wakes_.insert(clock_.monotonic() + duration);
        --running_;
        go_on();
        changed_.wait(lock, [&] { return *due <= clock_.monotonic(); });
        wakes_.erase(due);
    }
    void wake() override {}
    /// One of the threads is through.
    void leave() {
        const std::scoped_lock lock{mutex_};
        --running_;
        go_on();
    }

private:
    void go_on() {
        if (running_ > 0 || wakes_.empty()) {
            return;
        }
        const auto left = *wakes_.begin() - clock_.monotonic();
        clock_.advance(std::chrono::ceil<microseconds>(left));
        running_ =
            static_cast<int>(std::distance(wakes_.begin(), wakes_.upper_bound(clock_.monotonic())));
        changed_.notify_all();
    }

    test::FakeClock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::multiset<std::chrono::nanoseconds> wakes_;
    int running_;
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
    const auto served = [&] {
        const std::scoped_lock lock{mutex};
        return static_cast<int>(order.size());
    };
    // Nobody moves on before the one whose turn came has said so.
    for (int next = 1; next <= 2; ++next) {
        while (served() < next) {
            if (held.waiting() == 3 - next) {
                held.release(150ms);
            }
            std::this_thread::yield();
        }
    }

    EXPECT_EQ(order, (std::vector<Priority>{Priority::person, Priority::backfill}));
}

TEST_F(GovernorTest, TheBackfillIsNotStarvedByPeopleWhoNeverStopAsking) {
    HeldScheduler held{clock};
    Governor governor{Tier::basic, clock, held, memory};
    std::atomic<bool> is_through = false;
    std::atomic<int> of_people = 0;
    auto backfilling = context;
    backfilling.priority = Priority::backfill;
    ASSERT_TRUE(governor.acquire(campaigns, context));
    std::jthread backfill{[&] {
        EXPECT_TRUE(governor.acquire(campaigns, backfilling));
        is_through = true;
    }};
    held.until_waiting(1);
    const auto ask = [&](const std::stop_token& stop) {
        auto mine = context;
        mine.priority = Priority::person;
        while (!stop.stop_requested()) {
            EXPECT_TRUE(governor.acquire(campaigns, mine));
            of_people += is_through ? 0 : 1;
        }
    };

    {
        std::jthread first{ask};
        std::jthread second{ask};
        while (!is_through) {
            held.release(50ms);
            std::this_thread::yield();
        }
        first.request_stop();
        second.request_stop();
        held.let_go();
    }

    EXPECT_LE(of_people, 60);
}

TEST_F(GovernorTest, ThreadsShareOneAllowance) {
    constexpr int thread_count = 8;
    SharedTime time{clock, thread_count};
    Governor governor{Tier::ultimate, clock, time, memory};
    std::mutex mutex;
    std::vector<std::chrono::nanoseconds> turns;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < thread_count; ++i) {
            threads.emplace_back([&] {
                for (int call = 0; call < 200; ++call) {
                    const auto turn = governor.acquire(campaigns, context);
                    EXPECT_TRUE(turn);
                    const std::scoped_lock lock{mutex};
                    turns.push_back(turn ? turn->at : 0ns);
                }
                time.leave();
            });
        }
    }

    std::ranges::sort(turns);
    ASSERT_EQ(turns.size(), 1'600U);
    for (std::size_t i = 50; i < turns.size(); ++i) {
        ASSERT_GE(turns[i] - turns[i - 50], 1s);
    }
}

} // namespace
} // namespace bayme::tiktok

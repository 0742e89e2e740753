// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/governor.hpp"
#include "tiktok/kept_quota.hpp"
#include "tiktok/limiter_model.hpp"

#include <map>
#include <memory>
#include <queue>
#include <random>

namespace bayme::test {

/// How calls travel and what happens meanwhile.
struct LoadOptions {
    tiktok::Tier tier = tiktok::Tier::basic;
    LimiterNumbers numbers;
    LimiterForm form = LimiterForm::calendar;
    std::chrono::seconds length{0};
    const tiktok::Endpoint* only = nullptr; ///< instead of three that have no limit of their own
    int workers = 64;
    std::int64_t jitter = 0; ///< microseconds between the fastest and the slowest way there
    bool stragglers = false; ///< one call in 5,000 is late by up to 400 ms
    /// Another program spends from the same app, and ours is killed now and then.
    bool incidents = false;
};

struct LoadOutcome {
    std::int64_t sent = 0;
    std::int64_t allowed = 0;
    std::int64_t refused = 0;
    /// Sent after an answer had said that the app is to keep still.
    std::int64_t into_known_penalty = 0;
    std::int64_t allowed_to_others = 0;
    std::int64_t microseconds_in_penalties = 0;
    int restarts = 0;
};

/// Full load on one governor in virtual time: as many workers as there are send a call whenever
/// they get a turn; answers take 50 to 800 ms; the platform's clock wanders between 30 ms behind
/// and 30 ms ahead. One thread: waiting is what moves the clock.
class LoadModel final : public Clock, public Scheduler {
public:
    explicit LoadModel(const LoadOptions& options)
        : options_(options), limiter_(options.form, options.numbers), random_(20260301) {
        start_program();
    }

    [[nodiscard]] Instant now() const override { return Instant{microseconds{now_}}; }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return microseconds{now_}; }
    void wait(std::chrono::nanoseconds duration, std::stop_token /*stop*/) override {
        run_until(now_ + std::chrono::ceil<microseconds>(duration).count());
    }
    void wake() override {}

    LoadOutcome run();
    tiktok::Governor& governor() { return *governor_; }

private:
    struct Call {
        bool others = false;
        int run = 0; ///< which process sent it
        std::int64_t answered_at = 0;
        tiktok::Turn turn = {};
        LimiterModel::Verdict verdict = {};
    };
    /// A call at one of its two ends: its arrival there, its answer here.
    struct Event {
        std::int64_t at = 0;
        std::size_t call = 0;
        bool arrival = false;

        bool operator>(const Event& other) const { return at > other.at; }
    };

    void start_program();
    void kill_program();
    void send();
    void run_until(std::int64_t until);
    void plan_arrival(std::int64_t at, Call call);
    void happen(const Event& event);
    void arrive(std::size_t index);
    void incident();
    std::int64_t uniform(std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>{from, to}(random_);
    }
    [[nodiscard]] std::int64_t skew() const;

    LoadOptions options_;
    LimiterModel limiter_;
    std::mt19937_64 random_;
    std::int64_t now_ = 1'772'366'400'000'000; // 2026-03-01T12:00:00Z
    KeptQuota memory_;
    std::unique_ptr<tiktok::Governor> governor_;
    std::vector<Call> calls_;
    std::vector<std::size_t> free_; ///< places in calls_
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
    /// When an answer first told us of a penalty, by its number.
    std::map<int, std::int64_t> known_at_;
    LoadOutcome outcome_;
    int in_flight_ = 0;
    int run_ = 0;
    int incidents_ = 0;
    std::int64_t next_incident_ = 0;
    std::uint64_t account_ = 0;
};

} // namespace bayme::test

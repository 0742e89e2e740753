// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/load_model.hpp"

#include <array>

namespace bayme::test {
namespace {

constexpr std::int64_t millisecond = 1'000;
constexpr std::int64_t minute = 60'000'000;
constexpr std::int64_t way_there = 20 * millisecond;

} // namespace

LoadOutcome LoadModel::run() {
    const auto end = now_ + options_.length.count() * 1'000'000;
    next_incident_ = now_ + 17 * minute;
    while (now_ < end) {
        if (options_.incidents && now_ >= next_incident_) {
            next_incident_ += 37 * minute;
            incident();
        }
        if (in_flight_ >= options_.workers) {
            run_until(events_.top().at);
            continue;
        }
        send();
    }
    outcome_.microseconds_in_penalties = limiter_.time_in_penalties();
    return outcome_;
}

void LoadModel::start_program() {
    governor_ = std::make_unique<tiktok::Governor>(options_.tier, *this, *this, memory_);
}

void LoadModel::kill_program() {
    memory_.dead = true;
    governor_.reset();
    memory_.dead = false;
    ++run_;
    ++outcome_.restarts;
    in_flight_ = 0;
    run_until(now_ + 300 * millisecond);
    start_program();
}

void LoadModel::send() {
    static const std::array<const tiktok::Endpoint*, 3> endpoints{
        &tiktok::endpoint("report.integrated.get"), &tiktok::endpoint("campaign.get"),
        &tiktok::endpoint("ad.get")};
    ++account_;
    const tiktok::CallContext context{.advertiser =
                                          AdvertiserId{std::to_string(7000 + account_ % 20)},
                                      .patience = std::chrono::hours{48}};
    const auto& endpoint =
        options_.only != nullptr ? *options_.only : *endpoints[account_ % endpoints.size()];
    auto turn = governor_->acquire(endpoint, context);
    if (!turn) {
        throw std::logic_error{turn.error().message};
    }
    ++outcome_.sent;
    ++in_flight_;
    auto there = way_there + (options_.jitter > 0 ? uniform(0, options_.jitter) : 0);
    if (options_.stragglers && uniform(1, 5'000) == 1) {
        there += uniform(50, 400) * millisecond;
    }
    const auto back = std::max(uniform(50, 800) * millisecond, there + 10 * millisecond);
    plan_arrival(now_ + there, {.run = run_, .answered_at = now_ + back, .turn = *std::move(turn)});
}

void LoadModel::plan_arrival(std::int64_t at, Call call) {
    if (free_.empty()) {
        free_.push_back(calls_.size());
        calls_.emplace_back();
    }
    const auto index = free_.back();
    free_.pop_back();
    calls_[index] = std::move(call);
    events_.push({at, index, true});
}

void LoadModel::run_until(std::int64_t until) {
    while (!events_.empty() && events_.top().at <= until) {
        const auto event = events_.top();
        events_.pop();
        now_ = std::max(now_, event.at);
        happen(event);
    }
    now_ = std::max(now_, until);
}

void LoadModel::happen(const Event& event) {
    if (event.arrival) {
        arrive(event.call);
        return;
    }
    const auto& call = calls_[event.call];
    free_.push_back(event.call);
    if (call.run != run_) {
        return;
    }
    --in_flight_;
    if (!call.verdict.allowed) {
        known_at_.emplace(call.verdict.penalty, now_);
    }
    governor_->answered(call.turn, tiktok::find_code(call.verdict.allowed ? 0 : 40100),
                        call.verdict.message);
}

void LoadModel::arrive(std::size_t index) {
    auto& call = calls_[index];
    call.verdict = limiter_.arrive(now_ + skew());
    if (call.others) {
        outcome_.allowed_to_others += call.verdict.allowed ? 1 : 0;
        free_.push_back(index);
        return;
    }
    ++(call.verdict.allowed ? outcome_.allowed : outcome_.refused);
    // An answer that comes after a call was sent cannot hold it back.
    const auto known = known_at_.find(call.verdict.penalty);
    if (!call.verdict.allowed && known != known_at_.end() &&
        known->second < std::chrono::floor<microseconds>(call.turn.at).count()) {
        ++outcome_.into_known_penalty;
    }
    events_.push({call.answered_at, index, false});
}

/// In turn: a burst of another program, a minute it spent, and that with a kill while it lasts.
void LoadModel::incident() {
    ++incidents_;
    if (incidents_ % 3 == 1) {
        for (std::int64_t i = 0; i < 2 * options_.numbers.second; ++i) {
            plan_arrival(now_ + i * 5 * millisecond, {.others = true});
        }
        return;
    }
    limiter_.restrict_for_a_minute_spent(now_ + skew());
    if (incidents_ % 3 == 0) {
        for (int i = 0; i < 3; ++i) {
            send();
        }
        run_until(now_ + 2'000 * millisecond);
        kill_program();
    }
}

std::int64_t LoadModel::skew() const {
    constexpr std::int64_t period = 4 * 60 * minute;
    constexpr std::int64_t most = 30 * millisecond;
    const auto phase = now_ % period * 4 * most / period;
    return phase < 2 * most ? phase - most : 3 * most - phase;
}

} // namespace bayme::test

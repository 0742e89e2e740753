// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/scheduler.hpp"
#include "base/time.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <vector>

namespace bayme::simulation {

/// Time that passes only while everybody waits. Actors are real threads, of which one runs at a
/// time: whoever waits hands over to another that is due, chosen by the seed; when nobody is due,
/// the clock goes on to the next one who is. So a seed decides every interleaving. An actor must
/// hold no lock while it waits.
class VirtualTime final : public Clock {
public:
    VirtualTime(Instant start, std::uint64_t seed);
    ~VirtualTime() override;

    [[nodiscard]] Instant now() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
    /// Steps the wall clock, which may go back; nobody's wait changes.
    void step_wall(std::chrono::seconds by);

    /// Runs these side by side until all have returned. @return false when they were killed.
    bool run(std::vector<std::function<void()>> actors);
    /// Ends the life under way: each actor, at its wait, is Unwound.
    void kill();
    [[nodiscard]] bool killed() const { return killed_; }

    /// One way of waiting; wake() ends the waits of its own kind only. Outside run() a wait moves
    /// the clock. Lives as long as the time.
    Scheduler& waits(std::size_t kind) { return *kinds_.at(kind); }
    static constexpr std::size_t job_waits = 0;
    static constexpr std::size_t call_waits = 1;
    static constexpr std::size_t network = 2;
    static constexpr std::size_t people = 3;

private:
    struct Kind;
    struct Actor;

    void wait(std::size_t kind, std::chrono::nanoseconds duration, const std::stop_token& stop);
    void wake(std::size_t kind);
    /// Lets somebody else run; the lock is held.
    void hand_over();
    Actor* choose();

    static thread_local Actor* self_;
    mutable std::mutex mutex_;
    std::condition_variable all_done_;
    std::chrono::nanoseconds steady_{0};
    std::chrono::nanoseconds wall_;
    std::mt19937_64 dice_;
    bool killed_ = false;
    std::vector<std::unique_ptr<Actor>> actors_;
    std::vector<std::unique_ptr<Scheduler>> kinds_;
};

} // namespace bayme::simulation

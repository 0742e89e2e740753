// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/virtual_time.hpp"

#include "base/failpoint.hpp"

#include <algorithm>
#include <thread>

namespace bayme::simulation {

struct VirtualTime::Actor {
    std::condition_variable turn;
    bool runs = false;
    bool done = false;
    bool woken = true; ///< everybody begins due
    std::size_t kind = 0;
    std::chrono::nanoseconds due{0};
    std::stop_token stop;

    [[nodiscard]] bool is_due(std::chrono::nanoseconds now, bool killed) const {
        return !done && (killed || woken || due <= now || stop.stop_requested());
    }
};

struct VirtualTime::Kind final : public Scheduler {
    Kind(VirtualTime& the_time, std::size_t the_index) : time(the_time), index(the_index) {}
    void wait(std::chrono::nanoseconds duration, std::stop_token stop) override {
        time.wait(index, duration, stop);
    }
    void wake() override { time.wake(index); }

    VirtualTime& time;
    std::size_t index;
};

thread_local VirtualTime::Actor* VirtualTime::self_ = nullptr;

VirtualTime::VirtualTime(Instant start, std::uint64_t seed)
    : wall_(start.time_since_epoch()), dice_(seed) {
    for (const auto kind : {job_waits, call_waits, network, people}) {
        kinds_.push_back(std::make_unique<Kind>(*this, kind));
    }
}

VirtualTime::~VirtualTime() = default;

Instant VirtualTime::now() const {
    const std::scoped_lock lock{mutex_};
    return Instant{std::chrono::floor<microseconds>(wall_ + steady_)};
}

std::chrono::nanoseconds VirtualTime::monotonic() const {
    const std::scoped_lock lock{mutex_};
    return steady_;
}

void VirtualTime::step_wall(std::chrono::seconds by) {
    const std::scoped_lock lock{mutex_};
    wall_ += by;
}

void VirtualTime::kill() {
    const std::scoped_lock lock{mutex_};
    killed_ = true;
}

bool VirtualTime::run(std::vector<std::function<void()>> actors) {
    std::unique_lock lock{mutex_};
    killed_ = false;
    actors_.clear();
    for (std::size_t i = 0; i < actors.size(); ++i) {
        actors_.push_back(std::make_unique<Actor>());
    }
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        threads.emplace_back([this, &self = *actors_[i], &act = actors[i]] {
            self_ = &self;
            {
                std::unique_lock mine{mutex_};
                self.turn.wait(mine, [&] { return self.runs; });
            }
            try {
                act();
            } catch (const Unwound&) {
                kill();
            }
            const std::scoped_lock mine{mutex_};
            self.done = true;
            self.runs = false;
            hand_over();
        });
    }
    hand_over();
    all_done_.wait(lock, [&] {
        return std::ranges::all_of(actors_, [](const auto& actor) { return actor->done; });
    });
    lock.unlock();
    threads.clear();
    return !killed_;
}

VirtualTime::Actor* VirtualTime::choose() {
    std::vector<Actor*> due;
    const auto find_due = [&] {
        for (const auto& actor : actors_) {
            if (actor->is_due(steady_, killed_)) {
                due.push_back(actor.get());
            }
        }
    };
    find_due();
    if (due.empty()) {
        auto next = std::chrono::nanoseconds::max();
        for (const auto& actor : actors_) {
            next = actor->done ? next : std::min(next, actor->due);
        }
        if (next == std::chrono::nanoseconds::max()) {
            return nullptr;
        }
        steady_ = next;
        find_due();
    }
    return due.at(dice_() % due.size());
}

void VirtualTime::hand_over() {
    if (auto* const next = choose()) {
        next->runs = true;
        next->turn.notify_all();
    } else {
        all_done_.notify_all();
    }
}

void VirtualTime::wait(std::size_t kind, std::chrono::nanoseconds duration,
                       const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    duration = std::max(duration, std::chrono::nanoseconds{0});
    if (self_ == nullptr) {
        steady_ += duration;
        return;
    }
    auto& self = *self_;
    self.kind = kind;
    self.due = steady_ + duration;
    self.stop = stop;
    self.woken = false;
    self.runs = false;
    hand_over();
    self.turn.wait(lock, [&] { return self.runs; });
    self.stop = {};
    if (killed_) {
        throw Unwound{};
    }
}

void VirtualTime::wake(std::size_t kind) {
    const std::scoped_lock lock{mutex_};
    for (const auto& actor : actors_) {
        if (!actor->runs && actor->kind == kind) {
            actor->woken = true;
        }
    }
}

} // namespace bayme::simulation

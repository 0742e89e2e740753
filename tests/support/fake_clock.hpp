// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/scheduler.hpp"
#include "base/time.hpp"

#include <atomic>

namespace bayme::test {

/// A clock that moves only when told. Both readings move together.
class FakeClock final : public Clock {
public:
    explicit FakeClock(std::string_view start = "2026-03-01T12:00:00Z")
        : now_(parse_instant(start).value().time_since_epoch().count()) {}

    [[nodiscard]] Instant now() const override { return Instant{microseconds{now_}}; }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return microseconds{now_}; }
    void advance(std::chrono::microseconds by) { now_ += by.count(); }
    void set(std::string_view instant) {
        now_ = parse_instant(instant).value().time_since_epoch().count();
    }

private:
    std::atomic<std::int64_t> now_;
};

/// Waiting moves the fake clock instead of the world.
class FakeScheduler final : public Scheduler {
public:
    explicit FakeScheduler(FakeClock& clock) : clock_(clock) {}
    void wait(std::chrono::nanoseconds duration, std::stop_token /*stop*/) override {
        clock_.advance(std::chrono::ceil<microseconds>(duration));
    }
    void wake() override {}

private:
    FakeClock& clock_;
};

} // namespace bayme::test

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace bayme {

/// How threads wait. Nothing sleeps by itself: tests inject one that moves a fake clock instead.
/// Safe from any thread.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    /// Returns after `duration`, after wake(), or when a stop is asked for, whichever is first.
    virtual void wait(std::chrono::nanoseconds duration, std::stop_token stop) = 0;
    /// Ends every wait that is under way.
    virtual void wake() = 0;
};

class SystemScheduler final : public Scheduler {
public:
    void wait(std::chrono::nanoseconds duration, std::stop_token stop) override;
    void wake() override;

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    unsigned long wakes_ = 0;
};

} // namespace bayme

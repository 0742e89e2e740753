// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/scheduler.hpp"

#include <utility>

namespace bayme {

void SystemScheduler::wait(std::chrono::nanoseconds duration, std::stop_token stop) {
    std::unique_lock lock{mutex_};
    const auto before = wakes_;
    changed_.wait_for(lock, std::move(stop), duration, [&] { return wakes_ != before; });
}

void SystemScheduler::wake() {
    const std::scoped_lock lock{mutex_};
    ++wakes_;
    changed_.notify_all();
}

} // namespace bayme

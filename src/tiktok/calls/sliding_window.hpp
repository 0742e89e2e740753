// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <chrono>
#include <deque>

namespace bayme::tiktok::calls {

/// At most so many calls within any minute: how TikTok for Developers counts, apart from the
/// Marketing API's governor [CONTRACT 2.4]. Not for several threads.
class SlidingWindow {
public:
    explicit SlidingWindow(std::size_t most) : most_(most) {}

    /// Zero when a call may be sent now, which then counts; else how long to wait first.
    std::chrono::nanoseconds take(std::chrono::nanoseconds now) {
        while (!sent_.empty() && now - sent_.front() >= length) {
            sent_.pop_front();
        }
        if (sent_.size() >= most_) {
            return sent_.front() + length - now;
        }
        sent_.push_back(now);
        return std::chrono::nanoseconds{0};
    }

private:
    static constexpr std::chrono::minutes length{1};

    std::size_t most_;
    std::deque<std::chrono::nanoseconds> sent_;
};

} // namespace bayme::tiktok::calls

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace bayme::http {

/// The threads that run handlers, with a bounded queue before them. Safe from any thread.
class HandlerPool {
public:
    enum class Turn { run, refused };
    /// Called exactly once, and does not throw.
    using Work = std::move_only_function<void(Turn)>;

    HandlerPool(std::size_t threads, std::size_t queued);
    HandlerPool(const HandlerPool&) = delete;
    HandlerPool& operator=(const HandlerPool&) = delete;
    /// Runs what is queued, then joins.
    ~HandlerPool();

    /// Has the work run on a thread; when the queue is full calls it here with `refused`.
    void submit(Work work);

private:
    void run();

    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<Work> queue_;
    std::size_t queued_;
    std::size_t idle_ = 0;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

} // namespace bayme::http

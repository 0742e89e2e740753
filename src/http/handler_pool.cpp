// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/handler_pool.hpp"

#include <utility>

namespace bayme::http {

HandlerPool::HandlerPool(std::size_t threads, std::size_t queued) : queued_(queued) {
    threads_.reserve(threads);
    for (std::size_t made = 0; made < threads; ++made) {
        threads_.emplace_back([this] { run(); });
    }
}

HandlerPool::~HandlerPool() {
    {
        const std::scoped_lock lock{mutex_};
        ending_ = true;
    }
    waiting_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
}

void HandlerPool::submit(Work work) {
    bool wake = false;
    {
        std::unique_lock lock{mutex_};
        // Work that an idle thread is about to take does not wait.
        if (queue_.size() >= queued_ + idle_) {
            lock.unlock();
            work(Turn::refused);
            return;
        }
        queue_.push_back(std::move(work));
        wake = idle_ > 0;
    }
    if (wake) {
        waiting_.notify_one();
    }
}

void HandlerPool::run() {
    std::unique_lock lock{mutex_};
    while (true) {
        ++idle_;
        waiting_.wait(lock, [this] { return ending_ || !queue_.empty(); });
        --idle_;
        if (queue_.empty()) {
            return;
        }
        auto work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work(Turn::run);
        work = nullptr;
        lock.lock();
    }
}

} // namespace bayme::http

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/workers.hpp"

#include <atomic>

namespace bayme::jobs {

/// What one running job may do, as long as it is this worker's. The handler's thread uses it as
/// Run, the thread that looks after all jobs uses the rest.
class Lease final : public Run {
public:
    Lease(storage::Job job, storage::Database& database, storage::JobStore& store,
          const Clock& clock)
        : job_(std::move(job)), database_(database), store_(store), clock_(clock),
          alive_at_(clock.monotonic()) {}

    [[nodiscard]] const storage::Job& job() const override { return job_; }
    void report(const storage::JobProgress& progress) override;
    [[nodiscard]] std::stop_token stop() const override;
    void alive() override { alive_at_ = clock_.monotonic(); }
    Result<void> still_mine(storage::Transaction& tx) override;
    Result<void> still_mine() override;

    void ask_to_stop() { stop_.request_stop(); }
    [[nodiscard]] bool asked_to_stop() const { return stop_.stop_requested(); }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    [[nodiscard]] bool lost() const { return lost_; }
    [[nodiscard]] bool stalled() const { return stalled_; }
    /// How long it gave no sign of life.
    [[nodiscard]] std::chrono::nanoseconds silence() const {
        return clock_.monotonic() - alive_at_.load();
    }

    void extend(std::chrono::seconds lease);
    void look_for_cancel();
    /// It is nobody's any more, or another worker's.
    void lose();
    void stall() {
        stalled_ = true;
        lose();
    }

    template <typename Write>
    Result<void> write(Write&& change) {
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(change(*tx));
        return tx->commit();
    }

private:
    Result<void> note(Result<void> written);

    storage::Job job_;
    storage::Database& database_;
    storage::JobStore& store_;
    const Clock& clock_;
    std::stop_source stop_;
    std::optional<std::chrono::nanoseconds> reported_;
    mutable std::atomic<std::chrono::nanoseconds> alive_at_;
    std::atomic<bool> lost_ = false;
    std::atomic<bool> cancelled_ = false;
    std::atomic<bool> stalled_ = false;
};

} // namespace bayme::jobs

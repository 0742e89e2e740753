// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/lease.hpp"

namespace bayme::jobs {
namespace {

constexpr std::chrono::milliseconds report_gap{250};

} // namespace

void Lease::report(const storage::JobProgress& progress) {
    alive();
    const auto now = clock_.monotonic();
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (!last && reported_ && now - *reported_ < report_gap) {
        return;
    }
    reported_ = now;
    (void)note(
        write([&](storage::Transaction& tx) { return store_.progress(tx, job_, progress); }));
}

std::stop_token Lease::stop() const {
    alive_at_ = clock_.monotonic();
    return stop_.get_token();
}

Result<void> Lease::still_mine(storage::Transaction& tx) {
    alive();
    return note(store_.check(tx, job_));
}

Result<void> Lease::still_mine() {
    BAYME_TRY(const auto tx, database_.begin_read());
    return still_mine(*tx);
}

void Lease::extend(std::chrono::seconds lease) {
    (void)note(write(
        [&](storage::Transaction& tx) { return store_.extend(tx, job_, clock_.now() + lease); }));
}

void Lease::look_for_cancel() {
    const auto tx = database_.begin_read();
    const auto seen = tx ? store_.find(**tx, job_.id) : std::unexpected(tx.error());
    if (seen && seen->cancel_asked) {
        cancelled_ = true;
        ask_to_stop();
    }
}

void Lease::lose() {
    lost_ = true;
    ask_to_stop();
}

Result<void> Lease::note(Result<void> written) {
    if (!written && written.error().reason == "lease_lost") {
        lose();
    }
    return written;
}

} // namespace bayme::jobs

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "sync/planner.hpp"
#include "sync/publish_ahead.hpp"
#include "sync/report_fetch.hpp"
#include "sync/report_lessons.hpp"

#include <functional>

namespace bayme::sync {

/// What a pass over an account's windows did.
struct ReportsOutcome {
    int calls = 0; ///< pages, and questions about what is refused
    int windows_complete = 0;
    int windows_provisional = 0;
    int windows_partial = 0;
    int windows_failed = 0;
    std::int64_t rows = 0;
    std::int64_t inserted = 0;
    std::int64_t superseded = 0;
    std::int64_t ended = 0;
};

/// Whose windows, and what is known of the account at the start.
struct PassAccount {
    storage::Advertiser advertiser;
    Currency currency;
    SecretText token;
    AccountClock clock;
};

/// Fetches ranges of one account's windows and publishes them whole, the one while the next is
/// fetched. An answer that cannot be proven is asked for again at most three times, then its range
/// is halved; what TikTok finds too large is halved at once, what it refuses is searched for and
/// left out; both are remembered. A day that still cannot be had is partial or failed: what stood
/// before stands on [DESIGN 6.2]. Used by one thread.
class ReportPass {
public:
    struct Ports {
        tiktok::Client& client;
        snapshots::Snapshots& snapshots;
        const Clock& clock;
        Random& random;
        /// Whether the pass's job is still this worker's; each publish asks when it is its turn.
        std::function<Result<void>()> still_mine = {};
    };
    ReportPass(Ports ports, PassAccount account, ReportLessons lessons, tiktok::CallContext context,
               Overlap overlap)
        : ports_(ports), account_(std::move(account)), lessons_(std::move(lessons)),
          context_(std::move(context)), publisher_(ports.snapshots, overlap) {}

    [[nodiscard]] const PassAccount& account() const { return account_; }
    [[nodiscard]] const ReportLessons& lessons() const { return lessons_; }

    /// @return what keeps all of the account from being read; what concerns the range alone is
    ///         written into its cells.
    Result<void> fetch(const PlannedCall& call);
    /// Waits for what is still being published: before it is read.
    Result<void> settle() { return publisher_.drain(); }
    /// The same, at the end. @return what the pass did.
    Result<ReportsOutcome> finish();

private:
    Result<void> fetch_range(const snapshots::Cube& cube, DayRange days);
    Result<void> fetch_halves(const snapshots::Cube& cube, DayRange days);
    Result<Fetched> ask(const snapshots::Cube& cube, DayRange days, bool closed);
    Result<void> prove_hours(const snapshots::Cube& cube, Day day, int attempt, Fetched& fetched);
    Result<void> narrow(const snapshots::Cube& cube, DayRange days, Error error);
    Result<void> leave_out(const snapshots::Cube& cube, DayRange days, const Error& error);
    Result<void> publish(const snapshots::Cube& cube, DayRange days, Fetched fetched,
                         Instant fetched_at);
    Result<void> publish_failure(const snapshots::Cube& cube, DayRange days, const Error& error);
    [[nodiscard]] snapshots::Cell make_cell(Day day, Instant fetched_at) const;
    [[nodiscard]] ReportOrder order(const snapshots::Cube& cube, DayRange days) const;

    Ports ports_;
    PassAccount account_;
    ReportLessons lessons_;
    tiktok::CallContext context_;
    PublishAhead publisher_;
    ReportsOutcome outcome_;
};

} // namespace bayme::sync

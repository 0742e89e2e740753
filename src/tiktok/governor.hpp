// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/scheduler.hpp"
#include "tiktok/allowance.hpp"
#include "tiktok/call.hpp"
#include "tiktok/codes.hpp"
#include "tiktok/quota_memory.hpp"

#include <map>
#include <memory>

namespace bayme::tiktok {

/// One limit as it stands: of the app, an endpoint, or an account on one path.
struct LimitView {
    std::string scope;
    Allowance allowance;
    std::int64_t used_second = 0;
    std::int64_t used_minute = 0;
    std::int64_t used_day = 0;
    /// Of the allowance per second, what is spent at most: 985 is 98.5 %.
    int pace_permille = 1000;
    bool learned = false; ///< the platform named a lower number than the configured level has
};

struct GovernorView {
    Tier tier = Tier::basic;
    LimitView app;
    std::vector<LimitView> others; ///< endpoints used today, and accounts with a limit of their own
    std::map<Priority, std::int64_t> waiting;
    std::vector<Penalty> penalties; ///< those still running
    std::int64_t refused = 0;       ///< throttled answers since the start
    Instant day_ends;
};

/// A permission to send one call now; handed back with the call's answer.
struct Turn {
    const Endpoint* endpoint = nullptr;
    AdvertiserId advertiser;
    std::chrono::nanoseconds at{0}; ///< monotonic
};

/// Spends the app's quota: paces calls evenly a little below the tier, lets the more urgent waiter
/// go first, and keeps still while the platform punishes. One per app, shared by all threads.
///
/// Every 20th turn goes to whoever has waited longest, so nobody waits for ever.
class Governor {
public:
    /// `margin_percent` of every limit stays unused, besides half a percent that always does.
    Governor(Tier tier, Clock& clock, Scheduler& scheduler, QuotaMemory& memory,
             int margin_percent = 1);
    ~Governor();

    /// Waits for a turn. @return rate_limited, reason "tiktok.quota", when the turn would come
    /// after `context.patience` or the wait was stopped; the message says until when.
    Result<Turn> acquire(const Endpoint& endpoint, const CallContext& context);
    /// Must follow each answer with a return code: a throttled one starts a penalty and teaches
    /// what the limit is, another one ends the strikes of a penalty that was served.
    void answered(const Turn& turn, const ReturnCode& code, std::string_view message);
    /// When a call could be sent if nobody else wanted to: for jobs that plan.
    [[nodiscard]] Instant earliest(const Endpoint& endpoint, const AdvertiserId& advertiser);
    [[nodiscard]] GovernorView view();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace bayme::tiktok

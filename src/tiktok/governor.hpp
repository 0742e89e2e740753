// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/scheduler.hpp"
#include "base/time.hpp"
#include "tiktok/call.hpp"
#include "tiktok/codes.hpp"
#include "tiktok/endpoints.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace bayme::tiktok {

/// The app's approved level, or none for a sandbox that counts nothing [CONTRACT 1.5].
enum class Tier { none, basic, advanced, premium, ultimate };
/// @return invalid_input for any other word.
Result<Tier> parse_tier(std::string_view text);
std::string_view to_string(Tier tier);

/// Calls allowed in one calendar second, minute and UTC day; 0 means without limit.
struct Allowance {
    std::int64_t second = 0;
    std::int64_t minute = 0;
    std::int64_t day = 0;
};
Allowance app_allowance(Tier tier);
/// Of an endpoint's own, besides the app's; all 0 for QuotaClass::app_only.
Allowance class_allowance(QuotaClass quota, Tier tier);

/// A time in which nothing of `scope` is sent. Scopes: "app", "endpoint:campaign.get",
/// "advertiser:7001:campaign.get".
struct Penalty {
    std::string scope = {};
    Instant until = {};
    int strikes = 0; ///< in a row; decides the length of the next one
};

/// Where penalties and the day's count outlive the process.
class QuotaMemory {
public:
    virtual ~QuotaMemory() = default;
    virtual Result<std::vector<Penalty>> penalties() = 0;
    virtual Result<void> keep(const Penalty& penalty) = 0;
    /// Calls already made this UTC day.
    virtual Result<std::int64_t> used(Day utc_day) = 0;
    virtual Result<void> keep_used(Day utc_day, std::int64_t calls) = 0;
};

struct GovernorView {
    Tier tier = Tier::basic;
    Allowance allowance;
    std::int64_t used_second = 0;
    std::int64_t used_minute = 0;
    std::int64_t used_day = 0;
    std::map<Priority, std::int64_t> waiting;
    std::vector<Penalty> penalties; ///< those still running
};

/// Spends the app's quota: paces calls evenly a little below the tier, lets the more urgent waiter
/// go first, and keeps still while the platform punishes. One per app, shared by all threads.
class Governor {
public:
    Governor(Tier tier, Clock& clock, Scheduler& scheduler, QuotaMemory& memory);
    ~Governor();

    /// Waits for a turn. @return rate_limited, reason "tiktok.quota", when the turn would come
    /// after `context.patience` or the wait was stopped; the message says until when.
    Result<void> acquire(const Endpoint& endpoint, const CallContext& context);
    /// Must follow each answer with a return code: a throttled one starts a penalty, another one
    /// ends its strikes.
    void answered(const Endpoint& endpoint, const AdvertiserId& advertiser, const ReturnCode& code,
                  Hint hint);
    /// When a call could be sent if nobody else wanted to: for jobs that plan.
    [[nodiscard]] Instant earliest(const Endpoint& endpoint, const AdvertiserId& advertiser);
    [[nodiscard]] GovernorView view();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/governor.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "tiktok/quota/limits.hpp"

#include <algorithm>
#include <list>
#include <mutex>

namespace bayme::tiktok {
namespace {

using quota::Moment;
using std::chrono::nanoseconds;

/// How often the day's counts are written down.
constexpr nanoseconds keep_every = std::chrono::minutes{1};
/// Who is not first looks again after this long at the least.
constexpr nanoseconds shortest_wait = milliseconds{1};
/// Every so many turns, one goes to whoever has waited longest.
constexpr std::uint64_t turns_by_age = 20;

Failpoint without_limits{"tiktok.governor.without_limits", FailpointKind::defect};

/// A call that waits for its turn.
struct Waiter {
    std::uint64_t ticket = 0;
    const Endpoint* endpoint = nullptr;
    const CallContext* context = nullptr;
};

void complain(const Result<void>& kept) {
    if (!kept) {
        log(LogLevel::warning, "tiktok.quota_not_kept", {{"reason", kept.error().reason}});
    }
}

Error no_room(const Moment& now, nanoseconds wait) {
    const auto turn = now.wall + std::chrono::ceil<microseconds>(wait);
    return {.code = ErrorCode::rate_limited,
            .message = fmt::format("TikTok's limits leave no room before {}",
                                   format_instant(std::chrono::ceil<seconds>(turn))),
            .reason = "tiktok.quota",
            .retry_after = std::chrono::ceil<milliseconds>(wait)};
}

} // namespace

struct Governor::State {
    State(Tier own_tier, Clock& own_clock, Scheduler& own_scheduler, QuotaMemory& own_memory,
          int margin_percent)
        : tier(own_tier), clock(own_clock), scheduler(own_scheduler), memory(own_memory),
          limits(own_tier, margin_percent) {}

    [[nodiscard]] Moment now() const { return {clock.now(), clock.monotonic()}; }

    /// How long this call would wait if it were alone.
    nanoseconds wait_of(const Endpoint& endpoint, const AdvertiserId& advertiser,
                        const Moment& moment) {
        return std::max(limits.wait(endpoint, advertiser, moment),
                        penalties.wait(endpoint, advertiser, moment));
    }

    /// Whether `first` goes before `second` in this turn.
    [[nodiscard]] bool is_before(const Waiter& first, const Waiter& second) const {
        const bool by_age = turns % turns_by_age == turns_by_age - 1;
        const auto urgency = [](const Waiter& waiter) {
            return waiter.context->priority;
        };
        return by_age || urgency(first) == urgency(second) ? first.ticket < second.ticket
                                                           : urgency(first) < urgency(second);
    }

    /// Whether somebody with more right to it could go at this very moment.
    bool must_yield(const Waiter& self, const Moment& moment) {
        return std::ranges::any_of(waiters, [&](const Waiter& other) {
            return is_before(other, self) &&
                   wait_of(*other.endpoint, other.context->advertiser, moment) <= nanoseconds{0};
        });
    }

    Turn take(const Waiter& waiter, const Moment& moment) {
        ++turns;
        limits.take(*waiter.endpoint, waiter.context->advertiser, moment);
        return {waiter.endpoint, waiter.context->advertiser, moment.steady};
    }

    /// The counts to write down now, if it is time.
    std::vector<Spent> due_counts(const Moment& moment) {
        if (moment.steady - kept_at < keep_every && !limits.is_worth_keeping()) {
            return {};
        }
        kept_at = moment.steady;
        return limits.spent(moment);
    }

    void resume(const Moment& moment) {
        kept_at = moment.steady;
        for (const auto& penalty : memory.penalties().value_or(std::vector<Penalty>{})) {
            penalties.resume(penalty, moment);
        }
        const auto today = quota::quota_day(moment.wall);
        for (const auto& spent : memory.spent(today).value_or(std::vector<Spent>{})) {
            limits.resume(spent, moment);
        }
        for (const auto& learned : memory.learned().value_or(std::vector<Learned>{})) {
            limits.resume(learned, moment);
        }
    }

    std::mutex mutex;
    const Tier tier;
    Clock& clock;
    Scheduler& scheduler;
    QuotaMemory& memory;
    quota::Limits limits;
    quota::Penalties penalties;
    std::list<Waiter> waiters;
    std::uint64_t tickets = 0;
    std::uint64_t turns = 0;
    std::int64_t refused = 0;
    nanoseconds kept_at{0};
};

Governor::Governor(Tier tier, Clock& clock, Scheduler& scheduler, QuotaMemory& memory,
                   int margin_percent)
    : state_(std::make_unique<State>(tier, clock, scheduler, memory, margin_percent)) {
    state_->resume(state_->now());
}

Governor::~Governor() {
    complain(state_->memory.keep(state_->limits.spent(state_->now())));
}

Result<Turn> Governor::acquire(const Endpoint& endpoint, const CallContext& context) {
    std::unique_lock lock{state_->mutex};
    auto now = state_->now();
    const auto deadline = now.steady + context.patience;
    const auto self =
        state_->waiters.insert(state_->waiters.end(), {state_->tickets++, &endpoint, &context});
    while (!without_limits.is_planted()) {
        auto wait = state_->wait_of(endpoint, context.advertiser, now);
        if (wait <= nanoseconds{0}) {
            if (!state_->must_yield(*self, now)) {
                break;
            }
            wait = std::max(state_->limits.spacing(now), shortest_wait);
        }
        if (now.steady + wait > deadline || context.stop.stop_requested()) {
            state_->waiters.erase(self);
            return fail(no_room(now, wait));
        }
        lock.unlock();
        state_->scheduler.wait(wait, context.stop);
        lock.lock();
        now = state_->now();
    }
    auto turn = state_->take(*self, now);
    state_->waiters.erase(self);
    const auto counts = state_->due_counts(now);
    lock.unlock();
    if (!counts.empty()) {
        complain(state_->memory.keep(counts));
    }
    return turn;
}

void Governor::answered(const Turn& turn, const ReturnCode& code, std::string_view message) {
    std::unique_lock lock{state_->mutex};
    const auto now = state_->now();
    if (code.code_class != CodeClass::throttled) {
        state_->penalties.forgive(turn);
        return;
    }
    ++state_->refused;
    const auto refusal = state_->limits.judge(turn, code, message, now);
    const auto struck = state_->penalties.strike(turn, refusal, now);
    const auto learned =
        struck.is_new ? state_->limits.learn(turn, refusal, message, now) : std::nullopt;
    lock.unlock();
    complain(state_->memory.keep(struck.penalty));
    if (learned) {
        complain(state_->memory.keep(*learned));
    }
    if (struck.is_new) {
        log(LogLevel::warning, "tiktok.throttled",
            {{"scope", struck.penalty.scope},
             {"code", code.code},
             {"strikes", struck.penalty.strikes},
             {"until", format_instant(struck.penalty.until)}});
    }
}

Instant Governor::earliest(const Endpoint& endpoint, const AdvertiserId& advertiser) {
    const std::scoped_lock lock{state_->mutex};
    const auto now = state_->now();
    const auto wait = state_->wait_of(endpoint, advertiser, now);
    return now.wall + std::chrono::ceil<microseconds>(std::max(wait, nanoseconds{0}));
}

GovernorView Governor::view() {
    const std::scoped_lock lock{state_->mutex};
    const auto now = state_->now();
    GovernorView view{.tier = state_->tier,
                      .app = state_->limits.app_view(now),
                      .others = state_->limits.other_views(now),
                      .waiting = {},
                      .penalties = state_->penalties.running(now),
                      .refused = state_->refused,
                      .day_ends = quota::end_of_quota_day(now.wall)};
    for (const auto& waiter : state_->waiters) {
        ++view.waiting[waiter.context->priority];
    }
    return view;
}

} // namespace bayme::tiktok

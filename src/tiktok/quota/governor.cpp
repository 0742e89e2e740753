// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/governor.hpp"

#include "base/log.hpp"
#include "tiktok/quota/meter.hpp"
#include "tiktok/quota/penalties.hpp"

#include <algorithm>
#include <list>

namespace bayme::tiktok {
namespace {

using quota::Meter;
using quota::Moment;
using std::chrono::nanoseconds;

/// How often the day's count is written down.
constexpr nanoseconds keep_every = std::chrono::minutes{1};
/// Who is not first looks again after this long at the least.
constexpr nanoseconds shortest_wait = milliseconds{1};

/// A call that waits for its turn.
struct Waiter {
    Priority priority = Priority::backfill;
    std::uint64_t ticket = 0;
    const Endpoint* endpoint = nullptr;
    AdvertiserId advertiser;

    [[nodiscard]] bool before(const Waiter& other) const {
        return priority != other.priority ? priority < other.priority : ticket < other.ticket;
    }
};

void complain(const Result<void>& kept) {
    if (!kept) {
        log(LogLevel::warning, "tiktok.quota_not_kept", {{"reason", kept.error().reason}});
    }
}

} // namespace

struct Governor::State {
    State(Tier own_tier, Clock& own_clock, Scheduler& own_scheduler, QuotaMemory& own_memory)
        : tier(own_tier), clock(own_clock), scheduler(own_scheduler), memory(own_memory),
          app(app_allowance(own_tier)) {
        for (const auto quota : {QuotaClass::ad_create, QuotaClass::report_task}) {
            classes.emplace(quota, Meter{class_allowance(quota, tier)});
        }
    }

    [[nodiscard]] Moment now() const { return {clock.now(), clock.monotonic()}; }

    /// How long this call would wait if it were alone.
    nanoseconds wait_of(const Endpoint& endpoint, const AdvertiserId& advertiser,
                        const Moment& moment) {
        auto wait = std::max(app.wait(moment), penalties.wait(endpoint, advertiser, moment));
        if (const auto own = classes.find(endpoint.quota); own != classes.end()) {
            wait = std::max(wait, own->second.wait(moment));
        }
        return wait;
    }

    /// Whether somebody more urgent could go at this very moment.
    bool must_yield(const Waiter& self, const Moment& moment) {
        return std::ranges::any_of(waiters, [&](const Waiter& other) {
            return other.before(self) &&
                   wait_of(*other.endpoint, other.advertiser, moment) <= nanoseconds{0};
        });
    }

    void take(const Endpoint& endpoint, const Moment& moment) {
        app.take(moment);
        if (const auto own = classes.find(endpoint.quota); own != classes.end()) {
            own->second.take(moment);
        }
    }

    /// The count to write down now, if it is time.
    std::optional<std::int64_t> due_count(const Moment& moment) {
        if (moment.steady - kept_at < keep_every) {
            return std::nullopt;
        }
        kept_at = moment.steady;
        return app.used_day(moment);
    }

    std::mutex mutex;
    const Tier tier;
    Clock& clock;
    Scheduler& scheduler;
    QuotaMemory& memory;
    Meter app;
    std::map<QuotaClass, Meter> classes;
    quota::Penalties penalties;
    std::list<Waiter> waiters;
    std::uint64_t tickets = 0;
    nanoseconds kept_at{0};
};

Governor::Governor(Tier tier, Clock& clock, Scheduler& scheduler, QuotaMemory& memory)
    : state_(std::make_unique<State>(tier, clock, scheduler, memory)) {
    const auto now = state_->now();
    state_->kept_at = now.steady;
    if (const auto kept = memory.penalties()) {
        for (const auto& penalty : *kept) {
            state_->penalties.resume(penalty, now);
        }
    }
    const auto today = UtcOffset{}.day_of(now.wall);
    if (const auto used = memory.used(today)) {
        state_->app.start_day(today, *used);
    }
}

Governor::~Governor() {
    const auto now = state_->now();
    complain(state_->memory.keep_used(UtcOffset{}.day_of(now.wall), state_->app.used_day(now)));
}

Result<void> Governor::acquire(const Endpoint& endpoint, const CallContext& context) {
    std::unique_lock lock{state_->mutex};
    auto now = state_->now();
    const auto deadline = now.steady + context.patience;
    const auto self =
        state_->waiters.insert(state_->waiters.end(), {context.priority, state_->tickets++,
                                                       &endpoint, context.advertiser});
    const auto give_up = [&](nanoseconds wait) {
        state_->waiters.erase(self);
        const auto turn = now.wall + std::chrono::ceil<microseconds>(wait);
        return fail(Error{.code = ErrorCode::rate_limited,
                          .message = fmt::format("TikTok's limits leave no room before {}",
                                                 format_instant(std::chrono::ceil<seconds>(turn))),
                          .reason = "tiktok.quota",
                          .retry_after = std::chrono::ceil<milliseconds>(wait)});
    };
    for (;;) {
        auto wait = state_->wait_of(endpoint, context.advertiser, now);
        if (wait <= nanoseconds{0}) {
            if (!state_->must_yield(*self, now)) {
                break;
            }
            wait = std::max(state_->app.spacing(), shortest_wait);
        }
        if (now.steady + wait > deadline || context.stop.stop_requested()) {
            return give_up(wait);
        }
        lock.unlock();
        state_->scheduler.wait(wait, context.stop);
        lock.lock();
        now = state_->now();
    }
    state_->waiters.erase(self);
    state_->take(endpoint, now);
    const auto count = state_->due_count(now);
    lock.unlock();
    if (count) {
        complain(state_->memory.keep_used(UtcOffset{}.day_of(now.wall), *count));
    }
    return {};
}

void Governor::answered(const Endpoint& endpoint, const AdvertiserId& advertiser,
                        const ReturnCode& code, Hint hint) {
    std::unique_lock lock{state_->mutex};
    const auto now = state_->now();
    if (code.code_class != CodeClass::throttled) {
        state_->penalties.forgive(endpoint, advertiser, now);
        return;
    }
    const auto& allowance = state_->app.allowance();
    const bool day_spent = code.window == Window::app && allowance.day != 0 &&
                           state_->app.used_day(now) >= allowance.day;
    const auto penalty =
        state_->penalties.strike(endpoint, advertiser, code.window, hint, day_spent, now);
    lock.unlock();
    complain(state_->memory.keep(penalty));
    log(LogLevel::warning, "tiktok.throttled",
        {{"scope", penalty.scope}, {"code", code.code}, {"strikes", penalty.strikes}});
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
                      .allowance = state_->app.allowance(),
                      .used_second = state_->app.used_second(now),
                      .used_minute = state_->app.used_minute(now),
                      .used_day = state_->app.used_day(now),
                      .waiting = {},
                      .penalties = state_->penalties.running(now)};
    for (const auto& waiter : state_->waiters) {
        ++view.waiting[waiter.priority];
    }
    return view;
}

} // namespace bayme::tiktok

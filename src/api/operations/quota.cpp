// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations.hpp"
#include "storage/api_log.hpp"
#include "storage/withheld.hpp"
#include "tiktok/governor.hpp"
#include "tiktok/withheld.hpp"

namespace bayme::api {
namespace {

/// What jobs cost is taken from those that ended in this time.
constexpr std::chrono::hours priced_over{6};

struct QuotaWindow {
    std::string window; ///< second, minute or day
    std::int64_t allowed = 0;
    std::int64_t used = 0;
    std::int64_t left = 0;
};
BOOST_DESCRIBE_STRUCT(QuotaWindow, (), (window, allowed, used, left))

struct QuotaLimit {
    std::string scope;
    std::int64_t calls_today = 0;
    /// Of the second's allowance, what is spent at most, in thousandths.
    std::int64_t pace_permille = 0;
    /// An answer named a lower limit than the configured level has.
    bool learned = false;
    /// Empty: only the app's limits count here.
    std::vector<QuotaWindow> windows;
};
BOOST_DESCRIBE_STRUCT(QuotaLimit, (), (scope, calls_today, pace_permille, learned, windows))

struct QuotaPenalty {
    std::string scope;
    Instant until;
    std::int64_t seconds_left = 0;
    std::int64_t strikes = 0;
};
BOOST_DESCRIBE_STRUCT(QuotaPenalty, (), (scope, until, seconds_left, strikes))

struct QuotaWaiting {
    std::string priority;
    std::int64_t calls = 0;
};
BOOST_DESCRIBE_STRUCT(QuotaWaiting, (), (priority, calls))

struct PlannedWork {
    std::string kind;
    std::int64_t jobs = 0;
    /// What jobs of this kind made on average in the last hours; absent when none has ended.
    std::optional<std::int64_t> calls = {};
    std::optional<std::int64_t> seconds = {};
};
BOOST_DESCRIBE_STRUCT(PlannedWork, (), (kind, jobs, calls, seconds))

/// A function TikTok gives to chosen apps and accounts only: a normal state.
struct NotAvailable {
    std::string endpoint;
    std::string advertiser_id; ///< empty: of no account
    Instant since;
    Instant asked_at;
    /// Not before this.
    Instant asked_again_at;
};
BOOST_DESCRIBE_STRUCT(NotAvailable, (), (endpoint, advertiser_id, since, asked_at, asked_again_at))

struct QuotaView {
    std::string tier;
    QuotaLimit app;
    std::vector<QuotaLimit> limits;
    std::vector<QuotaPenalty> penalties;
    std::vector<QuotaWaiting> waiting;
    std::vector<PlannedWork> planned;
    std::vector<NotAvailable> not_available;
    /// Throttled answers since the program started.
    std::int64_t refused = 0;
    Instant day_ends;
};
BOOST_DESCRIBE_STRUCT(QuotaView, (),
                      (tier, app, limits, penalties, waiting, planned, not_available, refused,
                       day_ends))

QuotaLimit view(const tiktok::LimitView& limit) {
    QuotaLimit seen{.scope = limit.scope,
                    .calls_today = limit.used_day,
                    .pace_permille = limit.pace_permille,
                    .learned = limit.learned,
                    .windows = {}};
    const auto add = [&](const char* window, std::int64_t allowed, std::int64_t used) {
        if (allowed != 0) {
            seen.windows.push_back(
                {window, allowed, used, std::max<std::int64_t>(allowed - used, 0)});
        }
    };
    add("second", limit.allowance.second, limit.used_second);
    add("minute", limit.allowance.minute, limit.used_minute);
    add("day", limit.allowance.day, limit.used_day);
    return seen;
}

/// "advertiser:7001:campaign.get" is shown to those who may see the account.
bool is_visible(const staff::AccountScope& accounts, const std::string& scope) {
    constexpr std::string_view prefix = "advertiser:";
    return !scope.starts_with(prefix) ||
           accounts.contains(
               AdvertiserId{scope.substr(prefix.size(), scope.rfind(':') - prefix.size())});
}

PlannedWork price(const storage::CallPrice& price, const tiktok::LimitView& app) {
    PlannedWork work{.kind = price.kind, .jobs = price.waiting, .calls = {}, .seconds = {}};
    if (price.ended > 0) {
        work.calls = (price.calls * price.waiting + price.ended - 1) / price.ended;
        const auto in_1000_seconds = app.allowance.second * app.pace_permille;
        if (in_1000_seconds > 0) {
            work.seconds = (*work.calls * 1000 + in_1000_seconds - 1) / in_1000_seconds;
        }
    }
    return work;
}

Result<void> add_not_available(Context& context, storage::Transaction& transaction,
                               QuotaView& seen) {
    const auto& withheld = context.withheld();
    if (withheld.store == nullptr) {
        return {};
    }
    BAYME_TRY(const auto rows, withheld.store->list(transaction, withheld.app_id));
    for (const auto& row : rows) {
        if (row.advertiser_id.empty() || context.scope().contains(row.advertiser_id)) {
            seen.not_available.push_back({row.endpoint, row.advertiser_id.text(), row.since,
                                          row.asked_at, row.asked_at + tiktok::asked_again_after});
        }
    }
    return {};
}

Result<QuotaView> show_quota(Context& context) {
    const auto now = context.governor().view();
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto prices,
              context.api_log().prices(transaction, context.now() - priced_over));
    QuotaView seen{.tier = std::string{to_string(now.tier)},
                   .app = view(now.app),
                   .limits = {},
                   .penalties = {},
                   .waiting = {},
                   .planned = {},
                   .not_available = {},
                   .refused = now.refused,
                   .day_ends = now.day_ends};
    for (const auto& limit : now.others) {
        if (is_visible(context.scope(), limit.scope)) {
            seen.limits.push_back(view(limit));
        }
    }
    for (const auto& penalty : now.penalties) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(penalty.until - context.now());
        if (is_visible(context.scope(), penalty.scope)) {
            seen.penalties.push_back({penalty.scope, penalty.until, left.count(), penalty.strikes});
        }
    }
    for (const auto& [priority, calls] : now.waiting) {
        seen.waiting.push_back({std::string{to_string(priority)}, calls});
    }
    for (const auto& one : prices) {
        if (one.waiting > 0) {
            seen.planned.push_back(price(one, now.app));
        }
    }
    BAYME_CHECK(add_not_available(context, transaction, seen));
    return seen;
}

const Operation table[] = {
    {.name = "quota.show",
     .summary = "TikTok's limits: used, left, waiting, penalties, and what queued work will cost",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const Nothing&) -> Result<QuotaView> {
         return show_quota(context);
     }},
};

} // namespace

std::span<const Operation> quota_operations() {
    return table;
}

} // namespace bayme::api

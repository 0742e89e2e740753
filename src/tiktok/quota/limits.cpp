// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quota/limits.hpp"

#include <algorithm>
#include <charconv>

namespace bayme::tiktok::quota {
namespace {

using std::chrono::nanoseconds;

/// A limit that the platform named is believed this long.
constexpr microseconds believed = std::chrono::hours{24};
/// No margin leaves less than half of a limit.
constexpr int least_most = 500;
constexpr int always_left = 5;

LimitView view_of(std::string scope, Meter& meter, bool learned, const Moment& now) {
    return {.scope = std::move(scope),
            .allowance = meter.allowance(),
            .used_second = meter.used_second(now),
            .used_minute = meter.used_minute(now),
            .used_day = meter.used_day(now),
            .pace_permille = meter.pace_permille(now),
            .learned = learned};
}

} // namespace

std::optional<std::int64_t> stated_limit(std::string_view message) {
    constexpr std::string_view words = "QPS limit ";
    const auto at = message.find(words);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto digits = message.substr(at + words.size());
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    constexpr std::int64_t absurd = 100'000;
    const bool usable = read.ec == std::errc{} && number > 0 && number < absurd;
    return usable ? std::optional{number} : std::nullopt;
}

Limits::Limits(Tier tier, int margin_percent)
    : tier_(tier), most_permille_(std::max(1000 - always_left - margin_percent * 10, least_most)),
      app_(make_entry(app_allowance(tier))) {}

Limits::Entry Limits::make_entry(const Allowance& configured) const {
    return {Meter{configured, most_permille_}, configured};
}

Limits::Entry& Limits::of(const Endpoint& endpoint) {
    if (const auto found = endpoints_.find(endpoint.name); found != endpoints_.end()) {
        return found->second;
    }
    const auto own = make_entry(class_allowance(endpoint.quota, tier_));
    return endpoints_.emplace(endpoint.name, own).first->second;
}

Limits::Entry* Limits::find_account(std::string_view endpoint_name,
                                    const AdvertiserId& advertiser) {
    const auto path = accounts_.find(endpoint_name);
    if (path == accounts_.end()) {
        return nullptr;
    }
    const auto account = path->second.find(advertiser);
    return account == path->second.end() ? nullptr : &account->second;
}

nanoseconds Limits::wait(const Endpoint& endpoint, const AdvertiserId& advertiser,
                         const Moment& now) {
    auto& own = of(endpoint);
    unlearn_old(app_, now);
    unlearn_old(own, now);
    auto wait = std::max(app_.meter.wait(now), own.meter.wait(now));
    if (auto* account = find_account(endpoint.name, advertiser); account != nullptr) {
        unlearn_old(*account, now);
        wait = std::max(wait, account->meter.wait(now));
    }
    return wait;
}

void Limits::take(const Endpoint& endpoint, const AdvertiserId& advertiser, const Moment& now) {
    app_.meter.take(now);
    auto& own = of(endpoint);
    own.meter.take(now);
    const auto day = own.meter.allowance().day;
    worth_keeping_ = worth_keeping_ || (day != 0 && own.meter.used_day(now) - own.kept >
                                                        std::max<std::int64_t>(day / 1000, 1));
    if (auto* account = find_account(endpoint.name, advertiser); account != nullptr) {
        account->meter.take(now);
    }
}

bool Limits::is_of_endpoint(std::int64_t stated, const Meter& own) const {
    return stated != app_.meter.allowance().second &&
           (stated == own.allowance().second || !is_rate_of_a_tier(stated));
}

Refusal Limits::judge(const Turn& turn, const ReturnCode& code, std::string_view message,
                      const Moment& now) {
    Refusal refusal{.window = code.window};
    if (code.window != Window::app && code.window != Window::endpoint) {
        return refusal;
    }
    auto& own = of(*turn.endpoint).meter;
    const auto stated = stated_limit(message);
    if (own.is_day_spent(now) || (stated && is_of_endpoint(*stated, own))) {
        refusal.window = Window::endpoint;
    }
    refusal.day_spent = own.is_day_spent(now) || app_.meter.is_day_spent(now);
    refusal.minute_spent = hint(code.code, message) == Hint::app_restricted ||
                           (!stated && own.is_minute_nearly_spent(now));
    return refusal;
}

bool Limits::lower(Entry& entry, const Allowance& limit, const Moment& now) {
    const auto second = entry.meter.allowance().second;
    if (second != 0 && limit.second > second) {
        return false;
    }
    if (second == limit.second && !entry.learned_at) {
        return false;
    }
    const bool is_lower = second != limit.second;
    entry.meter.limit(limit);
    entry.learned_at = now.wall;
    return is_lower;
}

std::optional<Learned> Limits::learn(const Turn& turn, const Refusal& refusal,
                                     std::string_view message, const Moment& now) {
    const auto& endpoint = *turn.endpoint;
    const auto stated = stated_limit(message);
    auto& own = of(endpoint);
    Entry* entry = nullptr;
    Allowance limit;
    if (refusal.day_spent) {
        return std::nullopt;
    }
    if (refusal.window == Window::app) {
        entry = &app_;
        limit = stated ? allowance_of_rate(*stated) : Allowance{};
    } else if (refusal.window == Window::endpoint) {
        entry = &own;
        limit = {stated.value_or(0), own.configured.minute, own.configured.day};
    } else if (refusal.window == Window::advertiser_path) {
        entry = stated ? &accounts_[endpoint.name]
                              .try_emplace(turn.advertiser, make_entry({}))
                              .first->second
                       : find_account(endpoint.name, turn.advertiser);
        limit = {stated.value_or(0), 0, 0};
    }
    if (entry == nullptr || (!stated && entry->meter.allowance().second == 0)) {
        return std::nullopt;
    }
    if (!stated || !lower(*entry, limit, now)) {
        entry->meter.slow_down(now);
    }
    return Learned{.scope = scope_of(refusal.window, endpoint, turn.advertiser),
                   .per_second = entry->learned_at ? entry->meter.allowance().second : 0,
                   .slower_permille = entry->meter.lost_permille(now),
                   .at = now.wall};
}

void Limits::unlearn_old(Entry& entry, const Moment& now) {
    if (entry.learned_at && now.wall - *entry.learned_at >= believed) {
        entry.meter.limit(entry.configured);
        entry.learned_at.reset();
    }
}

Limits::Entry* Limits::find_scope(std::string_view scope) {
    if (scope == "app") {
        return &app_;
    }
    const auto colon = scope.rfind(':');
    const auto* endpoint = find_endpoint(scope.substr(colon + 1));
    if (colon == std::string_view::npos || endpoint == nullptr) {
        return nullptr;
    }
    if (scope.starts_with("endpoint:")) {
        return &of(*endpoint);
    }
    constexpr std::string_view account = "advertiser:";
    if (!scope.starts_with(account) || colon < account.size()) {
        return nullptr;
    }
    const AdvertiserId advertiser{scope.substr(account.size(), colon - account.size())};
    return &accounts_[endpoint->name].try_emplace(advertiser, make_entry({})).first->second;
}

void Limits::resume(const Spent& spent, const Moment& now) {
    if (auto* entry = find_scope(spent.scope); entry != nullptr) {
        entry->kept = spent.calls;
        entry->meter.resume(spent.day, spent.calls, now.wall - spent.at, now);
    }
}

void Limits::resume(const Learned& learned, const Moment& now) {
    const auto age = now.wall - learned.at;
    auto* entry = find_scope(learned.scope);
    if (entry == nullptr || age >= believed) {
        return;
    }
    const auto& own = entry->meter.allowance();
    if (learned.per_second != 0 && (own.second == 0 || learned.per_second < own.second)) {
        entry->meter.limit(entry == &app_ ? allowance_of_rate(learned.per_second)
                                          : Allowance{learned.per_second, own.minute, own.day});
        entry->learned_at = learned.at;
    }
    entry->meter.resume_pace(learned.slower_permille, now.steady - age);
}

std::vector<Spent> Limits::spent(const Moment& now) {
    worth_keeping_ = false;
    const auto day = quota_day(now.wall);
    std::vector<Spent> list{{"app", day, app_.meter.used_day(now), now.wall}};
    for (auto& [name, entry] : endpoints_) {
        const auto used = entry.meter.used_day(now);
        if (used != entry.kept) {
            list.push_back({fmt::format("endpoint:{}", name), day, used, now.wall});
            entry.kept = used;
        }
    }
    return list;
}

LimitView Limits::app_view(const Moment& now) {
    return view_of("app", app_.meter, app_.learned_at.has_value(), now);
}

std::vector<LimitView> Limits::other_views(const Moment& now) {
    std::vector<LimitView> views;
    for (auto& [name, entry] : endpoints_) {
        views.push_back(view_of(fmt::format("endpoint:{}", name), entry.meter,
                                entry.learned_at.has_value(), now));
    }
    for (auto& [name, accounts] : accounts_) {
        for (auto& [advertiser, entry] : accounts) {
            if (entry.learned_at) {
                views.push_back(view_of(fmt::format("advertiser:{}:{}", advertiser, name),
                                        entry.meter, true, now));
            }
        }
    }
    return views;
}

} // namespace bayme::tiktok::quota

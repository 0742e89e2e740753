// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quota/penalties.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok::quota {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds after_a_minute = std::chrono::minutes{5};
constexpr nanoseconds longest_probe = std::chrono::hours{1};
constexpr nanoseconds longest_resume = std::chrono::hours{25};
/// Strikes that nothing followed for this long are forgotten.
constexpr nanoseconds stale_after = std::chrono::minutes{10};
/// Refusals after which the fourth silence of five minutes would begin.
constexpr int strikes_of_a_spent_minute = 9;
constexpr int silences_before_the_day = 3;

std::array<std::string, 3> scopes_of(const Endpoint& endpoint, const AdvertiserId& advertiser) {
    return {scope_of(Window::app, endpoint, advertiser),
            scope_of(Window::endpoint, endpoint, advertiser),
            scope_of(Window::advertiser_path, endpoint, advertiser)};
}

nanoseconds doubled(nanoseconds length, int times, nanoseconds longest) {
    for (int i = 0; i < times && length < longest; ++i) {
        length *= 2;
    }
    return std::min(length, longest);
}

nanoseconds rest_of_day(const Moment& now) {
    return end_of_quota_day(now.wall) - now.wall;
}

/// 1 s, 2 s, 4 s … 5 min [CONTRACT 1.5], then towards the end of the day.
nanoseconds ladder(int strikes, const Moment& now) {
    const auto silences = strikes - strikes_of_a_spent_minute;
    if (silences <= silences_before_the_day) {
        return doubled(seconds{1}, strikes - 1, after_a_minute);
    }
    const auto probe =
        doubled(3 * after_a_minute, silences - silences_before_the_day - 1, longest_probe);
    return std::max(after_a_minute, std::min(probe, rest_of_day(now)));
}

} // namespace

std::string scope_of(Window window, const Endpoint& endpoint, const AdvertiserId& advertiser) {
    switch (window) {
    case Window::endpoint:
        return fmt::format("endpoint:{}", endpoint.name);
    case Window::advertiser_path:
    case Window::value:
        return fmt::format("advertiser:{}:{}", advertiser, endpoint.name);
    case Window::app:
    case Window::none:
        break;
    }
    return "app";
}

void Penalties::resume(const Penalty& penalty, const Moment& now) {
    const nanoseconds left = std::min<nanoseconds>(penalty.until - now.wall, longest_resume);
    if (left > nanoseconds{0}) {
        by_scope_[penalty.scope] = {penalty, now.steady, now.steady + left};
    }
}

nanoseconds Penalties::wait(const Endpoint& endpoint, const AdvertiserId& advertiser,
                            const Moment& now) const {
    nanoseconds wait{0};
    if (by_scope_.empty()) {
        return wait;
    }
    for (const auto& scope : scopes_of(endpoint, advertiser)) {
        if (const auto found = by_scope_.find(scope); found != by_scope_.end()) {
            wait = std::max(wait, found->second.until - now.steady);
        }
    }
    return wait;
}

Penalties::Struck Penalties::strike(const Turn& turn, const Refusal& refusal, const Moment& now) {
    drop_stale(now);
    const auto scope = scope_of(refusal.window, *turn.endpoint, turn.advertiser);
    auto& entry = by_scope_[scope];
    const bool is_new = entry.penalty.strikes == 0 || turn.at > entry.began;
    entry.penalty.scope = scope;
    auto& strikes = entry.penalty.strikes;
    if (is_new) {
        ++strikes;
        entry.began = now.steady;
    }
    if (refusal.minute_spent) {
        strikes = std::max(strikes, strikes_of_a_spent_minute + 1);
    }
    const auto length = refusal.day_spent ? rest_of_day(now) : ladder(strikes, now);
    entry.until = std::max(entry.until, now.steady + length);
    entry.penalty.until = now.wall + std::chrono::ceil<microseconds>(entry.until - now.steady);
    return {entry.penalty, is_new};
}

void Penalties::forgive(const Turn& turn) {
    if (by_scope_.empty()) {
        return;
    }
    for (const auto& scope : scopes_of(*turn.endpoint, turn.advertiser)) {
        if (const auto found = by_scope_.find(scope);
            found != by_scope_.end() && found->second.until <= turn.at) {
            by_scope_.erase(found);
        }
    }
}

void Penalties::drop_stale(const Moment& now) {
    std::erase_if(by_scope_,
                  [&](const auto& one) { return one.second.until + stale_after <= now.steady; });
}

std::vector<Penalty> Penalties::running(const Moment& now) const {
    std::vector<Penalty> list;
    for (const auto& [scope, entry] : by_scope_) {
        if (entry.until > now.steady) {
            list.push_back(entry.penalty);
        }
    }
    return list;
}

} // namespace bayme::tiktok::quota

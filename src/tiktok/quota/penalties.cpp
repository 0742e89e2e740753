// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quota/penalties.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok::quota {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds longest_ladder = std::chrono::minutes{5};
constexpr nanoseconds longest_resume = std::chrono::hours{24};
/// The platform's second may begin a little later than ours.
constexpr nanoseconds clock_margin = milliseconds{100};

std::string app_scope() {
    return "app";
}
std::string endpoint_scope(const Endpoint& endpoint) {
    return fmt::format("endpoint:{}", endpoint.name);
}
std::string advertiser_scope(const Endpoint& endpoint, const AdvertiserId& advertiser) {
    return fmt::format("advertiser:{}:{}", advertiser, endpoint.name);
}

std::array<std::string, 3> scopes_of(const Endpoint& endpoint, const AdvertiserId& advertiser) {
    return {app_scope(), endpoint_scope(endpoint), advertiser_scope(endpoint, advertiser)};
}

std::string scope_of(Window window, const Endpoint& endpoint, const AdvertiserId& advertiser) {
    switch (window) {
    case Window::endpoint:
        return endpoint_scope(endpoint);
    case Window::advertiser_path:
    case Window::value:
        return advertiser_scope(endpoint, advertiser);
    case Window::app:
    case Window::none:
        break;
    }
    return app_scope();
}

/// 1 s, 2 s, 4 s … 5 min [CONTRACT 1.5].
nanoseconds ladder(int strikes) {
    nanoseconds length = seconds{1};
    for (int i = 1; i < strikes && length < longest_ladder; ++i) {
        length *= 2;
    }
    return std::min(length, longest_ladder);
}

/// The rest of the calendar second.
nanoseconds rest_of_second(const Moment& now) {
    return std::chrono::floor<seconds>(now.wall) + seconds{1} - now.wall + clock_margin;
}

nanoseconds length_of(Hint hint, bool day_spent, int strikes, const Moment& now) {
    if (day_spent) {
        return UtcOffset{}.end_of(UtcOffset{}.day_of(now.wall)) - now.wall;
    }
    if (hint == Hint::app_restricted) {
        return longest_ladder;
    }
    return hint == Hint::per_second && strikes == 1 ? rest_of_second(now) : ladder(strikes);
}

} // namespace

void Penalties::resume(const Penalty& penalty, const Moment& now) {
    const nanoseconds left = std::min<nanoseconds>(penalty.until - now.wall, longest_resume);
    if (left > nanoseconds{0}) {
        by_scope_[penalty.scope] = {penalty, now.steady + left};
    }
}

nanoseconds Penalties::wait(const Endpoint& endpoint, const AdvertiserId& advertiser,
                            const Moment& now) const {
    nanoseconds wait{0};
    for (const auto& scope : scopes_of(endpoint, advertiser)) {
        if (const auto found = by_scope_.find(scope); found != by_scope_.end()) {
            wait = std::max(wait, found->second.until - now.steady);
        }
    }
    return wait;
}

Penalty Penalties::strike(const Endpoint& endpoint, const AdvertiserId& advertiser, Window window,
                          Hint hint, bool day_spent, const Moment& now) {
    const auto scope = scope_of(window, endpoint, advertiser);
    auto& entry = by_scope_[scope];
    entry.penalty.scope = scope;
    if (entry.until <= now.steady) {
        ++entry.penalty.strikes;
    }
    const auto length = length_of(hint, day_spent, entry.penalty.strikes, now);
    entry.until = std::max(entry.until, now.steady + length);
    entry.penalty.until = now.wall + std::chrono::ceil<microseconds>(entry.until - now.steady);
    return entry.penalty;
}

void Penalties::forgive(const Endpoint& endpoint, const AdvertiserId& advertiser,
                        const Moment& now) {
    for (const auto& scope : scopes_of(endpoint, advertiser)) {
        if (const auto found = by_scope_.find(scope);
            found != by_scope_.end() && found->second.until <= now.steady) {
            by_scope_.erase(found);
        }
    }
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

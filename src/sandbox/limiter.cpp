// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/limiter.hpp"

#include <fmt/format.h>

#include <utility>

namespace bayme::sandbox {

namespace {

std::int64_t rate_of(Quota quota) {
    switch (quota) {
    case Quota::off:
        return 0;
    case Quota::basic:
        return 10;
    case Quota::advanced:
        return 20;
    case Quota::premium:
        return 30;
    case Quota::ultimate:
        return 50;
    }
    return 0;
}

} // namespace

Limiter::Limiter(Quota quota, std::string app_id)
    : per_second_(rate_of(quota)), app_id_(std::move(app_id)) {}

std::int64_t Limiter::Window::count(std::int64_t current) {
    if (number != current) {
        number = current;
        calls = 0;
    }
    return ++calls;
}

std::optional<Refusal> Limiter::admit(std::int64_t now) {
    if (per_second_ == 0) {
        return std::nullopt;
    }
    const Refusal restricted{
        40100, fmt::format("Due to too many requests, requests from App {} are temporarily "
                           "restricted.",
                           app_id_)};
    if (now < shut_until_) {
        return restricted;
    }
    // Refused calls count as well: who keeps knocking is shut out for longer.
    const auto in_second = second_.count(now);
    const auto in_minute = minute_.count(now / 60);
    const auto in_day = day_.count(now / 86'400);
    if (in_day > per_second_ * 86'400) {
        shut_until_ = (now / 86'400 + 1) * 86'400;
        return restricted;
    }
    if (in_minute > per_second_ * 60) {
        shut_until_ = now + 300;
        return restricted;
    }
    if (in_second > per_second_) {
        return Refusal{40100, fmt::format("App reaches the QPS limit {}", per_second_)};
    }
    return std::nullopt;
}

} // namespace bayme::sandbox

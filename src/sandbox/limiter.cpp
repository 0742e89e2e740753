// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/limiter.hpp"

#include "sandbox/data_files.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t minute_seconds = 60;
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t penalty_seconds = 300;

std::string_view word_of(Quota quota) {
    switch (quota) {
    case Quota::advanced:
        return "advanced";
    case Quota::premium:
        return "premium";
    case Quota::ultimate:
        return "ultimate";
    default:
        return "basic";
    }
}

Rates read_rates(const boost::json::value& row) {
    return {row.at(0).to_number<std::int64_t>(), row.at(1).to_number<std::int64_t>(),
            row.at(2).to_number<std::int64_t>()};
}

} // namespace

std::int64_t Meter::Window::count(std::int64_t current) {
    if (number != current) {
        number = current;
        calls = 0;
    }
    return ++calls;
}

bool Meter::second_is_full(const Rates& rates, LimiterForm form, std::int64_t now) {
    switch (form) {
    case LimiterForm::calendar:
        return second_.count(now / million) > rates.second;
    case LimiterForm::sliding: {
        const auto first = std::ranges::upper_bound(recent_, now - million);
        return recent_.end() - first >= rates.second;
    }
    case LimiterForm::bucket:
        break;
    }
    const auto full = rates.second * million;
    tokens_ = tokens_ < 0 ? full : std::min(full, tokens_ + (now - filled_at_) * rates.second);
    filled_at_ = now;
    if (tokens_ < million) {
        return true;
    }
    tokens_ -= million;
    return false;
}

bool Meter::minute_is_full(const Rates& rates, LimiterForm form, std::int64_t now) {
    if (form != LimiterForm::sliding) {
        return minute_.count(now / million / minute_seconds) > rates.minute;
    }
    while (!recent_.empty() && recent_.front() <= now - minute_seconds * million) {
        recent_.pop_front();
    }
    return static_cast<std::int64_t>(recent_.size()) >= rates.minute;
}

Meter::Verdict Meter::count(const Rates& rates, LimiterForm form, std::int64_t now) {
    if (rates.day > 0 && day_.count(now / million / day_seconds) > rates.day) {
        return Verdict::day;
    }
    if (rates.minute > 0 && minute_is_full(rates, form, now)) {
        return Verdict::minute;
    }
    if (rates.second > 0 && second_is_full(rates, form, now)) {
        return Verdict::second;
    }
    if (form == LimiterForm::sliding) {
        recent_.push_back(now);
    }
    return Verdict::admitted;
}

Result<Limiter> Limiter::load(Quota quota, std::string app_id) {
    BAYME_TRY(const auto file, data_file("limits.json"));
    const auto tier = word_of(quota);
    Limiter limiter;
    limiter.off_ = quota == Quota::off;
    limiter.app_id_ = std::move(app_id);
    limiter.app_rates_ = read_rates(file.at("app").at(tier));
    for (const auto& row : file.at("endpoints").as_array()) {
        limiter.endpoint_rates_[std::string{row.at("path").as_string()}] = read_rates(row.at(tier));
    }
    return limiter;
}

std::optional<Refusal> Limiter::admit_app(std::string_view path, std::int64_t now) {
    const Refusal restricted{
        40100, fmt::format("Due to too many requests, requests from App {} are temporarily "
                           "restricted.",
                           app_id_)};
    if (now < shut_until_ * million) {
        return restricted;
    }
    const auto judge = [&](Meter& meter, const Rates& rates) -> std::optional<Refusal> {
        const auto second = now / million;
        switch (meter.count(rates, form_, now)) {
        case Meter::Verdict::day:
            shut_until_ = (second / day_seconds + 1) * day_seconds;
            return restricted;
        case Meter::Verdict::minute:
            shut_until_ = second + penalty_seconds;
            return restricted;
        case Meter::Verdict::second:
            return Refusal{40100, fmt::format("App reaches the QPS limit {}", rates.second)};
        case Meter::Verdict::admitted:
            break;
        }
        return std::nullopt;
    };
    if (auto refusal = judge(app_, app_rates_)) {
        return refusal;
    }
    const auto own = endpoint_rates_.find(path);
    return own == endpoint_rates_.end() ? std::nullopt : judge(endpoints_[own->first], own->second);
}

std::optional<Refusal> Limiter::admit(std::string_view path, std::string_view account, Instant at) {
    const auto now = at.time_since_epoch().count();
    if (!off_) {
        if (auto refusal = admit_app(path, now)) {
            return refusal;
        }
    }
    if (account_rate_ == 0 || account.empty()) {
        return std::nullopt;
    }
    auto& meter = accounts_[fmt::format("{} {}", account, path)];
    if (meter.count({account_rate_, 0, 0}, form_, now) == Meter::Verdict::admitted) {
        return std::nullopt;
    }
    return Refusal{40133, fmt::format("Advertiser ({})'s QPS ({}) reaches QPS limit {} for current "
                                      "path, request is temporarily restricted.",
                                      account, account_rate_ + 1, account_rate_)};
}

} // namespace bayme::sandbox

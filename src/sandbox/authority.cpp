// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/authority.hpp"

#include "sandbox/dice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::uint64_t app_kind = 10;
constexpr std::uint64_t secret_kind = 11;
constexpr std::uint64_t code_kind = 12;
constexpr std::uint64_t token_kind = 13;

} // namespace

Authority::Authority(std::uint64_t seed) : seed_(seed) {
    apps_.push_back({fmt::format("7{:018}", roll({seed, app_kind}) % 1'000'000'000'000'000'000),
                     secret_text(secret_kind, 0)});
}

App Authority::add_app() {
    const auto number = apps_.size();
    return apps_.emplace_back(
        App{fmt::format("7{:018}", roll({seed_, app_kind, number}) % 1'000'000'000'000'000'000),
            secret_text(secret_kind, number)});
}

bool Authority::has_app(std::string_view id) const {
    return std::ranges::find(apps_, id, &App::id) != apps_.end();
}

/// Forty hexadecimal digits.
std::string Authority::secret_text(std::uint64_t kind, std::uint64_t number) const {
    return fmt::format("{:016x}{:016x}{:08x}", roll({seed_, kind, number, 0}),
                       roll({seed_, kind, number, 1}), roll({seed_, kind, number, 2}) >> 32U);
}

std::string Authority::issue_code(const Consent& consent, const std::string& app_id, Seconds now) {
    auto code = secret_text(code_kind, ++issued_);
    codes_[code] = {consent, app_id, now + hour_length, false};
    return code;
}

std::string Authority::issue_token(const Consent& consent, const std::string& app_id) {
    auto token = secret_text(token_kind, ++issued_);
    grants_[token] = {consent, app_id, false};
    return token;
}

std::expected<void, Refusal> Authority::check_app(std::string_view app_id,
                                                  std::string_view secret) const {
    const auto app = std::ranges::find(apps_, app_id, &App::id);
    if (app == apps_.end() || app->secret != secret) {
        return Refused{{40101, "The app_id and secret do not belong together."}};
    }
    return {};
}

std::expected<std::string, Refusal> Authority::exchange(std::string_view app_id,
                                                        std::string_view secret,
                                                        std::string_view code, Seconds now) {
    if (auto app = check_app(app_id, secret); !app) {
        return Refused{app.error()};
    }
    const auto found = codes_.find(code);
    if (found == codes_.end() || found->second.used || now >= found->second.expires ||
        found->second.app_id != app_id) {
        return Refused{
            {40110, "The auth_code is unknown, was used already or is older than an hour."}};
    }
    found->second.used = true;
    return issue_token(found->second.consent, found->second.app_id);
}

const Grant* Authority::find(std::string_view token) const {
    const auto found = grants_.find(token);
    return found == grants_.end() || found->second.revoked ? nullptr : &found->second;
}

std::expected<Consent, Refusal> Authority::revoke(std::string_view token) {
    const auto found = grants_.find(token);
    if (found == grants_.end() || found->second.revoked) {
        return Refused{{40105, "Access token is incorrect or has been revoked."}};
    }
    found->second.revoked = true;
    return found->second.consent;
}

void Authority::revoke_others(std::string_view token) {
    const auto kept = grants_.find(token);
    for (auto& [other, grant] : grants_) {
        if (other != token && grant.app_id == kept->second.app_id) {
            grant.revoked = true;
        }
    }
}

void Authority::withdraw(std::string_view advertiser_id) {
    for (auto& [token, grant] : grants_) {
        std::erase(grant.consent.advertiser_ids, advertiser_id);
    }
}

void Authority::share(std::string_view advertiser_id) {
    withdraw(advertiser_id);
    for (auto& [token, grant] : grants_) {
        if (grant.app_id == app_id()) {
            grant.consent.advertiser_ids.emplace_back(advertiser_id);
        }
    }
}

void Authority::allow(const std::vector<std::int64_t>& scopes) {
    for (auto& [token, grant] : grants_) {
        if (grant.app_id == app_id()) {
            grant.consent.scopes = scopes;
        }
    }
}

} // namespace bayme::sandbox

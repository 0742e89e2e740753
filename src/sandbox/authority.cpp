// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/authority.hpp"

#include "sandbox/dice.hpp"

#include <fmt/format.h>

namespace bayme::sandbox {

namespace {

constexpr std::uint64_t app_kind = 10;
constexpr std::uint64_t secret_kind = 11;
constexpr std::uint64_t code_kind = 12;
constexpr std::uint64_t token_kind = 13;

} // namespace

Authority::Authority(std::uint64_t seed)
    : seed_(seed),
      app_id_(fmt::format("7{:018}", roll({seed, app_kind}) % 1'000'000'000'000'000'000)),
      app_secret_(secret_text(secret_kind, 0)) {}

/// Forty hexadecimal digits.
std::string Authority::secret_text(std::uint64_t kind, std::uint64_t number) const {
    return fmt::format("{:016x}{:016x}{:08x}", roll({seed_, kind, number, 0}),
                       roll({seed_, kind, number, 1}), roll({seed_, kind, number, 2}) >> 32U);
}

std::string Authority::issue_code(const Consent& consent, Seconds now) {
    auto code = secret_text(code_kind, ++issued_);
    codes_[code] = {consent, now + hour_length, false};
    return code;
}

std::string Authority::issue_token(const Consent& consent) {
    auto token = secret_text(token_kind, ++issued_);
    grants_[token] = {consent, false};
    return token;
}

std::expected<void, Refusal> Authority::check_app(std::string_view app_id,
                                                  std::string_view secret) const {
    if (app_id != app_id_ || secret != app_secret_) {
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
    if (found == codes_.end() || found->second.used || now >= found->second.expires) {
        return Refused{
            {40110, "The auth_code is unknown, was used already or is older than an hour."}};
    }
    found->second.used = true;
    return issue_token(found->second.consent);
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

} // namespace bayme::sandbox

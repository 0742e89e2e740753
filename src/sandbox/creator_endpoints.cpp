// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/creator_endpoints.hpp"

#include "base/json_text.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

const Refusal& refusal_of(CreatorFault fault) {
    static const std::array<Refusal, 7> refusals{{
        {40110, "The auth_code is unknown, was used already or is older than an hour."},
        {40002, "redirect_uri: not the one of the authorization request."},
        {40110, "The auth_code asks for a verifier."},
        {40107, "The refresh token is incorrect."},
        {40103, "The refresh token has expired."},
        {40105, "Access token is incorrect or has been revoked."},
        {40102, "The access token has expired."},
    }};
    return refusals.at(static_cast<std::size_t>(fault));
}

std::optional<Refusal> client_refusal(const Platform& platform, const Call& call,
                                      std::string_view grant_type) {
    const auto app = platform.authority.check_app(call.parameters.text("client_id"),
                                                  call.parameters.text("client_secret"));
    if (!app) {
        return app.error();
    }
    if (!grant_type.empty() && call.parameters.text("grant_type") != grant_type) {
        return Refusal{40108, fmt::format("grant_type: {} is needed.", grant_type)};
    }
    return std::nullopt;
}

Answer answer_of(const std::expected<CreatorPair, CreatorFault>& pair) {
    if (!pair) {
        return refusal_of(pair.error());
    }
    JsonWriter out;
    out.begin_object()
        .member("access_token", pair->access_token)
        .member("token_type", "Bearer")
        .member("scope", fmt::format("{}", fmt::join(pair->grant->scopes, ",")))
        .member("expires_in", pair->access_life)
        .member("refresh_token", pair->refresh_token)
        .member("refresh_token_expires_in", pair->refresh_life)
        .member("open_id", pair->grant->open_id);
    return Answer{out.end_object().take()};
}

} // namespace

Creators::Refreshing refreshing_of(const Platform& platform) {
    return {platform.readings.is("refresh_token", "rotates"),
            platform.readings.is("refresh_year", "anew")};
}

Answer exchange_account_code(Platform& platform, const Call& call) {
    if (auto refusal = client_refusal(platform, call, "authorization_code")) {
        return *refusal;
    }
    const auto code = call.parameters.text("auth_code");
    if (platform.authority.has_code(code)) {
        return Refusal{40115, "The auth_code does not fit this endpoint."};
    }
    return answer_of(platform.creators.exchange(call.parameters.text("client_id"), code,
                                                {call.parameters.text("redirect_uri"), {}},
                                                call.now));
}

Answer refresh_account_token(Platform& platform, const Call& call) {
    if (auto refusal = client_refusal(platform, call, "refresh_token")) {
        return *refusal;
    }
    return answer_of(platform.creators.refresh(call.parameters.text("client_id"),
                                               call.parameters.text("refresh_token"),
                                               refreshing_of(platform), call.now));
}

Answer revoke_account_token(Platform& platform, const Call& call) {
    if (auto refusal = client_refusal(platform, call, {})) {
        return *refusal;
    }
    const auto revoked = platform.creators.revoke(call.parameters.text("client_id"),
                                                  call.parameters.text("access_token"));
    return revoked ? Answer{} : Answer{refusal_of(revoked.error())};
}

Answer show_account_token(Platform& platform, const Call& call) {
    const auto grant = platform.creators.find(call.parameters.text("access_token"), call.now);
    if (!grant) {
        return refusal_of(grant.error());
    }
    if ((*grant)->client != call.parameters.text("app_id")) {
        return Refusal{40113, "The app_id is inconsistent with the token's app information."};
    }
    JsonWriter out;
    out.begin_object()
        .member("app_id", (*grant)->client)
        .member("scope", fmt::format("{}", fmt::join((*grant)->scopes, ",")))
        .member("creator_id", (*grant)->open_id);
    return Answer{out.end_object().take()};
}

} // namespace bayme::sandbox

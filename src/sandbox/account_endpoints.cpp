// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/platform.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

Answer exchange_code(Platform& platform, const Call& call) {
    if (platform.creators.has_code(call.parameters.text("auth_code"))) {
        return Refusal{40115, "The auth_code does not fit this endpoint."};
    }
    const auto token =
        platform.authority.exchange(call.parameters.text("app_id"), call.parameters.text("secret"),
                                    call.parameters.text("auth_code"), call.now);
    if (!token) {
        return token.error();
    }
    if (platform.readings.is("older_token", "dies")) {
        platform.authority.revoke_others(*token);
    }
    const auto& consent = platform.authority.find(*token)->consent;
    std::string out = fmt::format(
        R"({{"access_token":{},"advertiser_ids":{},"scope":[)", json_string(*token),
        call.parameters.flag("return_advertiser_ids") ? json_array(consent.advertiser_ids) : "[]");
    for (const auto scope : consent.scopes) {
        out += fmt::format("{}{}", out.back() == '[' ? "" : ",", scope);
    }
    return Answer{out + "]}"};
}

Answer list_granted_advertisers(Platform& platform, const Call& call) {
    const auto app = platform.authority.check_app(call.parameters.text("app_id"),
                                                  call.parameters.text("secret"));
    if (call.parameters.text("app_id") != call.grant->app_id) {
        return Refusal{40113, "The app_id is inconsistent with the token's app information."};
    }
    if (!app) {
        return app.error();
    }
    std::string out = R"({"list":[)";
    for (const auto& id : call.grant->consent.advertiser_ids) {
        const auto* const account = platform.world.find_account(id);
        out +=
            fmt::format(R"({}{{"advertiser_id":{},"advertiser_name":{}}})",
                        out.back() == '[' ? "" : ",", json_string(id), json_string(account->name));
    }
    return Answer{out + "]}"};
}

Answer revoke_token(Platform& platform, const Call& call) {
    const auto app = platform.authority.check_app(call.parameters.text("app_id"),
                                                  call.parameters.text("secret"));
    if (!app) {
        return app.error();
    }
    const auto consent = platform.authority.revoke(call.parameters.text("access_token"));
    if (!consent) {
        return consent.error();
    }
    Answer answer{fmt::format(R"({{"app_id":{},"advertiser_ids":{}}})",
                              json_string(call.parameters.text("app_id")),
                              json_array(consent->advertiser_ids))};
    answer.effects.push_back({"token", "", "state", "valid", "revoked"});
    return answer;
}

Answer show_user(Platform& platform, const Call& /*call*/) {
    return Answer{
        fmt::format(R"({{"display_name":"Sandbox operator","email":"s***************@**********",)"
                    R"("core_user_id":"7{:018}","create_time":{},"avatar_url":""}})",
                    mix(platform.world.seed) % 1'000'000'000'000'000'000,
                    platform.world.born - 300 * day_length)};
}

Answer show_advertisers(Platform& platform, const Call& call) {
    const Shown shown{call.parameters.texts("fields"), true};
    std::string out = R"({"list":[)";
    for (const auto& id : call.parameters.texts("advertiser_ids")) {
        const auto& granted = call.grant->consent.advertiser_ids;
        if (std::ranges::find(granted, id) == granted.end()) {
            return Refusal{40001, fmt::format("No permission to operate advertiser {}.", id)};
        }
        if (out.back() != '[') {
            out.push_back(',');
        }
        platform.objects.append_account(out, *platform.world.find_account(id), call.now, shown);
    }
    return Answer{out + "]}"};
}

} // namespace bayme::sandbox

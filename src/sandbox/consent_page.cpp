// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/consent_page.hpp"

#include "sandbox/consent_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace bayme::sandbox {

namespace {

http::Response show_form(const Platform& platform, const Fields& fields) {
    Fields hidden;
    for (const auto* const name : {"app_id", "state", "redirect_uri"}) {
        hidden.push_back({name, field(fields, name)});
    }
    std::string choices = "<fieldset><legend>Ad accounts</legend>\n";
    for (const auto& account : platform.world.accounts) {
        choices +=
            checkbox("advertiser_id", account.id, account.name,
                     fmt::format("{} {} {}", account.id, account.currency, account.timezone));
    }
    choices += "</fieldset>\n<fieldset><legend>Permissions</legend>\n";
    for (const auto& scope : platform.scopes) {
        choices += checkbox("scope", fmt::format("{}", scope.id), scope.name, "");
    }
    return html_page(200, "Authorise an app",
                     "<p>An app asks to work with the ad accounts below. Choose what it may see "
                     "and do.</p>\n" +
                         form_html("/portal/auth", hidden, choices + "</fieldset>\n"));
}

http::Response send_back(Platform& platform, const Fields& fields, Seconds now) {
    Consent consent;
    for (const auto& id : all_fields(fields, "advertiser_id")) {
        if (platform.world.find_account(id) != nullptr) {
            consent.advertiser_ids.push_back(id);
        }
    }
    for (const auto& text : all_fields(fields, "scope")) {
        std::int64_t scope = 0;
        std::from_chars(text.data(), text.data() + text.size(), scope);
        if (std::ranges::find(platform.scopes, scope, &Scope::id) != platform.scopes.end()) {
            consent.scopes.push_back(scope);
        }
    }
    Fields values;
    // A refusal has no documented parameter: the code is simply not there [CONTRACT 2.1].
    if (field(fields, "decision") == "approve" && !consent.advertiser_ids.empty()) {
        const auto code = platform.authority.issue_code(consent, field(fields, "app_id"), now);
        values = {{"auth_code", code}, {"code", code}};
    }
    values.push_back({"state", field(fields, "state")});
    return send_to(field(fields, "redirect_uri"), values);
}

} // namespace

http::Response answer_consent(Platform& platform, const http::Request& request, Seconds now) {
    const bool sent = request.method == http::Method::post;
    const auto fields = http::parse_query(sent ? request.body : request.query);
    if (!fields) {
        return unusable_link("The form's text has a broken escape.");
    }
    if (!platform.authority.has_app(field(*fields, "app_id"))) {
        return unusable_link("There is no app with this app_id.");
    }
    if (!is_registered(field(*fields, "redirect_uri"))) {
        return unusable_link("The redirect_uri is not registered: only localhost and loopback "
                             "addresses are.");
    }
    return sent ? send_back(platform, *fields, now) : show_form(platform, *fields);
}

} // namespace bayme::sandbox

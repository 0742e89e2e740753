// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/consent_html.hpp"
#include "sandbox/login_kit.hpp"
#include "sandbox/pkce.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace bayme::sandbox {

namespace {

constexpr std::array asked{"client_key", "scope",          "redirect_uri",
                           "state",      "code_challenge", "code_challenge_method"};

bool has_client(const Platform& platform, std::string_view client) {
    return client == platform.creators.client_key() || platform.authority.has_app(client);
}

/// The Marketing API's exchange has no place for a verifier.
bool speaks_pkce(const Platform& platform, std::string_view client) {
    return client == platform.creators.client_key();
}

http::Response show_form(Platform& platform, const Fields& fields) {
    Fields hidden;
    for (const auto* const name : asked) {
        hidden.push_back({name, field(fields, name)});
    }
    std::string choices = "<fieldset><legend>TikTok account</legend>\n";
    for (std::size_t i = 0; i < platform.world.accounts.size(); ++i) {
        const auto& owner =
            platform.identities.tiktok_account(platform.world, platform.world.accounts[i]);
        choices += fmt::format("<label><input type=\"radio\" name=\"creator\" value=\"{}\"{}> {} "
                               "<small>@{}</small></label>\n",
                               i, i == 0 ? " checked" : "", escaped(owner.display_name),
                               escaped(owner.user_name));
    }
    choices += "</fieldset>\n<fieldset><legend>Permissions</legend>\n";
    for (const auto& scope : comma_list(field(fields, "scope"))) {
        choices += checkbox("agreed", scope, scope, "");
    }
    return html_page(200, "Authorise an app",
                     "<p>An app asks to read from a TikTok account. Choose which, and "
                     "what.</p>\n" +
                         form_html("/v2/auth/authorize/", hidden, choices + "</fieldset>\n"));
}

http::Response send_back(Platform& platform, const Fields& fields, Seconds now) {
    const auto target = field(fields, "redirect_uri");
    const http::QueryParameter state{"state", field(fields, "state")};
    const auto wanted = comma_list(field(fields, "scope"));
    auto agreed = all_fields(fields, "agreed");
    std::erase_if(agreed, [&](const std::string& scope) {
        return std::ranges::find(wanted, scope) == wanted.end();
    });
    const auto text = field(fields, "creator");
    std::uint32_t creator = 0;
    std::from_chars(text.data(), text.data() + text.size(), creator);
    if (field(fields, "decision") != "approve" || agreed.empty() ||
        creator >= platform.world.accounts.size()) {
        return send_to(
            target,
            {{"error", "access_denied"}, {"error_description", "The user did not agree."}, state});
    }
    const auto scopes = fmt::format("{}", fmt::join(agreed, ","));
    const auto client = field(fields, "client_key");
    const auto challenge =
        speaks_pkce(platform, client) ? field(fields, "code_challenge") : std::string{};
    const auto code =
        platform.creators.issue_code(client, creator, std::move(agreed), {target, challenge}, now);
    return send_to(target, {{"code", code}, {"scopes", scopes}, state});
}

} // namespace

http::Response answer_creator_consent(Platform& platform, const http::Request& request,
                                      Seconds now) {
    const bool sent = request.method == http::Method::post;
    const auto fields = http::parse_query(sent ? request.body : request.query);
    if (!fields) {
        return unusable_link("The form's text has a broken escape.");
    }
    if (!has_client(platform, field(*fields, "client_key"))) {
        return unusable_link("There is no app with this client_key.");
    }
    const auto target = field(*fields, "redirect_uri");
    if (!is_registered(target) || target.find_first_of("?#") != std::string::npos) {
        return unusable_link("The redirect_uri is not registered: only localhost and loopback "
                             "addresses without a query are.");
    }
    const auto fault = challenge_fault(platform, field(*fields, "code_challenge"),
                                       field(*fields, "code_challenge_method"));
    if (fault && speaks_pkce(platform, field(*fields, "client_key"))) {
        return unusable_link(*fault);
    }
    if (sent) {
        return send_back(platform, *fields, now);
    }
    return field(*fields, "response_type") == "code"
               ? show_form(platform, *fields)
               : unusable_link("The response_type has to be code.");
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/consent_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace bayme::sandbox {

namespace {

constexpr std::string_view style = R"(<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:0 1rem 3rem;color:#1b1b1f}
header{margin:0 -1rem 1.5rem;padding:.6rem 1rem;font-weight:700;color:#201400;
background:repeating-linear-gradient(135deg,#f5b83d 0 14px,#e3a21f 14px 28px)}
fieldset{border:1px solid #bbb;border-radius:6px;margin:0 0 1.25rem;padding:.5rem 1rem}
legend{font-weight:600;padding:0 .4rem}
label{display:block;padding:.2rem 0}
small{color:#555}
button{font:inherit;padding:.5rem 1.5rem;margin-right:.75rem;border-radius:6px;border:1px solid #333;background:#fff}
button.go{background:#1b1b1f;color:#fff}
</style>)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        switch (letter) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out.push_back(letter);
        }
    }
    return out;
}

http::Response page(int status, std::string_view title, std::string_view content) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Cache-Control", "no-store"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}};
    response.body = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<title>{0}</title>{1}</head>\n<body><header>SIMULATED TIKTOK: nothing here is real"
        "</header><main><h1>{0}</h1>\n{2}</main></body></html>\n",
        title, style, content);
    return response;
}

http::Response refuse(std::string_view reason) {
    return page(400, "This link cannot be used", fmt::format("<p>{}</p>", escaped(reason)));
}

using Fields = std::vector<http::QueryParameter>;

std::string field(const Fields& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &http::QueryParameter::name);
    return found == fields.end() ? std::string{} : found->value;
}

std::vector<std::string> all_fields(const Fields& fields, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& one : fields) {
        if (one.name == name) {
            values.push_back(one.value);
        }
    }
    return values;
}

bool is_loopback(std::string_view uri) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        for (const std::string_view host : {"localhost", "127.0.0.1", "[::1]"}) {
            const auto start = std::string{scheme}.append(host);
            if (!uri.starts_with(start)) {
                continue;
            }
            auto rest = uri.substr(start.size());
            if (rest.starts_with(':')) {
                rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
            }
            return rest.empty() || rest.front() == '/' || rest.front() == '?';
        }
    }
    return false;
}

/// A header cannot carry line ends; the text was percent-decoded on the way in.
bool is_clean(std::string_view uri) {
    return std::ranges::none_of(
        uri, [](char letter) { return static_cast<unsigned char>(letter) <= 0x20; });
}

std::string checkbox(std::string_view name, std::string_view value, std::string_view label,
                     std::string_view note) {
    return fmt::format("<label><input type=\"checkbox\" name=\"{}\" value=\"{}\" checked> {}"
                       " <small>{}</small></label>\n",
                       name, escaped(value), escaped(label), escaped(note));
}

http::Response show_form(const Platform& platform, const Fields& fields) {
    std::string form = "<p>An app asks to work with the ad accounts below. Choose what it may "
                       "see and do.</p>\n<form method=\"post\" action=\"/portal/auth\">\n";
    for (const auto* const name : {"app_id", "state", "redirect_uri"}) {
        form += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name,
                            escaped(field(fields, name)));
    }
    form += "<fieldset><legend>Ad accounts</legend>\n";
    for (const auto& account : platform.world.accounts) {
        form += checkbox("advertiser_id", account.id, account.name,
                         fmt::format("{} {} {}", account.id, account.currency, account.timezone));
    }
    form += "</fieldset>\n<fieldset><legend>Permissions</legend>\n";
    for (const auto& scope : platform.scopes) {
        form += checkbox("scope", fmt::format("{}", scope.id), scope.name, "");
    }
    form += "</fieldset>\n<button class=\"go\" name=\"decision\" value=\"approve\">Approve</button>"
            "<button name=\"decision\" value=\"refuse\">Refuse</button>\n</form>";
    return page(200, "Authorise an app", form);
}

http::Response send_back(Platform& platform, const Fields& fields, Seconds now) {
    auto target = field(fields, "redirect_uri");
    const auto append = [&](std::string_view name, std::string_view value) {
        target.push_back(target.contains('?') ? '&' : '?');
        target.append(name).append("=").append(http::percent_encode(value));
    };
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
    // A refusal has no documented parameter: the code is simply not there [CONTRACT 2.1].
    if (field(fields, "decision") == "approve" && !consent.advertiser_ids.empty()) {
        const auto code = platform.authority.issue_code(consent, field(fields, "app_id"), now);
        append("auth_code", code);
        append("code", code);
    }
    append("state", field(fields, "state"));
    http::Response response;
    response.status = 302;
    response.headers = {
        {"Location", target}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}};
    return response;
}

} // namespace

http::Response answer_consent(Platform& platform, const http::Request& request, Seconds now) {
    const bool sent = request.method == http::Method::post;
    const auto fields = http::parse_query(sent ? request.body : request.query);
    if (!fields) {
        return refuse("The form's text has a broken escape.");
    }
    if (!platform.authority.has_app(field(*fields, "app_id"))) {
        return refuse("There is no app with this app_id.");
    }
    const auto target = field(*fields, "redirect_uri");
    if (!is_loopback(target) || !is_clean(target)) {
        return refuse("The redirect_uri is not registered: only localhost and loopback addresses "
                      "are.");
    }
    return sent ? send_back(platform, *fields, now) : show_form(platform, *fields);
}

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/consent_html.hpp"

#include <fmt/format.h>

#include <algorithm>

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

} // namespace

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

http::Response html_page(int status, std::string_view title, std::string_view content) {
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

http::Response unusable_link(std::string_view reason) {
    return html_page(400, "This link cannot be used", fmt::format("<p>{}</p>", escaped(reason)));
}

std::string form_html(std::string_view action, const Fields& hidden, std::string_view choices) {
    auto form = fmt::format("<form method=\"post\" action=\"{}\">\n", action);
    for (const auto& [name, value] : hidden) {
        form +=
            fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, escaped(value));
    }
    form.append(choices);
    return form + "<button class=\"go\" name=\"decision\" value=\"approve\">Approve</button>"
                  "<button name=\"decision\" value=\"refuse\">Refuse</button>\n</form>";
}

std::string checkbox(std::string_view name, std::string_view value, std::string_view label,
                     std::string_view note) {
    return fmt::format("<label><input type=\"checkbox\" name=\"{}\" value=\"{}\" checked> {}"
                       " <small>{}</small></label>\n",
                       name, escaped(value), escaped(label), escaped(note));
}

bool is_registered(std::string_view redirect_uri) {
    return is_loopback(redirect_uri) && is_clean(redirect_uri);
}

http::Response send_to(std::string target, const Fields& values) {
    for (const auto& [name, value] : values) {
        target.push_back(target.contains('?') ? '&' : '?');
        target.append(name).append("=").append(http::percent_encode(value));
    }
    http::Response response;
    response.status = 302;
    response.headers = {
        {"Location", target}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}};
    return response;
}

} // namespace bayme::sandbox

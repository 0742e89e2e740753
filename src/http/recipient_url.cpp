// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/recipient_url.hpp"

#include "http/text.hpp"

#include <algorithm>

namespace bayme::http {
namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_host(std::string_view host) {
    return host == "[::1]" || (!host.empty() && std::ranges::all_of(host, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           }));
}

bool is_path(std::string_view path) {
    return std::ranges::all_of(path, [](char c) {
        return c > ' ' && c < 0x7f && c != '?' && c != '#' && c != '\\' && c != '"';
    });
}

} // namespace

bool is_loopback_host(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

Result<RecipientUrl> parse_recipient_url(std::string_view url) {
    RecipientUrl parsed;
    parsed.https = url.starts_with("https://");
    if (!parsed.https && !url.starts_with("http://")) {
        return fail(ErrorCode::invalid_input, "an outbound URL begins with https://");
    }
    url.remove_prefix(parsed.https ? 8 : 7);
    const auto slash = std::min(url.find('/'), url.size());
    std::string authority{url.substr(0, slash)};
    std::ranges::transform(authority, authority.begin(), lower_case);
    parsed.path = url.substr(slash);
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
    parsed.host = authority.substr(0, colon);
    const auto port = colon == std::string::npos ? "" : authority.substr(colon + 1);
    if (!is_host(parsed.host) || !is_path(parsed.path) ||
        (colon != std::string::npos && !is_digits(port))) {
        return fail(ErrorCode::invalid_input,
                    "an outbound URL has a plain host and path, no user, query or fragment");
    }
    const bool usual = port.empty() || port == (parsed.https ? "443" : "80");
    parsed.authority = usual ? parsed.host : authority;
    if (parsed.path.empty()) {
        parsed.path = "/";
    }
    return parsed;
}

} // namespace bayme::http

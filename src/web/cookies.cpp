// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/cookies.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

constexpr const char* attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

} // namespace

std::optional<std::string> find_cookie(const http::Request& request, std::string_view name) {
    std::optional<std::string> found;
    for (const auto& header : request.headers) {
        if (http::find_header({{header.name, ""}}, "cookie") == std::nullopt) {
            continue;
        }
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            auto pair = rest.substr(0, end);
            rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
            while (pair.starts_with(' ')) {
                pair.remove_prefix(1);
            }
            if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
                if (found) {
                    return std::nullopt;
                }
                found = pair.substr(name.size() + 1);
            }
        }
    }
    return found;
}

http::Header set_cookie(std::string_view name, std::string_view value,
                        std::optional<std::chrono::seconds> max_age) {
    return {"Set-Cookie",
            fmt::format("{}={}{}{}", name, value, attributes,
                        max_age ? fmt::format("; Max-Age={}", max_age->count()) : "")};
}

http::Header clear_cookie(std::string_view name) {
    return {"Set-Cookie", fmt::format("{}={}; Max-Age=0", name, attributes)};
}

std::optional<std::string> session_token(const http::Request& request) {
    return find_cookie(request, session_cookie);
}

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/oauth.hpp"

#include "http/message.hpp"

#include <fmt/ranges.h>

namespace bayme::tiktok {

std::string authorize_url(std::string_view authorize_url, std::string_view app_id,
                          std::string_view state, std::string_view redirect_uri) {
    std::string url{authorize_url};
    url += url.contains('?') ? '&' : '?';
    url += http::format_query({{"app_id", std::string{app_id}},
                               {"state", std::string{state}},
                               {"redirect_uri", std::string{redirect_uri}}});
    return url;
}

std::string login_url(std::string_view authorize_url, std::string_view client_key,
                      const std::vector<std::string>& scopes, std::string_view state,
                      std::string_view redirect_uri) {
    std::string url{authorize_url};
    url += url.contains('?') ? '&' : '?';
    url += http::format_query({{"client_key", std::string{client_key}},
                               {"scope", fmt::format("{}", fmt::join(scopes, ","))},
                               {"response_type", "code"},
                               {"redirect_uri", std::string{redirect_uri}},
                               {"state", std::string{state}}});
    return url;
}

} // namespace bayme::tiktok

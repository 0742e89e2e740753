// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayme::tiktok {

/// Where an advertiser's browser is sent to grant access [CONTRACT 2.1]:
/// AUTHORIZE_URL?app_id=…&state=…&redirect_uri=…
std::string authorize_url(std::string_view authorize_url, std::string_view app_id,
                          std::string_view state, std::string_view redirect_uri);

/// Where a person's browser is sent to connect the company's own TikTok account or profile
/// [CONTRACT 2.2, 2.4]: `client_key` is the app's id there, `authorize_url`
/// https://www.tiktok.com/v2/auth/…
std::string login_url(std::string_view authorize_url, std::string_view client_key,
                      const std::vector<std::string>& scopes, std::string_view state,
                      std::string_view redirect_uri);

} // namespace bayme::tiktok

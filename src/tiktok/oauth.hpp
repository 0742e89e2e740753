// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>

namespace bayme::tiktok {

/// Where an advertiser's browser is sent to grant access [CONTRACT 2.1]:
/// AUTHORIZE_URL?app_id=…&state=…&redirect_uri=…
std::string authorize_url(std::string_view authorize_url, std::string_view app_id,
                          std::string_view state, std::string_view redirect_uri);

} // namespace bayme::tiktok

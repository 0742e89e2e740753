// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>

namespace bayme::tiktok {

/// What a secondary status of a campaign, ad group or ad says, for people: "Refused by TikTok's
/// review". One we have no words for is TikTok's own, in lower case and without its prefix; empty
/// for an empty one [CONTRACT 4.11].
std::string status_words(std::string_view secondary_status);

} // namespace bayme::tiktok

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>

namespace bayme::web {

/// TikTok gives its permissions by number; people read "Ads Management: read campaigns (200)".
/// What is no number, or one we do not know, is shown as it is. [CONTRACT 2.1]
std::string permission_words(std::string_view scope);

} // namespace bayme::web

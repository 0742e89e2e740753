// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "web/html.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace bayme::web {

/// What {{name}} in a page of the content folder stands for. A name of `words` may stand in any
/// text and in addresses; a name of `blocks` stands alone in its paragraph.
struct Placeholders {
    std::map<std::string, std::string, std::less<>> words;
    std::map<std::string, Html, std::less<>> blocks;
};

/// Renders GitHub's Markdown with tables. Markup and dangerous addresses in the source are left
/// out; headings get an id made of their words, so that pages can be linked into.
/// @return invalid_input naming every placeholder that is unknown or stands in the wrong place.
Result<Html> render_markdown(std::string_view source, const Placeholders& placeholders);

/// "Legal bases & law" -> "legal-bases-law".
std::string heading_id(std::string_view words);

} // namespace bayme::web

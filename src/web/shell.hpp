// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/assets.hpp"
#include "web/html.hpp"

#include <string>
#include <string_view>

namespace bayme::web {

/// What every page of the public look has around its text.
struct PublicFrame {
    std::string operator_name;
    Html footer;
    bool sandbox = false;
};

struct PublicPage {
    std::string title;
    std::string description;
    std::string path;     ///< marks the entry of the navigation; empty for none
    bool findable = true; ///< false keeps search engines away
    Html body;
};

/// A page of a sign-in, a link or a consent: in no navigation, and kept from search engines.
PublicPage unlisted_page(std::string title, Html body);

/// A whole document: doctype, head, navigation, text, footer. No script, no cookie.
std::string public_document(const PublicFrame& frame, const Assets& assets, const PublicPage& page);

/// The striped bar that makes a simulated platform unmistakable; nothing otherwise.
Html sandbox_bar(bool sandbox);

/// What failed, what did not change, what to do, and the id to quote.
struct Trouble {
    std::string title; ///< empty below a heading that says it already
    std::string failed;
    std::string unchanged;
    std::string remedy;
    std::string request_id;
    int http_status = 200; ///< of a page that shows this instead of what was asked for
};
Html trouble(const Trouble& trouble);

} // namespace bayme::web

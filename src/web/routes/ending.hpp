// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/pages/end_page.hpp"
#include "web/visit.hpp"

namespace bayme::web {

/// How an access to TikTok is ended: a page that asks, and a form that says yes.
struct Ending {
    std::string_view operation;
    std::string_view id; ///< the operation's field for what stands in the address
    std::string_view refused;
    Result<EndQuestion> (*question)(const Visit& visit);
};

http::Response ask_to_end(const Visit& visit, const Ending& ending);
/// Asks again when nobody said yes, or when it could not be done.
http::Response end(const Visit& visit, const Ending& ending);

} // namespace bayme::web

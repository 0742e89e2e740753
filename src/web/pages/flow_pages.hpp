// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/shell.hpp"

#include <string>
#include <string_view>

namespace bayme::web {

// Pages of the public look that belong to one visitor: sign-in, one-time links, refusals.

/// How staff get in. The same for everybody: nothing tells whether a person exists.
PublicPage sign_in_page();
/// For a form that was sent after the session had ended.
PublicPage signed_out_page();
PublicPage wrong_method_page(std::string_view allowed);
/// Any failure, said in its four parts.
PublicPage trouble_page(Trouble trouble);
PublicPage failed_page(std::string_view request_id);

} // namespace bayme::web

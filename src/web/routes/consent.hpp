// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/visit.hpp"

namespace bayme::web {

// What the ways through TikTok's consent screens have in common.

// `login` is the last part of /oauth/start/….

/// Sends the browser on to TikTok. The flow's cookie ties the consent to this browser; the
/// operation keeps its hash.
http::Response to_consent(const Visit& visit, std::string_view login,
                          const Result<AnswerView>& started);
/// A page that says why, and the end of the flow's cookie.
http::Response not_connected(const Visit& visit, std::string_view login, const Error& error);
/// For a callback's address that somebody opened: TikTok always sends a state.
bool is_no_answer(const Visit& visit);
http::Response no_answer(const Visit& visit, std::string_view login);
/// For a page that only the browser of the consent may see, and only for an hour.
http::Response not_shown(const Visit& visit, std::string_view login, const Error& error);
/// The flow's cookie; empty without one.
std::string browser_cookie(const Visit& visit);

} // namespace bayme::web

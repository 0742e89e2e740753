// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/visit.hpp"

namespace bayme::web {

// What the ways through TikTok's consent screens have in common.

/// Sends the browser on to TikTok. The flow's cookie ties the consent to this browser; the
/// operation keeps its hash.
http::Response to_consent(const Visit& visit, const Result<AnswerView>& started);
/// A page that says why, and the end of the flow's cookie.
http::Response not_connected(const Visit& visit, const Error& error);
/// The flow's cookie; empty without one.
std::string browser_cookie(const Visit& visit);

} // namespace bayme::web

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"
#include "sandbox/platform.hpp"

namespace bayme::sandbox {

/// /portal/auth: GET shows the form, POST sends the browser back to redirect_uri. A plain form
/// without script. Only loopback redirect addresses are registered with the simulated app.
http::Response answer_consent(Platform& platform, const http::Request& request, Seconds now);

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/outbound.hpp"

#include <filesystem>

namespace bayme::http {

/// One request to a process of this machine that listens on a Unix socket: how commands reach the
/// program that owns the data folder. Nothing leaves the machine, so no recipient is needed.
struct LocalRequest {
    std::filesystem::path socket;
    Method method = Method::post;
    std::string target;
    Headers headers;
    std::string body;
    std::chrono::milliseconds total{120'000};
};

/// @return unavailable with reason "http.not_sent" when nobody listens there, "http.timeout" or
///         "http.reset" when the answer did not come.
Result<OutboundResponse> call_local(const LocalRequest& request);

} // namespace bayme::http

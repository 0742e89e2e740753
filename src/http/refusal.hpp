// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <string_view>

namespace bayme::http {

/// Why the server answers by itself. Texts are constants: nothing of the request is quoted.
struct Refusal {
    int status;
    /// A word of ErrorCode.
    std::string_view code;
    std::string_view detail;
};

/// The RFC 9457 answer of a refusal.
Response problem(const Refusal& refusal, std::string_view request_id);

std::string_view reason_phrase(int status);

} // namespace bayme::http

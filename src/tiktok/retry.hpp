// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "tiktok/codes.hpp"

#include <chrono>

namespace bayme::tiktok {

/// How often one call is sent in all, and the ceiling its first wait is drawn below; each further
/// ceiling doubles, up to `longest`. The one table for calls to the platform.
struct RetryRule {
    int attempts = 1;
    std::chrono::milliseconds first{0};
    std::chrono::milliseconds longest{0};
};

/// Reads only: calls that change something are never repeated by themselves.
RetryRule retry_rule(CodeClass code_class);
/// For failures without a readable return code, by Error::reason: the wire, a 5xx, a broken body.
RetryRule retry_rule(std::string_view reason);

/// Full jitter: anything from 0 to the ceiling of this attempt (1 is the first repeat).
std::chrono::milliseconds retry_delay(const RetryRule& rule, int repeat, Random& random);

} // namespace bayme::tiktok

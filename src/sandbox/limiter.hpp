// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/parameters.hpp"
#include "sandbox/sandbox.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace bayme::sandbox {

/// The app's calls per calendar second, minute and day [CONTRACT 1.5]. Past the minute's limit the
/// app is shut out for five minutes, past the day's until midnight UTC.
class Limiter {
public:
    Limiter(Quota quota, std::string app_id);
    /// Counts one call. @return 40100 when it is one too many.
    std::optional<Refusal> admit(std::int64_t now_seconds);

private:
    struct Window {
        std::int64_t number = -1;
        std::int64_t calls = 0;
        std::int64_t count(std::int64_t current);
    };
    std::int64_t per_second_ = 0; ///< 0: no limits
    std::string app_id_;
    Window second_;
    Window minute_;
    Window day_;
    std::int64_t shut_until_ = 0;
};

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "tiktok/endpoints.hpp"

#include <cstdint>
#include <string_view>

namespace bayme::tiktok {

/// The app's approved level; `sandbox` is TikTok's own test host, `none` counts nothing
/// [CONTRACT 1.5].
enum class Tier { none, sandbox, basic, advanced, premium, ultimate };
/// @return invalid_input for any other word.
Result<Tier> parse_tier(std::string_view text);
std::string_view to_string(Tier tier);

/// Calls allowed in one second, minute and UTC day; 0 means without limit.
struct Allowance {
    std::int64_t second = 0;
    std::int64_t minute = 0;
    std::int64_t day = 0;

    bool operator==(const Allowance&) const = default;
};
Allowance app_allowance(Tier tier);
/// Of one endpoint, besides the app's; all 0 where only the app's counts.
Allowance class_allowance(QuotaClass quota, Tier tier);
/// What an app has whose limit is `per_second`: a minute and a day are as many times that at every
/// level.
Allowance allowance_of_rate(std::int64_t per_second);
/// Whether some level has this rate: a number in an answer is then the app's.
bool is_rate_of_a_tier(std::int64_t per_second);

} // namespace bayme::tiktok

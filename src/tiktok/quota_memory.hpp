// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <span>
#include <string>
#include <vector>

namespace bayme::tiktok {

// Scopes of all three: "app", "endpoint:campaign.get", "advertiser:7001:campaign.get".

/// A time in which nothing of `scope` is sent.
struct Penalty {
    std::string scope = {};
    Instant until = {};
    int strikes = 0; ///< in a row; decides the length of the next one
};

/// How many calls of `scope` were made in a UTC day, as of `at`.
struct Spent {
    std::string scope = {};
    Day day = {};
    std::int64_t calls = 0;
    Instant at = {};
};

/// What answers taught about a limit. Believed for a day after it was last said.
struct Learned {
    std::string scope = {};
    std::int64_t per_second = 0; ///< as the platform put it; 0 when it named no number
    int slower_permille = 0;     ///< how much of the allowance is left unused because of refusals
    Instant at = {};
};

/// What of the quota outlives the process. Called from any thread, one call at a time for each.
class QuotaMemory {
public:
    virtual ~QuotaMemory() = default;
    /// Those that have not ended.
    virtual Result<std::vector<Penalty>> penalties() = 0;
    virtual Result<void> keep(const Penalty& penalty) = 0;
    virtual Result<std::vector<Spent>> spent(Day utc_day) = 0;
    virtual Result<void> keep(std::span<const Spent> spent) = 0;
    virtual Result<std::vector<Learned>> learned() = 0;
    virtual Result<void> keep(const Learned& learned) = 0;
};

} // namespace bayme::tiktok

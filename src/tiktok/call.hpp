// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace bayme::tiktok {

/// Who goes first when calls wait for quota.
enum class Priority { person, safety, today, restatement, backfill };
std::string_view to_string(Priority priority);

/// Why a call is made. `actor` and `job` go into the API log as they are.
struct CallContext {
    Priority priority = Priority::backfill;
    std::string actor = {};
    std::string job = {};
    /// The account the call is about; empty for the token calls.
    AdvertiserId advertiser = {};
    /// How long the call may wait for quota in all; beyond it the answer is rate_limited.
    std::chrono::milliseconds patience{30'000};
    /// Ends waits, not a call on the wire.
    std::stop_token stop = {};
};

/// What is known about an answer besides its content.
struct CallFacts {
    std::string endpoint = {};
    std::string request_id = {};
    std::string log_id = {}; ///< X-Tt-Logid
    int http_status = 0;
    std::int64_t code = 0;
    /// Code 20001: some of a batch was done, some was not. Read the objects back.
    bool partial = false;
    /// X-Tt-Ads-Throttle: only the newest 20,000 ads were looked at, the answer is not whole.
    bool ads_throttled = false;
    int attempts = 1;
    std::size_t bytes = 0;
};

template <typename T>
struct Answer {
    T value;
    CallFacts facts;
};

} // namespace bayme::tiktok

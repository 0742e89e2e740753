// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace bayme::tiktok {

/// Reason of the error of an allowlisted endpoint that this app or account was not given.
inline constexpr std::string_view not_available = "tiktok.not_available";

/// After a "not available" TikTok is asked again this much later, not before.
inline constexpr std::chrono::hours asked_again_after{24};

/// Which allowlisted endpoints TikTok did not give to this app or an account: a normal state, shown
/// once and asked again daily at most, over restarts too. Safe from any thread. A memory that
/// cannot be read or written does not fail a call.
class WithheldMemory {
public:
    virtual ~WithheldMemory() = default;
    /// When TikTok last said so; nothing when it did not.
    virtual Result<std::optional<Instant>> asked_at(std::string_view endpoint,
                                                    const AdvertiserId& advertiser) = 0;
    /// @return true for the first time in a row: then it is worth showing.
    virtual Result<bool> keep(std::string_view endpoint, const AdvertiserId& advertiser,
                              Instant now) = 0;
    /// The endpoint answered: it is available.
    virtual Result<void> forget(std::string_view endpoint, const AdvertiserId& advertiser) = 0;
};

} // namespace bayme::tiktok

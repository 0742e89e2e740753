// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

namespace bayme::sandbox {

// Every new ad and every changed creative is looked at for a while and may be refused. What it
// comes to is settled when it begins, by the ad and the moment; nobody is told before it ends.

/// From `now` on the ad waits; it delivers again when the review ends well.
void send_to_review(Platform& platform, std::uint32_t ad, Seconds now);

/// As somebody at the control port wants it: the latest review ends now.
void end_review(Platform& platform, std::uint32_t ad, bool approved, std::string_view note,
                Seconds now);

Answer show_ad_reviews(Platform& platform, const Call& call);
Answer show_adgroup_reviews(Platform& platform, const Call& call);
Answer appeal(Platform& platform, const Call& call);

} // namespace bayme::sandbox

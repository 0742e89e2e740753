// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/report_memory.hpp"

namespace bayme::sync {

/// More ads than a report looks at [CONTRACT 6.1]: such an account is asked in slices.
inline constexpr std::int64_t most_ads = 20'000;
inline constexpr std::size_t most_campaigns_a_slice = 30;

/// Parts the campaigns so that each slice holds fewer than 20,000 ads and at most 30 campaigns: the
/// largest first into the fewest slices. A campaign is never parted.
std::vector<std::vector<CampaignId>> slice_campaigns(std::vector<storage::CampaignSize> campaigns);

bool needs_slices(const std::vector<storage::CampaignSize>& campaigns);

} // namespace bayme::sync

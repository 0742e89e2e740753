// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/slices.hpp"

#include <algorithm>
#include <numeric>

namespace bayme::sync {

std::vector<std::vector<CampaignId>> slice_campaigns(std::vector<storage::CampaignSize> campaigns) {
    struct Slice {
        std::vector<CampaignId> ids;
        std::int64_t ads = 0;
    };
    std::ranges::stable_sort(campaigns, std::greater{}, &storage::CampaignSize::ads);
    std::vector<Slice> slices;
    for (const auto& campaign : campaigns) {
        const auto room = std::ranges::find_if(slices, [&](const Slice& slice) {
            return slice.ids.size() < most_campaigns_a_slice && slice.ads + campaign.ads < most_ads;
        });
        auto& slice = room == slices.end() ? slices.emplace_back() : *room;
        slice.ids.push_back(campaign.campaign_id);
        slice.ads += campaign.ads;
    }
    std::vector<std::vector<CampaignId>> parts;
    for (auto& slice : slices) {
        parts.push_back(std::move(slice.ids));
    }
    return parts;
}

bool needs_slices(const std::vector<storage::CampaignSize>& campaigns) {
    return std::accumulate(campaigns.begin(), campaigns.end(), std::int64_t{0},
                           [](std::int64_t sum, const storage::CampaignSize& campaign) {
                               return sum + campaign.ads;
                           }) > most_ads;
}

} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/mirror.hpp"
#include "tiktok/files.hpp"
#include "tiktok/identities.hpp"
#include "tiktok/models.hpp"

namespace bayme::sync {

/// How a platform object stands in the mirror. An object without the platform's times is no worse:
/// it is compared member by member and dated by when it was first seen.
storage::MirrorObject mirrored(const tiktok::Campaign& campaign, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Adgroup& adgroup, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Ad& ad, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Video& video, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Image& image, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Identity& identity, const AdvertiserId& advertiser,
                               Instant seen_at);

} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/platform.hpp"
#include "tiktok/values.hpp"

#include <span>

namespace bayme::tiktok {

/// Why something was refused. `content_info` says which text, image, video or music.
struct Rejection {
    OptionalText suggestion;
    Texts reasons, forbidden_placements, forbidden_ages, forbidden_locations;
    RawJson content_info;
    std::vector<Unmodelled> unmodelled;
};

/// The review of one ad or ad group [CONTRACT 4.10]: ALL_AVAILABLE, PART_AVAILABLE, UNAVAILABLE.
struct Review {
    std::string id; ///< of the ad, or of the ad group
    OptionalText adgroup_id;
    std::optional<bool> is_approved, contains_rejected_ads;
    OptionalText status, appeal_status;
    Texts forbidden_placements, forbidden_ages, forbidden_locations, forbidden_operation_systems;
    std::optional<Instant> audited;
    std::vector<Rejection> rejections;
    std::vector<Unmodelled> unmodelled;
};

struct Reviews {
    std::vector<Review> ads;
    std::vector<Review> adgroups;
    std::vector<Unmodelled> unmodelled;
};

/// At most 20 ids a call.
Call<Reviews> ad_reviews(Platform& platform, const CallContext& context, const SecretText& token,
                         std::span<const AdId> ids);
/// Also the reviews of the ads inside.
Call<Reviews> adgroup_reviews(Platform& platform, const CallContext& context,
                              const SecretText& token, std::span<const AdgroupId> ids);

} // namespace bayme::tiktok

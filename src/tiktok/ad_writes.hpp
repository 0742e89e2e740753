// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/ads.hpp"
#include "tiktok/platform.hpp"

namespace bayme::tiktok {

/// What an ad is set to, in the parts it is read in.
struct AdSettings {
    std::string name = {};
    AdCreative creative = {};
    AdLinks links = {};
};
AdSettings settings_of(const Ad& ad);

/// 1 to 20 ads of one ad group [CONTRACT 4.10], always created disabled. Whether all or none are
/// created when one is refused is not documented: read the ad group back.
struct AdDraft {
    AdgroupId adgroup_id = {};
    std::vector<AdSettings> ads = {};
};

struct ChangedAd {
    AdId id = {};
    AdSettings settings = {};
};

enum class UpdateMode {
    replace, ///< what is left out reverts to its default
    patch,   ///< what is left out stays; only names, copy, identity and media can be sent
};

/// 1 to 20 ads of one ad group. A change of the creative sends the ad to review again.
struct AdChange {
    AdgroupId adgroup_id = {};
    std::vector<ChangedAd> ads = {};
    UpdateMode mode = UpdateMode::patch;
};

/// What an ad call says it did.
struct AdBatch {
    Texts ids;
    std::vector<Ad> ads;
    std::vector<Unmodelled> unmodelled;
};

Call<AdBatch> create_ads(Platform& platform, const CallContext& context, const SecretText& token,
                         const AdDraft& draft);
Call<AdBatch> update_ads(Platform& platform, const CallContext& context, const SecretText& token,
                         const AdChange& change);

} // namespace bayme::tiktok

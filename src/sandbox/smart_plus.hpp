// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"
#include "sandbox/status.hpp"

#include <string>

namespace bayme::sandbox {

// Upgraded Smart+ [CONTRACT 4.13]: the platform makes an ad of several creatives. To the classic
// endpoints each creative is an ad of its own, with its own figures; the ad is what they share.

/// Makes some of the world's campaigns Smart+ and bundles their ads: about every eighth that sells
/// what such campaigns can sell, and in each account one that runs.
void make_smart_plus(World& world);

/// Of an ad as a whole: as far as the best of its creatives has come.
Status bundle_status(const World& world, const Bundle& bundle, Seconds now);

/// How a material is called inside its ad.
std::string ad_material_id(const Ad& creative);
/// What a text is called wherever it is used: equal texts have equal ids.
std::string entity_id(std::string_view text);

Answer list_smart_campaigns(Platform& platform, const Call& call);
Answer list_smart_adgroups(Platform& platform, const Call& call);
Answer list_smart_ads(Platform& platform, const Call& call);
Answer show_smart_ad_reviews(Platform& platform, const Call& call);
Answer show_material_reviews(Platform& platform, const Call& call);
Answer material_overview(Platform& platform, const Call& call);
Answer material_breakdown(Platform& platform, const Call& call);

} // namespace bayme::sandbox

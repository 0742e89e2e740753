// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

namespace bayme::sandbox {

// What can be targeted, and what it would reach [CONTRACT 7.1]. The words are in
// data/sandbox/tools.

Answer list_regions(Platform& platform, const Call& call);
Answer search_regions(Platform& platform, const Call& call);
Answer search_targeting(Platform& platform, const Call& call);
Answer show_targeting(Platform& platform, const Call& call);
Answer list_languages(Platform& platform, const Call& call);
Answer list_interests(Platform& platform, const Call& call);
Answer list_actions(Platform& platform, const Call& call);
Answer recommend_keywords(Platform& platform, const Call& call);
Answer show_keywords(Platform& platform, const Call& call);
Answer recommend_hashtags(Platform& platform, const Call& call);
Answer show_hashtags(Platform& platform, const Call& call);
Answer list_carriers(Platform& platform, const Call& call);
Answer list_devices(Platform& platform, const Call& call);
Answer list_os_versions(Platform& platform, const Call& call);
Answer list_phone_codes(Platform& platform, const Call& call);
Answer list_timezones(Platform& platform, const Call& call);
Answer validate_url(Platform& platform, const Call& call);
Answer recommend_bid(Platform& platform, const Call& call);
Answer estimate_audience(Platform& platform, const Call& call);

} // namespace bayme::sandbox

// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <expected>
#include <string>

namespace bayme::sandbox {

// What the owner of a TikTok account lets an app read [CONTRACT 2.4]. Each gives the JSON text of
// `data`, or says which parameter is wrong. The posts are those that identity/video/get lists for
// the same account.

std::expected<std::string, std::string> creator_json(Platform& platform, const CreatorGrant& grant,
                                                     const Parameters& given);
/// {max_count, cursor}: newest first, the cursor in milliseconds.
std::expected<std::string, std::string>
creator_posts_json(Platform& platform, const CreatorGrant& grant, const Parameters& given);
/// {filters: {video_ids}}: those of at most twenty that are the owner's.
std::expected<std::string, std::string>
some_creator_posts_json(Platform& platform, const CreatorGrant& grant, const Parameters& given);

} // namespace bayme::sandbox

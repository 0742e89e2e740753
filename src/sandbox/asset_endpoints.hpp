// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

namespace bayme::sandbox {

// Pictures, videos, identities, posts and portfolios [CONTRACT 5].

Answer upload_video(Platform& platform, const Call& call);
Answer upload_image(Platform& platform, const Call& call);
Answer show_videos(Platform& platform, const Call& call);
Answer show_images(Platform& platform, const Call& call);
Answer search_videos(Platform& platform, const Call& call);
Answer search_images(Platform& platform, const Call& call);
Answer rename_video(Platform& platform, const Call& call);
Answer rename_image(Platform& platform, const Call& call);
Answer check_file_names(Platform& platform, const Call& call);
Answer suggest_covers(Platform& platform, const Call& call);
Answer delete_assets(Platform& platform, const Call& call);

Answer list_identities(Platform& platform, const Call& call);
Answer show_identity(Platform& platform, const Call& call);
Answer create_identity(Platform& platform, const Call& call);
Answer delete_identity(Platform& platform, const Call& call);
Answer list_posts(Platform& platform, const Call& call);
Answer show_post(Platform& platform, const Call& call);
Answer authorize_post(Platform& platform, const Call& call);
Answer list_authorized_posts(Platform& platform, const Call& call);
Answer show_authorized_post(Platform& platform, const Call& call);

Answer create_portfolio(Platform& platform, const Call& call);
Answer show_portfolio(Platform& platform, const Call& call);
Answer list_portfolios(Platform& platform, const Call& call);
Answer delete_portfolios(Platform& platform, const Call& call);
Answer recommend_calls_to_action(Platform& platform, const Call& call);

} // namespace bayme::sandbox

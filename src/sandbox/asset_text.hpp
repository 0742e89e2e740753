// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/identities.hpp"
#include "sandbox/library.hpp"

#include <string>

namespace bayme::sandbox {

/// A picture or video as answers show it. Before it is ready a video has little more than its id,
/// and a picture lacks three members [CONTRACT 5.1, 5.2].
std::string asset_text(const Asset& asset, Seconds now);

/// "2026-03-01T12:00:00Z", as files say it.
std::string file_time_text(Seconds moment);

std::string identity_text(const Identity& identity);
std::string post_text(const Identity& identity, const Post& post);

} // namespace bayme::sandbox

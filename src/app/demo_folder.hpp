// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/settings.hpp"

namespace bayme::app {

// A demo leaves a file in its data folder that names its simulated TikTok. What is in the folder
// then speaks to nobody else, also after the demo has ended: its token is nothing to offer to
// TikTok, and no real one may be connected beside it.

/// Writes the file. The folder must be there.
Result<void> mark_demo_folder(const Settings& settings, FileSystem& files);
/// In a demo's folder: sets `demo` and puts its simulation in the place of what is configured.
/// @return conflict with reason "demo_folder" when the file cannot be understood.
Result<void> keep_to_demo(Settings& settings, FileSystem& files);
/// @return conflict with reason "not_a_demo" for the folder of an installation that is none.
Result<void> check_free_for_demo(const Settings& settings, FileSystem& files);

} // namespace bayme::app

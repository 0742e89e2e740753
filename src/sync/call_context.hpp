// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/workers.hpp"
#include "tiktok/call.hpp"

namespace bayme::sync {

/// Why a job calls the platform: with the priority of the job, as whoever asked for it. Work that
/// nobody watches waits longer than the silence TikTok asks for when a minute's calls are used up,
/// so that a table goes on at the page it stands at.
tiktok::CallContext call_context(const jobs::Run& run, const AdvertiserId& advertiser);

} // namespace bayme::sync

// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/call_context.hpp"

namespace bayme::sync {
namespace {

/// A penalty of TikTok's for a minute's quota lasts five.
constexpr std::chrono::minutes longest_wait{7};

/// Who waits at a screen is told soon that it goes on by itself later.
std::chrono::milliseconds patience_of(int priority) {
    return priority >= jobs::priority_person ? tiktok::CallContext{}.patience
                                             : std::chrono::milliseconds{longest_wait};
}

tiktok::Priority priority_of(int priority) {
    return priority >= jobs::priority_person        ? tiktok::Priority::person
           : priority >= jobs::priority_safety      ? tiktok::Priority::safety
           : priority >= jobs::priority_today       ? tiktok::Priority::today
           : priority >= jobs::priority_restatement ? tiktok::Priority::restatement
                                                    : tiktok::Priority::backfill;
}

} // namespace

tiktok::CallContext call_context(const jobs::Run& run, const AdvertiserId& advertiser) {
    const auto& job = run.job();
    return {.priority = priority_of(job.priority),
            .actor = to_string(job.requested_by),
            .job = job.id.text(),
            .advertiser = advertiser,
            .patience = patience_of(job.priority),
            .stop = run.stop()};
}

} // namespace bayme::sync

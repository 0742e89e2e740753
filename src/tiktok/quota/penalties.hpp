// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/quota/meter.hpp"

#include <map>

namespace bayme::tiktok::quota {

/// When nothing is to be sent, by scope. Not for several threads.
class Penalties {
public:
    /// One kept by an earlier process: by the wall clock, a day at most.
    void resume(const Penalty& penalty, const Moment& now);

    /// How long a call has to keep still; 0 when no penalty concerns it.
    [[nodiscard]] std::chrono::nanoseconds
    wait(const Endpoint& endpoint, const AdvertiserId& advertiser, const Moment& now) const;
    /// After a throttled answer. Several answers of one burst are one strike.
    Penalty strike(const Endpoint& endpoint, const AdvertiserId& advertiser, Window window,
                   Hint hint, bool day_spent, const Moment& now);
    /// After any other answer: strikes that were served are forgotten.
    void forgive(const Endpoint& endpoint, const AdvertiserId& advertiser, const Moment& now);
    [[nodiscard]] std::vector<Penalty> running(const Moment& now) const;

private:
    struct Running {
        Penalty penalty;
        std::chrono::nanoseconds until{0}; ///< steady: a step of the wall clock moves nothing
    };
    std::map<std::string, Running, std::less<>> by_scope_;
};

} // namespace bayme::tiktok::quota

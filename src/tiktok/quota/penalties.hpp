// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/codes.hpp"
#include "tiktok/governor.hpp"
#include "tiktok/quota/meter.hpp"

#include <map>

namespace bayme::tiktok::quota {

std::string scope_of(Window window, const Endpoint& endpoint, const AdvertiserId& advertiser);

/// What a throttled answer says, as far as it can be known.
struct Refusal {
    Window window = Window::app;
    bool minute_spent = false; ///< over after five minutes
    bool day_spent = false;    ///< over at the next UTC day
};

/// When nothing is to be sent, by scope. Not for several threads.
///
/// A refused second costs one second, twice in a row 2, 4, 8 … up to five minutes; a refused minute
/// five minutes; a refused day the rest of it. Whoever is refused after three silences of five
/// minutes met the day's limit though our count says otherwise: then 15 minutes, 30, an hour, up to
/// the end of the day.
class Penalties {
public:
    /// One kept by an earlier process: by the wall clock, a day at most.
    void resume(const Penalty& penalty, const Moment& now);

    /// How long a call has to keep still; 0 when no penalty concerns it.
    [[nodiscard]] std::chrono::nanoseconds
    wait(const Endpoint& endpoint, const AdvertiserId& advertiser, const Moment& now) const;
    /// After a throttled answer. Answers to calls sent before the penalty began are the same
    /// strike: they may lengthen it.
    struct Struck {
        Penalty penalty;
        bool is_new = false;
    };
    Struck strike(const Turn& turn, const Refusal& refusal, const Moment& now);
    /// After any other answer: the strikes of a penalty that ended before the call was sent are
    /// forgotten.
    void forgive(const Turn& turn);
    [[nodiscard]] std::vector<Penalty> running(const Moment& now) const;

private:
    struct Running {
        Penalty penalty;
        std::chrono::nanoseconds began{0};
        std::chrono::nanoseconds until{0}; ///< steady: a step of the wall clock moves nothing
    };
    void drop_stale(const Moment& now);

    std::map<std::string, Running, std::less<>> by_scope_;
};

} // namespace bayme::tiktok::quota

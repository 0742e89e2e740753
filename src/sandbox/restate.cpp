// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/dice.hpp"
#include "sandbox/traffic.hpp"

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

/// When vouchers come off [CONTRACT 6.1].
constexpr Seconds vouchers_booked = 48 * hour_length;

/// Counters that are booked on the click's hour but become known later.
constexpr std::array late_counters{Counter::initiate_checkout,
                                   Counter::complete_payment,
                                   Counter::total_complete_payment_rate,
                                   Counter::total_purchase,
                                   Counter::total_purchase_value,
                                   Counter::app_install,
                                   Counter::registration,
                                   Counter::form};

} // namespace

std::int64_t Traffic::arrived_share(Seconds age) const {
    auto before = description_.arrival.front();
    for (const auto& point : description_.arrival) {
        if (age < point.first) {
            return before.second + (point.second - before.second) * (age - before.first) /
                                       (point.first - before.first);
        }
        before = point;
    }
    return before.second;
}

/// Takes away the conversions that have not arrived yet, each by its own delay.
void Traffic::hold_back(AdCounts& counts, std::uint64_t luck, Seconds age) const {
    using enum Counter;
    if (age >= description_.arrival.back().first || counts[conversion] == 0) {
        return;
    }
    const auto share = arrived_share(std::max<Seconds>(age, 0));
    const std::uint64_t all = counts[conversion];
    std::uint64_t arrived = 0;
    if (all > 64) {
        arrived = all * static_cast<std::uint64_t>(share) / 1000;
    } else {
        for (std::uint64_t i = 0; i < all; ++i) {
            arrived += mix(luck + i) % 1000 < static_cast<std::uint64_t>(share) ? 1 : 0;
        }
    }
    if (counts[result] == counts[conversion]) {
        counts[result] = arrived;
    }
    counts[conversion] = arrived;
    for (const auto counter : late_counters) {
        counts[counter] = counts[counter] * arrived / all;
    }
}

/// The daily fix: some of the ads' days move a little, once.
void Traffic::restate(AdCounts& counts, const Stretch& stretch, std::uint64_t dither,
                      AsOf as_of) const {
    using enum Counter;
    // UTC of the date after the account's day [CONTRACT 6.1].
    if (as_of.now < (stretch.day + 1) * day_length + fix_hour_ * hour_length) {
        return;
    }
    const auto luck = stretch.luck.fix;
    const auto& fix = description_.restatement.fix;
    if (fix.one_in == 0 || luck % fix.one_in != 0) {
        return;
    }
    const auto factor =
        static_cast<std::uint64_t>(around(luck >> 20U, static_cast<std::int64_t>(fix.most)));
    for (const auto counter : {spend, impressions}) {
        counts[counter] = (counts[counter] * factor + (dither % 1000)) / 1000;
    }
    counts[billed_cost] = counts[spend];
    for (const auto counter : {clicks, video_play_actions}) {
        counts[counter] = std::min(counts[counter], counts[impressions]);
    }
}

/// What is found out 16 and 48 hours after the day's end, on some of the ads' days.
void Traffic::settle(AdCounts& counts, std::uint64_t luck, Seconds since) const {
    using enum Counter;
    const auto touched = [luck](const Moves& moves, std::uint64_t turn) {
        return moves.one_in != 0 && luck % moves.one_in == turn % moves.one_in;
    };
    const auto& [fix, invalid_clicks, vouchers] = description_.restatement;
    if (since >= viewers_known && touched(invalid_clicks, 1)) {
        // An hour has few clicks: rounded up or down so that the mean is right.
        const auto parts = counts[clicks] * ((luck >> 8U) % (invalid_clicks.most + 1));
        const auto fewer = (parts + mix(luck ^ counts[gross_impressions]) % 1000) / 1000;
        if (counts[result] == counts[clicks]) {
            counts[result] -= fewer;
        }
        counts[clicks] -= fewer;
    }
    if (since >= vouchers_booked && touched(vouchers, 2)) {
        counts[billed_cost] -= counts[billed_cost] * ((luck >> 16U) % (vouchers.most + 1)) / 1000;
    }
}

} // namespace bayme::sandbox

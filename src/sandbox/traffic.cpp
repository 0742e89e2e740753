// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/traffic.hpp"

#include "sandbox/data_files.hpp"
#include "sandbox/dice.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

constexpr Seconds latency = hour_length / 2;
constexpr Seconds publish_step = hour_length / 12;
constexpr std::uint64_t million = 1'000'000;
/// How late viewers are counted and invalid clicks found, and vouchers booked [CONTRACT 6.1].
constexpr Seconds viewers_known = 16 * hour_length;
constexpr Seconds vouchers_booked = 48 * hour_length;
/// Per mille of what an ad group reaches once it has learned.
constexpr std::uint64_t learning_conversions = 700;
constexpr std::uint64_t learning_price = 1150;

template <std::size_t size>
void fill(std::array<std::int64_t, size>& into, const json::value& from) {
    for (std::size_t i = 0; i < size; ++i) {
        into[i] = from.at(i).to_number<std::int64_t>();
    }
}

/// Sixteen-bit dice out of one hash after the other: each rounding gets its own.
class Dither {
public:
    explicit Dither(std::uint64_t start) : state_(start) {}

    std::uint64_t next() {
        if (left_ == 0) {
            state_ = mix(state_);
            bits_ = state_;
            left_ = 4;
        }
        --left_;
        const auto value = bits_ & 0xFFFFU;
        bits_ >>= 16U;
        return value;
    }
    /// `of` * parts per million, rounded up or down so that the mean is right.
    std::uint32_t share(std::uint64_t of, std::uint64_t parts) {
        return static_cast<std::uint32_t>((of * parts + (next() * million >> 16U)) / million);
    }

private:
    std::uint64_t state_;
    std::uint64_t bits_ = 0;
    unsigned left_ = 0;
};

/// Counters that are booked on the click's hour but become known later.
constexpr std::array late_counters{Counter::initiate_checkout,
                                   Counter::complete_payment,
                                   Counter::total_complete_payment_rate,
                                   Counter::total_purchase,
                                   Counter::total_purchase_value,
                                   Counter::app_install,
                                   Counter::registration,
                                   Counter::form};

void add_video(AdCounts& counts, const Ad& ad, Dither& dither) {
    using enum Counter;
    const auto shows = counts[impressions];
    counts[video_play_actions] = dither.share(shows, 930'000);
    const auto plays = counts[video_play_actions];
    counts[video_players] = dither.share(plays, 880'000);
    counts[video_watched_2s] = dither.share(plays, static_cast<std::uint64_t>(ad.hook_rate));
    counts[video_watched_6s] = dither.share(counts[video_watched_2s], 420'000);
    counts[video_views_p25] = dither.share(plays, 310'000);
    counts[video_views_p50] = dither.share(counts[video_views_p25], 520'000);
    counts[video_views_p75] = dither.share(counts[video_views_p50], 610'000);
    counts[video_views_p100] = dither.share(counts[video_views_p75], 660'000);
    counts[engaged_view] = dither.share(counts[video_watched_6s], 900'000);
    counts[engaged_view_15s] = dither.share(counts[engaged_view], 380'000);
    counts[play_centiseconds] = plays * static_cast<std::uint32_t>(150 + ad.hook_rate / 1500) +
                                counts[video_watched_6s] * 300;
}

void add_social(AdCounts& counts, Dither& dither) {
    using enum Counter;
    const auto plays = counts[video_play_actions];
    counts[likes] = dither.share(plays, 9500);
    counts[comments] = dither.share(plays, 420);
    counts[shares] = dither.share(plays, 610);
    counts[follows] = dither.share(plays, 280);
    counts[profile_visits] = dither.share(plays, 1900);
    counts[clicks_on_music_disc] = dither.share(plays, 150);
}

void add_purchases(AdCounts& counts, const Ad& ad, Dither& dither, std::uint32_t bought) {
    using enum Counter;
    counts[complete_payment] = bought;
    counts[initiate_checkout] = bought + dither.share(bought, 1'300'000);
    counts[total_complete_payment_rate] =
        static_cast<std::uint32_t>(bought * static_cast<std::uint64_t>(ad.order_value) *
                                   (700 + dither.next() * 600 / 65536) / 1000);
}

/// What a conversion is depends on what the campaign sells.
void add_outcome(AdCounts& counts, const Ad& ad, const Objective& objective, Dither& dither,
                 bool learning) {
    using enum Counter;
    const auto rate = static_cast<std::uint64_t>(ad.conversion_rate) *
                      (learning ? learning_conversions : 1000) / 1000;
    const auto converted = dither.share(counts[clicks], rate);
    const auto at_once = dither.share(counts[clicks], rate);
    counts[total_landing_page_view] = dither.share(counts[clicks], 820'000);
    if (objective.name == "WEB_CONVERSIONS") {
        add_purchases(counts, ad, dither, converted);
    } else if (objective.name == "APP_PROMOTION") {
        counts[app_install] = converted;
        counts[registration] = dither.share(converted, 450'000);
        counts[total_purchase] = dither.share(converted, 90'000);
        counts[total_purchase_value] = static_cast<std::uint32_t>(
            counts[total_purchase] * static_cast<std::uint64_t>(ad.order_value) / 3);
    } else if (objective.name == "LEAD_GENERATION") {
        counts[form] = converted;
    } else {
        counts[result] = objective.goal == "CLICK"   ? counts[clicks]
                         : objective.goal == "REACH" ? counts[impressions]
                                                     : counts[engaged_view];
        counts[real_time_result] = counts[result];
        return;
    }
    counts[conversion] = converted;
    counts[real_time_conversion] = at_once;
    counts[result] = converted;
    counts[real_time_result] = at_once;
}

} // namespace

AsOf AsOf::at(Seconds now) {
    return {now, (now - latency) / publish_step * publish_step};
}

Result<Traffic> Traffic::load(std::uint64_t seed) {
    BAYME_TRY(const auto facts, data_file("world.json"));
    Traffic traffic;
    traffic.seed_ = seed;
    fill(traffic.hour_shape_, facts.at("hour_shape"));
    fill(traffic.weekday_shape_, facts.at("weekday_shape"));
    fill(traffic.season_, facts.at("season"));
    for (const auto& point : facts.at("conversion_delay").as_array()) {
        traffic.conversion_delay_.emplace_back(point.at(0).to_number<Seconds>() * hour_length,
                                               point.at(1).to_number<std::int64_t>());
    }
    return traffic;
}

Seconds Traffic::settled_at(const Account& account, std::int64_t day) {
    return account.start_of(day + 1) + 7 * day_length + hour_length + latency + publish_step;
}

Minor Traffic::hourly_spend(const Ad& ad, std::int64_t day, unsigned hour) const {
    const auto luck = roll({seed_, 2, ad.id, static_cast<std::uint64_t>(day * 24 + hour)});
    // Creative wears out: down to 55 % over two years.
    const auto age = std::clamp<std::int64_t>(day - day_of(ad.created), 0, 730);
    const auto freshness = 1000 - age * 450 / 730;
    const auto noise = static_cast<std::int64_t>(800 + luck % 401);
    const auto day_rate =
        ad.daily_demand * weekday_shape_[weekday_of(day)] / 1000 * season_[month_of(day)] / 1000;
    constexpr std::int64_t parts = 24'000'000;
    const auto share = hour_shape_[hour] * freshness / 1000 * noise;
    const auto dither = static_cast<std::int64_t>(luck >> 40U) % parts;
    return (day_rate * share + dither) / parts;
}

AdCounts Traffic::counts(const Ad& ad, const Objective& objective, const Account& account,
                         const Stretch& stretch, AsOf as_of) const {
    using enum Counter;
    const auto& [day, hour, active, learning, window] = stretch;
    AdCounts counts;
    const auto spent = static_cast<std::uint64_t>(hourly_spend(ad, day, hour));
    if (spent == 0 || active <= 0) {
        return counts;
    }
    const auto luck = roll({seed_, 3, ad.id, static_cast<std::uint64_t>(day * 24 + hour)});
    Dither dither{luck};
    const auto price = static_cast<std::uint64_t>(ad.cost_per_mille) * (900 + luck % 201) / 1000 *
                       (learning ? learning_price : 1000) / 1000;
    counts[spend] = static_cast<std::uint32_t>(spent);
    counts[billed_cost] = counts[spend];
    counts[impressions] = static_cast<std::uint32_t>(
        (spent * 1000 + (dither.next() * price >> 16U)) / std::max<std::uint64_t>(price, 1));
    counts[gross_impressions] = counts[impressions] + dither.share(counts[impressions], 8000);
    counts[clicks] = dither.share(counts[impressions], static_cast<std::uint64_t>(ad.click_rate));
    counts[engagements] = counts[clicks] + dither.share(counts[clicks], 350'000);
    add_video(counts, ad, dither);
    add_social(counts, dither);
    add_outcome(counts, ad, objective, dither, learning);
    if (active < hour_length) {
        for (auto& value : counts.values) {
            value = static_cast<std::uint32_t>(std::uint64_t{value} *
                                               static_cast<std::uint64_t>(active) / 3600);
        }
    }
    const auto start = account.start_of(day) + static_cast<Seconds>(hour) * hour_length;
    hold_back(counts, mix(luck), std::min(as_of.published - start, window));
    restate(counts, ad, day, dither.next(), as_of);
    settle(counts, ad, day, as_of.now - account.start_of(day + 1));
    counts[reached] = as_of.now - start >= viewers_known ? counts[impressions] : 0;
    return counts;
}

std::int64_t Traffic::arrived_share(Seconds age) const {
    auto before = conversion_delay_.front();
    for (const auto& point : conversion_delay_) {
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
    if (age >= conversion_delay_.back().first || counts[conversion] == 0) {
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
        counts[result] = static_cast<std::uint32_t>(arrived);
    }
    counts[conversion] = static_cast<std::uint32_t>(arrived);
    for (const auto counter : late_counters) {
        counts[counter] = static_cast<std::uint32_t>(counts[counter] * arrived / all);
    }
}

/// The daily fix: a third of the ads' days move by up to half a percent, once.
void Traffic::restate(AdCounts& counts, const Ad& ad, std::int64_t day, std::uint64_t dither,
                      AsOf as_of) const {
    using enum Counter;
    // UTC of the date after the account's day [CONTRACT 6.1].
    if (as_of.now < (day + 1) * day_length + fix_hour_ * hour_length) {
        return;
    }
    const auto luck = roll({seed_, 4, ad.id, static_cast<std::uint64_t>(day)});
    if (luck % 3 != 0) {
        return;
    }
    const std::uint64_t factor = 995 + (luck >> 20U) % 11;
    for (const auto counter : {spend, impressions}) {
        counts[counter] =
            static_cast<std::uint32_t>((counts[counter] * factor + (dither % 1000)) / 1000);
    }
    counts[billed_cost] = counts[spend];
    for (const auto counter : {clicks, video_play_actions}) {
        counts[counter] = std::min(counts[counter], counts[impressions]);
    }
}

/// What is found out 16 and 48 hours after the day's end, each about a fifth of the ads' days.
void Traffic::settle(AdCounts& counts, const Ad& ad, std::int64_t day, Seconds since) const {
    using enum Counter;
    const auto luck = roll({seed_, 5, ad.id, static_cast<std::uint64_t>(day)});
    if (since >= viewers_known && luck % 5 == 1) {
        const auto fewer = static_cast<std::uint32_t>(counts[clicks] * (luck >> 8U & 15U) / 1000);
        if (counts[result] == counts[clicks]) {
            counts[result] -= fewer;
        }
        counts[clicks] -= fewer;
    }
    if (since >= vouchers_booked && luck % 5 == 2) {
        counts[billed_cost] -=
            static_cast<std::uint32_t>(counts[billed_cost] * (luck >> 16U & 31U) / 1000);
    }
}

} // namespace bayme::sandbox

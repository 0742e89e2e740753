// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/traffic.hpp"

#include "sandbox/dice.hpp"

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

constexpr Seconds latency = hour_length / 2;
constexpr Seconds publish_step = hour_length / 12;
constexpr std::uint64_t million = 1'000'000;

/// Sixteen-bit dice out of one hash after the other: each rounding gets its own.
class Dither {
public:
    Dither(std::uint64_t start, bool draws) : state_(start), draws_(draws) {}

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
    std::uint64_t share(std::uint64_t of, std::uint64_t parts) {
        const auto dither = next() * million >> 16U;
        // The product of all but the largest numbers fits.
        return of < million * million
                   ? (of * parts + dither) / million
                   : of / million * parts + (of % million * parts + dither) / million;
    }
    /// The same, but drawn where the world draws its counts.
    std::uint64_t outcome(std::uint64_t of, std::int64_t parts) {
        return draws_ ? poisson(static_cast<std::int64_t>(of) * parts, mix(state_ + ++draw_), of)
                      : share(of, static_cast<std::uint64_t>(parts));
    }

private:
    std::uint64_t state_;
    std::uint64_t bits_ = 0;
    std::uint64_t draw_ = 0;
    unsigned left_ = 0;
    bool draws_;
};

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
    counts[play_centiseconds] = plays * static_cast<std::uint64_t>(150 + ad.hook_rate / 1500) +
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

void add_purchases(AdCounts& counts, const Ad& ad, Dither& dither, std::uint64_t bought) {
    using enum Counter;
    counts[complete_payment] = bought;
    counts[initiate_checkout] = bought + dither.share(bought, 1'300'000);
    counts[total_complete_payment_rate] = bought * static_cast<std::uint64_t>(ad.order_value) *
                                          (700 + dither.next() * 600 / 65536) / 1000;
}

/// What a conversion is depends on what the campaign sells.
void add_outcome(AdCounts& counts, const Ad& ad, const Objective& objective, Dither& dither,
                 std::int64_t rate) {
    using enum Counter;
    const auto converted = dither.outcome(counts[clicks], rate);
    const auto at_once = dither.outcome(counts[clicks], rate);
    counts[total_landing_page_view] = dither.share(counts[clicks], 820'000);
    if (objective.name == "WEB_CONVERSIONS") {
        add_purchases(counts, ad, dither, converted);
    } else if (objective.name == "APP_PROMOTION") {
        counts[app_install] = converted;
        counts[registration] = dither.share(converted, 450'000);
        counts[total_purchase] = dither.share(converted, 90'000);
        counts[total_purchase_value] =
            counts[total_purchase] * static_cast<std::uint64_t>(ad.order_value) / 3;
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

Traffic::Traffic(const World& world)
    : world_(world), description_(world.description), seed_(world.seed) {
    for (const auto hour : description_.season.hours) {
        hours_sum_ += hour;
    }
    for (const auto& shock : description_.shocks) {
        for (int year = shock.year.value_or(0); year <= shock.year.value_or(5); ++year) {
            const auto first = day_from_date(year_of(day_of(world.born)) + year, shock.month, 1);
            const auto from =
                (first + static_cast<int>(shock.day) - 1) * day_length + shock.hour * hour_length;
            spells_.push_back({from, from + shock.hours * hour_length, &shock});
        }
    }
}

std::vector<Seconds> Traffic::turns() const {
    std::vector<Seconds> found;
    for (const auto& spell : spells_) {
        found.push_back(spell.from);
        found.push_back(spell.to);
    }
    return found;
}

Traffic::Weather Traffic::weather(const Ad& ad, std::int64_t day, unsigned hour) const {
    Weather weather;
    const auto moment = day * day_length + static_cast<Seconds>(hour) * hour_length;
    for (const auto& [from, to, shock] : spells_) {
        const auto& accounts = shock->accounts;
        if (moment < from || moment >= to ||
            (!accounts.empty() && std::ranges::find(accounts, ad.account) == accounts.end())) {
            continue;
        }
        weather.demand = weather.demand * shock->demand / 1000;
        weather.price = weather.price * shock->price / 1000;
        weather.clicks = weather.clicks * shock->clicks / 1000;
        weather.conversions = weather.conversions * shock->conversions / 1000;
    }
    return weather;
}

Seconds Traffic::settled_at(const Account& account, std::int64_t day) const {
    const auto last = std::max(description_.arrival.back().first, 7 * day_length);
    return account.start_of(day + 1) + last + hour_length + latency + publish_step;
}

Minor Traffic::day_rate(const Ad& ad, std::int64_t day) const {
    const auto& season = description_.season;
    return ad.daily_demand * season.weekdays[weekday_of(day)] / 1000 *
           season.months[month_of(day)] / 1000;
}

/// An ad's demand shrinks with its age; thousandths.
std::int64_t Traffic::youth(const Ad& ad, std::int64_t day) const {
    const auto& fatigue = description_.fatigue;
    const auto age = std::clamp<std::int64_t>(day - day_of(ad.created), 0, fatigue.days);
    return 1000 - age * fatigue.age_loss / fatigue.days;
}

DayLuck Traffic::luck_of(const Ad& ad, std::int64_t day) const {
    const auto& noise = description_.noise;
    const auto of = [&](std::uint64_t kind) {
        return roll({seed_, kind, ad.id, static_cast<std::uint64_t>(day)});
    };
    return {noise.day == 0 ? 0 : of(60), noise.rates == 0 ? 0 : of(61), of(4), of(5)};
}

Minor Traffic::hourly_spend(const Ad& ad, std::int64_t day, unsigned hour, const Pace& pace,
                            const DayLuck& day_luck) const {
    const auto luck = roll({seed_, 2, ad.id, static_cast<std::uint64_t>(day * 24 + hour)});
    const auto& noise = description_.noise;
    auto rate = day_rate(ad, day);
    if (pace.share != unity || pace.pressure != unity) {
        rate = scaled(scaled(rate, pace.share), pace.pressure);
    }
    if (!spells_.empty()) {
        rate = scaled(rate, weather(ad, day, hour).demand);
    }
    if (noise.day != 0) {
        rate = rate * around(day_luck.demand, noise.day) / 1000;
    }
    constexpr std::int64_t parts = 24'000'000;
    const auto share =
        description_.season.hours[hour] * youth(ad, day) / 1000 * around(luck, noise.hour);
    const auto dither = static_cast<std::int64_t>(luck >> 40U) % parts;
    return rate / parts * share + (rate % parts * share + dither) / parts;
}

std::int64_t Traffic::usual_demand(const Ad& ad, std::int64_t day, unsigned hour) const {
    const auto usual = part_of(day_rate(ad, day), youth(ad, day) * hours_sum_, 24'000);
    return spells_.empty() ? usual : scaled(usual, weather(ad, day, hour).demand);
}

std::int64_t Traffic::weight(Seconds from, Seconds to) const {
    std::int64_t sum = 0;
    for (Seconds hour = from / hour_length; hour * hour_length < to; ++hour) {
        const auto inside =
            std::min(to, (hour + 1) * hour_length) - std::max(from, hour * hour_length);
        sum += description_.season.hours.at(static_cast<std::size_t>(hour)) * inside;
    }
    return sum * unity / std::max<std::int64_t>(hours_sum_ * hour_length, 1);
}

AdRates Traffic::usual_rates(const Ad& ad, const Stretch& stretch) const {
    return rates(ad, stretch, 1000, 1000, 1000);
}

AdRates Traffic::rates(const Ad& ad, const Stretch& stretch, std::int64_t price_luck,
                       std::int64_t click_luck, std::int64_t conversion_luck) const {
    const auto& learning = description_.learning;
    const auto now = weather(ad, stretch.day, stretch.hour);
    AdRates found;
    found.price = ad.cost_per_mille * price_luck / 1000 *
                  (stretch.learning ? learning.price : 1000) / 1000 *
                  description_.season.prices[month_of(stretch.day)] / 1000;
    found.price =
        std::max<std::int64_t>(scaled(scaled(found.price, stretch.pace.price), now.price), 1);
    found.clicks = std::min(
        scaled(scaled(ad.click_rate * click_luck / 1000, stretch.freshness), now.clicks), unity);
    found.conversions =
        std::min(scaled(ad.conversion_rate * (stretch.learning ? learning.rate : 1000) / 1000 *
                            conversion_luck / 1000,
                        now.conversions),
                 unity);
    return found;
}

AdCounts Traffic::counts(const Ad& ad, const Objective& objective, const Account& account,
                         const Stretch& stretch, AsOf as_of) const {
    using enum Counter;
    const auto day = stretch.day;
    const auto hour = stretch.hour;
    const auto active = stretch.active;
    AdCounts counts;
    const auto spent = static_cast<std::uint64_t>(stretch.spend);
    if (spent == 0 || active <= 0) {
        return counts;
    }
    const auto& noise = description_.noise;
    const auto luck = roll({seed_, 3, ad.id, static_cast<std::uint64_t>(day * 24 + hour)});
    Dither dither{luck, noise.poisson};
    const auto day_luck = stretch.luck.rates;
    const auto usual = noise.rates == 0;
    const auto found =
        rates(ad, stretch, around(luck, noise.price), usual ? 1000 : around(day_luck, noise.rates),
              usual ? 1000 : around(day_luck >> 32U, noise.rates));
    const auto price = static_cast<std::uint64_t>(found.price);
    counts[spend] = spent;
    counts[billed_cost] = counts[spend];
    counts[impressions] = (spent * 1000 + (dither.next() * price >> 16U)) / price;
    counts[gross_impressions] = counts[impressions] + dither.share(counts[impressions], 8000);
    counts[clicks] = dither.outcome(counts[impressions], found.clicks);
    counts[engagements] = counts[clicks] + dither.share(counts[clicks], 350'000);
    add_video(counts, ad, dither);
    add_social(counts, dither);
    add_outcome(counts, ad, objective, dither, found.conversions);
    if (active < hour_length) {
        for (auto& value : counts.values) {
            value = value * static_cast<std::uint64_t>(active) / 3600;
        }
    }
    const auto start = account.start_of(day) + static_cast<Seconds>(hour) * hour_length;
    hold_back(counts, mix(luck), std::min(as_of.published - start, stretch.window));
    restate(counts, stretch, dither.next(), as_of);
    settle(counts, stretch.luck.later, as_of.now - account.start_of(day + 1));
    counts[reached] = as_of.now - start >= viewers_known ? counts[impressions] : 0;
    return counts;
}

} // namespace bayme::sandbox
